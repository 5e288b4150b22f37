internal import CSQLite

/// A bound on what statements may ask of one connection.
package enum Limit: Sendable {
  /// The bytes of a text, a blob or a row.
  case length
  /// The bytes of a statement.
  case sqlLength
  /// The columns of a table, an index, a result or a clause.
  case columns
  /// The depth of an expression.
  case expressionDepth
  /// The terms of a compound SELECT.
  case compoundSelect
  /// The instructions of a compiled statement.
  case instructions
  /// The arguments of a function.
  case functionArguments
  /// The databases attached at one time.
  case attached
  /// The bytes of a LIKE or GLOB pattern.
  case patternLength
  /// The highest number of a parameter.
  case parameters
  /// The depth of triggers that set off triggers.
  case triggerDepth

  var number: Int32 {
    switch self {
    case .length: SQLITE_LIMIT_LENGTH
    case .sqlLength: SQLITE_LIMIT_SQL_LENGTH
    case .columns: SQLITE_LIMIT_COLUMN
    case .expressionDepth: SQLITE_LIMIT_EXPR_DEPTH
    case .compoundSelect: SQLITE_LIMIT_COMPOUND_SELECT
    case .instructions: SQLITE_LIMIT_VDBE_OP
    case .functionArguments: SQLITE_LIMIT_FUNCTION_ARG
    case .attached: SQLITE_LIMIT_ATTACHED
    case .patternLength: SQLITE_LIMIT_LIKE_PATTERN_LENGTH
    case .parameters: SQLITE_LIMIT_VARIABLE_NUMBER
    case .triggerDepth: SQLITE_LIMIT_TRIGGER_DEPTH
    }
  }
}

extension Connection {
  /// Lowers a limit, or raises it up to what the library was built with; below 0 is taken as 0.
  package func setLimit(_ limit: Limit, _ value: Int) {
    guard let handle = unsafe handle else { return }
    unsafe sqlite3_limit(handle, limit.number, Int32(clamping: max(0, value)))
  }
}
