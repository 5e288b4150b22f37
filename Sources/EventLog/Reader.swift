import Model
import SQLite

/// The prepared statements that decisions read by: some run for every command.
final class Reader {
  private let taggedStatement: Statement
  private let foundStatement: Statement
  private let hasTaggedStatement: Statement

  init(_ connection: Connection) throws {
    taggedStatement = try connection.prepare(Statements.readTagged, persistent: true)
    foundStatement = try connection.prepare(Statements.readFound, persistent: true)
    hasTaggedStatement = try connection.prepare(Statements.hasTagged, persistent: true)
  }

  func tagged(
    _ tag: String,
    _ types: String,
    _ through: Int64,
    _ event: (borrowing Row) throws -> Event
  ) throws -> [Event] {
    try taggedStatement.bind(1, text: tag)
    try taggedStatement.bind(2, text: types)
    try taggedStatement.bind(3, integer: through)
    return try events(of: taggedStatement, event)
  }

  func found(_ hash: [UInt8], _ event: (borrowing Row) throws -> Event) throws -> [Event] {
    try foundStatement.bind(1, bytes: hash)
    return try events(of: foundStatement, event)
  }

  func hasTagged(_ tag: String) throws -> Bool {
    defer { hasTaggedStatement.clear() }
    try hasTaggedStatement.bind(1, text: tag)
    return try hasTaggedStatement.step()
  }

  private func events(
    of statement: Statement,
    _ event: (borrowing Row) throws -> Event
  ) throws -> [Event] {
    defer { statement.clear() }
    var events: [Event] = []
    while try statement.step() {
      events.append(try statement.withRow(event))
    }
    return events
  }
}
