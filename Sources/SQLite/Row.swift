internal import CSQLite

/// One row of a result, lent to a closure for one step.
///
/// Columns are numbered from 0. Reading a value as another type than it is stored with is an error
/// (SQLITE_MISMATCH) that names the column and the statement: SQLite's own silent conversions would
/// turn damage into plausible values. A column that does not exist reads as NULL.
@safe package struct Row: ~Copyable {
  private let handle: OpaquePointer

  init(of handle: OpaquePointer) {
    unsafe self.handle = handle
  }

  package var columnCount: Int { unsafe Int(sqlite3_data_count(handle)) }

  /// The column's name as the statement's AS clause gives it; empty when there is no such column.
  package func name(_ column: Int) -> String {
    let name = unsafe sqlite3_column_name(handle, Int32(clamping: column))
    return unsafe name.map { unsafe String(cString: $0) } ?? ""
  }

  package func type(_ column: Int) -> ValueType {
    ValueType(rawValue: unsafe sqlite3_column_type(handle, Int32(clamping: column))) ?? .null
  }

  package func integer(_ column: Int) throws(SQLiteError) -> Int64 {
    let index = Int32(clamping: column)
    guard unsafe sqlite3_column_type(handle, index) == SQLITE_INTEGER else {
      throw mismatch(column, "an integer")
    }
    return unsafe sqlite3_column_int64(handle, index)
  }

  /// The floating-point number: read models have none, but SQL of one's own can make some.
  package func real(_ column: Int) throws(SQLiteError) -> Double {
    let index = Int32(clamping: column)
    guard unsafe sqlite3_column_type(handle, index) == SQLITE_FLOAT else {
      throw mismatch(column, "a floating-point number")
    }
    return unsafe sqlite3_column_double(handle, index)
  }

  /// The text, copied; bytes that are not UTF-8 are an error like a wrong type.
  package func text(_ column: Int) throws(SQLiteError) -> String {
    let bytes = unsafe try storedText(column)
    guard let text = unsafe try? UTF8Span(validating: bytes.span) else {
      throw mismatch(column, "valid UTF-8")
    }
    return String(copying: text)
  }

  /// The bytes of a blob or of a text, copied.
  package func bytes(_ column: Int) throws(SQLiteError) -> [UInt8] {
    unsafe Array(try stored(column))
  }

  /// How many bytes a text or blob has; 0 for any other value.
  package func size(_ column: Int) -> Int {
    switch type(column) {
    case .text, .blob: unsafe Int(sqlite3_column_bytes(handle, Int32(clamping: column)))
    default: 0
    }
  }

  package func optionalInteger(_ column: Int) throws(SQLiteError) -> Int64? {
    isNull(column) ? nil : try integer(column)
  }

  package func optionalText(_ column: Int) throws(SQLiteError) -> String? {
    isNull(column) ? nil : try text(column)
  }

  package func optionalBytes(_ column: Int) throws(SQLiteError) -> [UInt8]? {
    isNull(column) ? nil : try bytes(column)
  }

  /// Appends the bytes of a blob or of a text (UTF-8, not validated) to others.
  package func append(_ column: Int, to others: inout [UInt8]) throws(SQLiteError) {
    unsafe others.append(contentsOf: try stored(column))
  }

  /// Lends the bytes of a blob or of a text (UTF-8, not validated) without copying them.
  package func withBytes<R>(_ column: Int, _ body: (Span<UInt8>) throws -> R) throws -> R {
    let bytes = unsafe try stored(column)
    return try body(unsafe bytes.span)
  }

  /// Lends the bytes of a text without copying them; bytes that are not UTF-8 are an error like a wrong
  /// type.
  package func withText<R>(_ column: Int, _ body: (Span<UInt8>) throws -> R) throws -> R {
    let bytes = unsafe try storedText(column)
    let span = unsafe bytes.span
    // Nearly all is ASCII, for which a look at the highest bits is enough.
    var bits: UInt8 = 0
    for index in span.indices { bits |= span[index] }
    if bits >= 0x80, (try? UTF8Span(validating: span)) == nil {
      throw mismatch(column, "valid UTF-8")
    }
    return try body(span)
  }

  package func isNull(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(handle, Int32(clamping: column)) == SQLITE_NULL
  }

  private func storedText(_ column: Int) throws(SQLiteError) -> UnsafeBufferPointer<UInt8> {
    let index = Int32(clamping: column)
    guard unsafe sqlite3_column_type(handle, index) == SQLITE_TEXT else {
      throw mismatch(column, "text")
    }
    return unsafe try contents(index, isText: true)
  }

  private func stored(_ column: Int) throws(SQLiteError) -> UnsafeBufferPointer<UInt8> {
    let index = Int32(clamping: column)
    switch unsafe sqlite3_column_type(handle, index) {
    case SQLITE_TEXT: return unsafe try contents(index, isText: true)
    case SQLITE_BLOB: return unsafe try contents(index, isText: false)
    default: throw mismatch(column, "bytes")
    }
  }

  /// The value in SQLite's own memory.
  ///
  /// A text must always be asked for as text and a blob as a blob: a change between the two may move
  /// the bytes while an outer `withBytes` still lends them.
  private func contents(
    _ index: Int32,
    isText: Bool
  ) throws(SQLiteError) -> UnsafeBufferPointer<UInt8> {
    let start =
      unsafe isText
      ? UnsafeRawPointer(sqlite3_column_text(handle, index)) : sqlite3_column_blob(handle, index)
    let count = unsafe Int(sqlite3_column_bytes(handle, index))
    guard let start = unsafe start else {
      // SQLite has no address for an empty blob; a text without one could not be converted.
      guard isText else { return unsafe UnsafeBufferPointer(start: nil, count: 0) }
      throw unsafe SQLiteError(code: SQLITE_NOMEM, statement: handle)
    }
    return unsafe UnsafeBufferPointer(
      start: start.assumingMemoryBound(to: UInt8.self),
      count: count
    )
  }

  private func mismatch(_ column: Int, _ expected: String) -> SQLiteError {
    SQLiteError(
      code: SQLITE_MISMATCH,
      message: "column \(column) (\(name(column))) holds \(type(column)), not \(expected)",
      sql: unsafe sqlite3_sql(handle).map { unsafe String(cString: $0) }
    )
  }
}
