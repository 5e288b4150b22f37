import Model
import SQLite
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Gives a query up that goes on although its time is over.
///
/// Between two of its instructions SQLite asks whether to go on, but one of them may be a function that
/// takes hours, such as `instr` with two long texts. Nothing but the end of the program ends that.
final class Watchdog {
  private let shared: Shared
  private let thread: SecondThread?

  private final class Shared: Sendable {
    let isDone = Atomic(false)
    /// On the monotonic clock, in microseconds.
    let end = Atomic(Int64.max)
  }

  private static let stepMicroseconds: UInt32 = 20_000
  /// How long SQLite has to notice by itself that the time is over.
  private static let graceMicroseconds: Int64 = 1_000_000

  /// Without a thread for it nobody watches.
  init(_ giveUp: @escaping @Sendable () -> Void) {
    let shared = Shared()
    self.shared = shared
    thread = SecondThread {
      while !shared.isDone.load(ordering: .relaxed) {
        let end = shared.end.load(ordering: .relaxed)
        guard Connection.monotonicMicroseconds() < end else { return giveUp() }
        usleep(Self.stepMicroseconds)
      }
    }
  }

  /// Gives up after so many microseconds from now, and a moment for SQLite to notice by itself.
  func watch(microseconds: Int64) {
    let end = Connection.monotonicMicroseconds() + microseconds + Self.graceMicroseconds
    shared.end.store(end, ordering: .relaxed)
  }

  /// Gives nothing up any more.
  func rest() {
    shared.end.store(.max, ordering: .relaxed)
  }

  deinit {
    shared.isDone.store(true, ordering: .relaxed)
    thread?.join()
  }
}
