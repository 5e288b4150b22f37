#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Random bytes from the operating system, fetched 256 at a time: every event needs a salt.
package struct RandomBytes {
  private var pool: [UInt8] = []

  package init() {}

  /// The next random bytes.
  ///
  /// - Throws: `LogError` when the system has none to give.
  package mutating func take(_ count: Int) throws(LogError) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count)
    while result.count < count {
      if pool.isEmpty { try refill() }
      result.append(pool.removeLast())
    }
    return result
  }

  private mutating func refill() throws(LogError) {
    var bytes = [UInt8](repeating: 0, count: 256)
    let status = bytes.withUnsafeMutableBytes { getentropy($0.baseAddress, $0.count) }
    guard status == 0 else {
      throw LogError(.noRandomness, "The operating system gave no random bytes.")
    }
    pool = bytes
  }
}
