import SQLite

extension World {
  /// Changes the ledger file behind the program's back.
  func tamper(_ sql: String) throws {
    let connection = try Connection(path: path("ledger.db"), access: .readWrite)
    try connection.execute(sql)
  }

  /// Overwrites everything personal in place, as an erasure does.
  func blankPersonalData() throws {
    try tamper(
      """
      UPDATE personal SET salt = zeroblob(32), data = printf('%*s', length(CAST(data AS BLOB)), '')
      """
    )
  }

  /// Puts something into the read models that no event says.
  func tamperWithReadModels() throws {
    let connection = try Connection(path: path("ledger.projections.db"), access: .readWrite)
    try connection.execute("INSERT INTO default_profiles VALUES (1, 'billing', 99)")
  }
}
