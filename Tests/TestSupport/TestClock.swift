package import Model
import Synchronization

/// A clock that moves only when a test says so.
package final class TestClock: Sendable {
  private let time: Mutex<Instant>

  /// A clock that shows noon of 2026-03-01.
  package init() {
    time = Mutex(Instant(microseconds: MemoryHistory.start.microseconds + 43_200_000_000))
  }

  /// What the clock shows.
  package var now: Instant { time.withLock { $0 } }

  /// Moves the clock; a negative number moves it back, as an operator may.
  package func advance(byMicroseconds count: Int64) {
    time.withLock { $0.microseconds += count }
  }

  /// Moves the clock by whole seconds.
  package func advance(bySeconds count: Int64) {
    advance(byMicroseconds: count * 1_000_000)
  }
}
