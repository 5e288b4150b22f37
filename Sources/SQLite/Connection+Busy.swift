internal import CSQLite

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

extension Connection {
  /// Waits for locks in steps of a millisecond, and of less for who has waited for long.
  ///
  /// SQLite's own handler backs off to steps of 100 ms, which under many short writers makes a single
  /// one wait far longer than the lock was taken.
  func installBusyHandler() {
    unsafe sqlite3_busy_handler(
      handle,
      { context, attempts in
        guard let context = unsafe context else { return 0 }
        let connection = unsafe Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue()
        return connection.waitForLock(isFirst: attempts == 0) ? 1 : 0
      },
      Unmanaged.passUnretained(self).toOpaque()
    )
  }

  /// False when the time is up.
  private func waitForLock(isFirst: Bool) -> Bool {
    let now = Self.monotonicMicroseconds()
    if isFirst { busySinceMicroseconds = now }
    lastWaitMicroseconds = now
    let waited = (now - busySinceMicroseconds) / 1000
    guard waited < Int64(busyTimeoutMilliseconds) else { return false }
    // Who looks more often than others gets the lock sooner than they do.
    usleep(waited < Self.longWaitMilliseconds ? 1000 : 200)
    return true
  }

  /// Waits a moment when others want the lock for writing too, or may want it, and this connection had it
  /// last.
  ///
  /// Others look for it in steps of a millisecond. One who gives it up and takes it again within
  /// microseconds would have it nearly always, and of those who wait one might do so for seconds. Whether
  /// there are others is known to who had to wait for them; whoever never had to gives them a chance now
  /// and then.
  private func letOthersWrite() {
    let now = Self.monotonicMicroseconds()
    let pause = Self.pauseMicroseconds - (now - lastWriteMicroseconds)
    let isContended =
      lastWaitMicroseconds.map { now - $0 < Self.rememberedMicroseconds } ?? false
    guard isContended || heldMicroseconds >= Self.heldBeforePauseMicroseconds || pause <= 0 else {
      return
    }
    heldMicroseconds = 0
    if pause > 0 { usleep(UInt32(clamping: pause)) }
  }

  /// Runs what may write, and notes how long that took.
  func writing<Result>(_ body: () throws -> Result) throws -> Result {
    letOthersWrite()
    let start = Self.monotonicMicroseconds()
    defer {
      lastWriteMicroseconds = Self.monotonicMicroseconds()
      heldMicroseconds += lastWriteMicroseconds - start
    }
    return try body()
  }

  /// Somewhat more than a step of those who wait.
  private static let pauseMicroseconds: Int64 = 2000
  /// A pause after each short transaction would cost more than it does.
  private static let heldBeforePauseMicroseconds: Int64 = 100_000
  /// For so long it is taken for granted that there are others, after one had to wait for them.
  private static let rememberedMicroseconds: Int64 = 500_000
  private static let longWaitMilliseconds: Int64 = 250

  /// Microseconds since some moment, which never go back.
  package static func monotonicMicroseconds() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }
}
