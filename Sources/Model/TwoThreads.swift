import Synchronization

/// Long work that is done on two threads side by side.
package enum TwoThreads {
  /// From how many events on they save time; never, where there is but one processor.
  package static let leastEvents: Int64 = SecondThread.savesTime ? 20_000 : .max

  /// Whether the other thread has failed, so that the work on this one is in vain.
  package final class Failure: Sendable {
    private let hasHappened = Atomic(false)

    /// To be called now and then by both.
    ///
    /// - Throws: An error that is never passed on.
    package func check() throws {
      if hasHappened.load(ordering: .relaxed) { throw Abandoned() }
    }

    fileprivate func happen() { hasHappened.store(true, ordering: .relaxed) }
  }

  private struct Abandoned: Error {}

  /// What goes to the second thread and comes back: nobody else touches it in between.
  private final class Errand: @unchecked Sendable {
    private let work: () throws -> Void
    private let failure: Failure
    private(set) var error: (any Error)?

    init(_ work: @escaping () throws -> Void, _ failure: Failure) {
      self.work = work
      self.failure = failure
    }

    func run() {
      do {
        try work()
      } catch {
        self.error = error
        failure.happen()
      }
    }
  }

  /// Does both, the second on a thread of its own, and waits until both have ended.
  ///
  /// They must not use anything in common that is not made for it, such as a connection, nor wait for
  /// each other: where no thread can be had, they are done one after the other.
  ///
  /// - Throws: The error of the one that failed; when both did, that of the first.
  package static func run(
    _ first: (Failure) throws -> Void,
    _ second: @escaping (Failure) throws -> Void
  ) throws {
    guard try !runTogether(first, second) else { return }
    let failure = Failure()
    try first(failure)
    try second(failure)
  }

  /// Does both as `run` does, but never one after the other: they may wait for each other.
  ///
  /// - Returns: False when no thread can be had, and nothing is done.
  package static func runTogether(
    _ first: (Failure) throws -> Void,
    _ second: @escaping (Failure) throws -> Void
  ) throws -> Bool {
    let failure = Failure()
    let errand = Errand({ try second(failure) }, failure)
    guard let thread = SecondThread({ errand.run() }) else { return false }
    var error: (any Error)?
    do {
      try first(failure)
    } catch let caught {
      error = caught
      failure.happen()
    }
    thread.join()
    if let error, !(error is Abandoned) { throw error }
    if let error = errand.error, !(error is Abandoned) { throw error }
    return true
  }
}
