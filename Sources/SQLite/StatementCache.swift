internal import CSQLite

/// The statements a connection has compiled, by the bytes of their SQL.
struct StatementCache {
  /// A guard against SQL assembled at run time; the statements of a program written with placeholders
  /// are far fewer.
  static let capacity = 256

  private var statements: [Key: PreparedStatement] = [:]

  /// The statement of that SQL, also when it is lent out.
  func find(_ sql: String) -> PreparedStatement? {
    statements[Key(sql)]
  }

  mutating func insert(_ statement: PreparedStatement) {
    if statements.count >= Self.capacity { removeAll() }
    statements[Key(statement.sql)] = statement
  }

  /// Finalises the statements at rest now, and those lent out when they are given back.
  mutating func removeAll() {
    statements.removeAll()
  }
}

/// SQL compared by its bytes: to Swift's own `==`, texts that are only canonically equivalent are one,
/// and such a statement would run in the place of the other.
///
/// The look-up is on the path of every event: the same literal is recognised by its address, and the
/// hash takes but the length and three words. Those that collide are told apart by comparing.
private struct Key: Hashable {
  private let sql: String

  init(_ sql: String) {
    var sql = sql
    // On Linux every string is contiguous already, and this is a look at one bit.
    sql.makeContiguousUTF8()
    self.sql = sql
  }

  static func == (left: Key, right: Key) -> Bool {
    unsafe left.withBytes { left in
      unsafe right.withBytes { right in
        guard left.count == right.count else { return false }
        if unsafe left.baseAddress == right.baseAddress { return true }
        return unsafe csqlite_is_equal(left.baseAddress, right.baseAddress, left.count)
      }
    }
  }

  func hash(into hasher: inout Hasher) {
    let digest = unsafe withBytes { bytes in
      guard bytes.count >= 8 else { return UInt64(truncatingIfNeeded: bytes.count) }
      var digest = UInt64(truncatingIfNeeded: bytes.count)
      let last = bytes.count - 8
      for offset in [last / 3, last / 3 * 2, last] {
        let word = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        digest = (digest ^ word) &* 0x9e37_79b9_7f4a_7c15
      }
      return digest
    }
    hasher.combine(digest)
  }

  private func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    var sql = sql
    return sql.withUTF8 { bytes in unsafe body(UnsafeRawBufferPointer(bytes)) }
  }
}
