package import Model
import SQLite

extension ReadModels {
  /// Runs a query of a read model.
  ///
  /// - Parameters:
  ///   - query: The folder and the file without its ending, `orders/show`.
  ///   - parameters: By their names without the colon; a missing one is NULL, lists and objects are
  ///     bound as JSON texts.
  /// - Returns: The first column of each row: a JSON text.
  /// - Throws: `ProjectionError` with `unknownQuery`; with `damaged` when the file is: see `snapshot`.
  package func rows(_ query: String, _ parameters: [String: JSON]) throws -> [String] {
    do {
      let statement = try self.query(query)
      defer { statement.reset() }
      try bind(parameters, to: statement)
      var rows: [String] = []
      while try statement.step() { rows.append(try statement.withRow(Self.json)) }
      return rows
    } catch let error as SQLiteError where error.isCorrupt {
      throw ProjectionError.damaged
    }
  }

  private func bind(_ parameters: [String: JSON], to statement: Statement) throws {
    guard statement.parameterCount > 0 else { return }
    for index in 1...statement.parameterCount {
      guard let name = statement.parameterName(index)?.dropFirst(),
        let value = parameters[String(name)]
      else { continue }
      switch value {
      case .null: break
      case .boolean(let value): try statement.bind(index, value)
      case .integer(let value): try statement.bind(index, integer: value)
      case .string(let value): try statement.bind(index, text: value)
      case .array, .object: try statement.bind(index, text: value.canonicalText)
      }
    }
  }

  private static func json(_ row: borrowing Row) throws -> String {
    switch row.type(0) {
    case .integer: String(try row.integer(0))
    case .null: "null"
    default: try row.text(0)
    }
  }
}
