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
  private let isDone: Done
  private let thread: SecondThread?

  private final class Done: Sendable {
    let flag = Atomic(false)
  }

  private static let stepMicroseconds: UInt32 = 20_000
  /// How long SQLite has to notice by itself that the time is over.
  private static let graceMilliseconds = 1000

  /// From now on somebody watches; without a thread for it nobody does.
  init(milliseconds: Int, _ giveUp: @escaping @Sendable () -> Void) {
    let isDone = Done()
    self.isDone = isDone
    let end =
      Connection.monotonicMicroseconds() + Int64(milliseconds + Self.graceMilliseconds) * 1000
    thread = SecondThread {
      while !isDone.flag.load(ordering: .relaxed) {
        guard Connection.monotonicMicroseconds() < end else { return giveUp() }
        usleep(Self.stepMicroseconds)
      }
    }
  }

  deinit {
    isDone.flag.store(true, ordering: .relaxed)
    thread?.join()
  }
}
