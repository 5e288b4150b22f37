internal import CSQLite

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

extension Connection {
  /// Waits for locks in steps of a millisecond.
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
    hasWaited = true
    let now = Self.monotonicMicroseconds()
    if isFirst { busySinceMicroseconds = now }
    guard (now - busySinceMicroseconds) / 1000 < Int64(busyTimeoutMilliseconds) else { return false }
    usleep(1000)
    return true
  }

  /// Waits a moment when others wanted the lock for writing too, and this connection had it last.
  ///
  /// Others look for it in steps of a millisecond. One who gives it up and takes it again within
  /// microseconds would have it nearly always, and of those who wait one might do so for seconds.
  func letOthersWrite() {
    let pause = Self.pauseMicroseconds - (Self.monotonicMicroseconds() - lastWriteMicroseconds)
    guard hasWaited, pause > 0 else { return }
    usleep(UInt32(clamping: pause))
  }

  /// Notes that this connection has given up the lock for writing.
  func noteWrite() {
    lastWriteMicroseconds = Self.monotonicMicroseconds()
  }

  /// Somewhat more than a step of those who wait.
  private static let pauseMicroseconds: Int64 = 2000

  private static func monotonicMicroseconds() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }
}
