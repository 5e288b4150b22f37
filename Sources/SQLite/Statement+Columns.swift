/// The columns of the present row, as `Row` reads them; valid after `step()` returned true.
extension Statement {
  package func type(_ column: Int) -> ValueType { row.type(column) }

  package func integer(_ column: Int) throws(SQLiteError) -> Int64 { try row.integer(column) }

  package func real(_ column: Int) throws(SQLiteError) -> Double { try row.real(column) }

  package func text(_ column: Int) throws(SQLiteError) -> String { try row.text(column) }

  package func bytes(_ column: Int) throws(SQLiteError) -> [UInt8] { try row.bytes(column) }

  package func optionalInteger(_ column: Int) throws(SQLiteError) -> Int64? {
    try row.optionalInteger(column)
  }

  package func optionalText(_ column: Int) throws(SQLiteError) -> String? {
    try row.optionalText(column)
  }

  package func optionalBytes(_ column: Int) throws(SQLiteError) -> [UInt8]? {
    try row.optionalBytes(column)
  }

  /// Lends the bytes of a blob or of a text (UTF-8, not validated) without copying them.
  package func withBytes<Result>(
    _ column: Int,
    _ body: (Span<UInt8>) throws -> Result
  ) throws -> Result {
    try withRow { row in try row.withBytes(column, body) }
  }

  private var row: Row { unsafe Row(of: handle) }
}
