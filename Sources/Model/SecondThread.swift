#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Work on a thread of its own, which whoever began it waits for in the end.
package struct SecondThread {
  /// Whether there is more than one processor, so that two threads get more done than one.
  package static let savesTime = sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1

  private final class Errand: Sendable {
    let work: @Sendable () -> Void

    init(_ work: @escaping @Sendable () -> Void) {
      self.work = work
    }
  }

  private let thread: pthread_t

  /// Begins the work; nil when there can be no more threads.
  package init?(_ work: @escaping @Sendable () -> Void) {
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    // As the main thread has it: SQLite's compiler and its checks of pages call themselves.
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, 8 << 20)
    let passed = Unmanaged.passRetained(Errand(work))
    let code = pthread_create(
      &thread,
      &attributes,
      { passed in
        #if canImport(Darwin)
          let errand = Unmanaged<Errand>.fromOpaque(passed)
        #else
          guard let passed else { return nil }
          let errand = Unmanaged<Errand>.fromOpaque(passed)
        #endif
        errand.takeRetainedValue().work()
        return nil
      },
      passed.toOpaque()
    )
    guard code == 0 else {
      passed.release()
      return nil
    }
    #if canImport(Darwin)
      guard let thread else { return nil }
    #endif
    self.thread = thread
  }

  /// Waits until the work has ended; to be called once.
  package func join() {
    pthread_join(thread, nil)
  }
}
