internal import CSQLite

/// Every function here compiles its SQL on first use and keeps it; write values as `?`, not into the
/// text. The number of values must be the number of parameters. A query may run again inside its
/// own row loop.
extension Connection {
  /// Runs one statement to its end; rows are passed over.
  package func run<each Value: Bindable>(
    _ sql: String,
    _ values: repeat each Value
  ) throws(SQLiteError) {
    let statement = try take(sql)
    defer { giveBack(statement) }
    var parameters = unsafe Parameters(of: statement.handle)
    repeat try (each values).bind(to: &parameters)
    try parameters.finish(statement.parameterCount)
    try statement.runToEnd()
  }

  /// Lends each row of the result to the closure, in order.
  ///
  /// - Throws: `SQLiteError`, or what the closure throws; it ends the query.
  package func query<each Value: Bindable>(
    _ sql: String,
    _ values: repeat each Value,
    row: (borrowing Row) throws -> Void
  ) throws {
    let statement = try take(sql)
    defer { giveBack(statement) }
    var parameters = unsafe Parameters(of: statement.handle)
    repeat try (each values).bind(to: &parameters)
    try parameters.finish(statement.parameterCount)
    while try statement.step() {
      try row(unsafe Row(of: statement.handle))
    }
  }

  /// What the closure makes of the first row; nil when there is none.
  ///
  /// A statement that writes, such as one with RETURNING, is run to its end.
  package func first<each Value: Bindable, Result>(
    _ sql: String,
    _ values: repeat each Value,
    row: (borrowing Row) throws -> Result
  ) throws -> Result? {
    let statement = try take(sql)
    defer { giveBack(statement) }
    var parameters = unsafe Parameters(of: statement.handle)
    repeat try (each values).bind(to: &parameters)
    try parameters.finish(statement.parameterCount)
    guard try statement.step() else { return nil }
    let result = try row(unsafe Row(of: statement.handle))
    try statement.endIfWriting()
    return result
  }

  /// The first column of the first row; nil when there is no row or the value is NULL.
  package func integer<each Value: Bindable>(
    _ sql: String,
    _ values: repeat each Value
  ) throws(SQLiteError) -> Int64? {
    let statement = try take(sql)
    defer { giveBack(statement) }
    var parameters = unsafe Parameters(of: statement.handle)
    repeat try (each values).bind(to: &parameters)
    try parameters.finish(statement.parameterCount)
    guard try statement.step() else { return nil }
    let result = unsafe try Row(of: statement.handle).optionalInteger(0)
    try statement.endIfWriting()
    return result
  }

  /// The first column of the first row; nil when there is no row or the value is NULL.
  package func text<each Value: Bindable>(
    _ sql: String,
    _ values: repeat each Value
  ) throws(SQLiteError) -> String? {
    let statement = try take(sql)
    defer { giveBack(statement) }
    var parameters = unsafe Parameters(of: statement.handle)
    repeat try (each values).bind(to: &parameters)
    try parameters.finish(statement.parameterCount)
    guard try statement.step() else { return nil }
    let result = unsafe try Row(of: statement.handle).optionalText(0)
    try statement.endIfWriting()
    return result
  }
}
