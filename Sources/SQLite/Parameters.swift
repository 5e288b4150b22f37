internal import CSQLite

/// The parameters of one statement, filled from the first to the last.
///
/// Texts and blobs are copied, and are bound with their byte count: a text keeps its NUL characters.
@safe package struct Parameters: ~Copyable {
  private let handle: OpaquePointer
  private var index: Int32

  /// Starts at the parameter with the given number; the first is 1.
  init(of handle: OpaquePointer, from index: Int32 = 1) {
    unsafe self.handle = handle
    self.index = index
  }

  package mutating func append(integer: Int64) throws(SQLiteError) {
    try advance(unsafe sqlite3_bind_int64(handle, index, integer))
  }

  package mutating func append(text: String) throws(SQLiteError) {
    var text = text
    try advance(
      text.withUTF8 { bytes in
        unsafe csqlite_bind_text(handle, index, bytes.baseAddress, UInt64(bytes.count))
      }
    )
  }

  /// Binds UTF-8 as text; it is not validated here.
  package mutating func append(text: Span<UInt8>) throws(SQLiteError) {
    try advance(
      unsafe text.withUnsafeBufferPointer { bytes in
        unsafe csqlite_bind_text(handle, index, bytes.baseAddress, UInt64(bytes.count))
      }
    )
  }

  package mutating func append(bytes: [UInt8]) throws(SQLiteError) {
    try append(bytes: bytes.span)
  }

  package mutating func append(bytes: Span<UInt8>) throws(SQLiteError) {
    try advance(
      unsafe bytes.withUnsafeBufferPointer { bytes in
        unsafe csqlite_bind_blob(handle, index, bytes.baseAddress, UInt64(bytes.count))
      }
    )
  }

  package mutating func appendNull() throws(SQLiteError) {
    try advance(unsafe sqlite3_bind_null(handle, index))
  }

  /// Refuses a statement that was given fewer values than it has parameters.
  ///
  /// Without this, those left out would silently be NULL. Too many are refused by SQLite itself.
  func finish(_ parameterCount: Int32) throws(SQLiteError) {
    guard index <= parameterCount else { return }
    throw SQLiteError(
      code: SQLITE_RANGE,
      message: "the statement takes \(parameterCount) values, and \(index - 1) were given",
      sql: unsafe sqlite3_sql(handle).map { unsafe String(cString: $0) }
    )
  }

  private mutating func advance(_ code: Int32) throws(SQLiteError) {
    guard code == SQLITE_OK else { throw unsafe SQLiteError(code: code, statement: handle) }
    index += 1
  }
}
