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
    let now = Self.monotonicMilliseconds()
    if isFirst { busySinceMilliseconds = now }
    guard now - busySinceMilliseconds < Int64(busyTimeoutMilliseconds) else { return false }
    usleep(1000)
    return true
  }

  private static func monotonicMilliseconds() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
