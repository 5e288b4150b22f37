import Model
import SQLite

/// The prepared statements that decisions read by: some run for every command.
///
/// Positions come first, then the events one by one: one statement for both would have SQLite sort
/// whole events by position, and that takes longer than to look them up.
final class Reader {
  private let taggedStatement: Statement
  private let foundStatement: Statement
  private let hasTaggedStatement: Statement
  private let eventStatement: Statement

  init(_ connection: Connection) throws {
    taggedStatement = try connection.prepare(Statements.positionsTaggedTyped, persistent: true)
    foundStatement = try connection.prepare(Statements.positionsFound, persistent: true)
    hasTaggedStatement = try connection.prepare(Statements.hasTagged, persistent: true)
    eventStatement = try connection.prepare(Statements.readEvent, persistent: true)
  }

  /// The positions of the events that carry a tag and are of one of some types, in order.
  func positions(tagged tag: String, _ types: [String], through: Int64) throws -> [Int64] {
    var found: [Int64] = []
    for type in types {
      try taggedStatement.bind(1, text: tag)
      try taggedStatement.bind(2, text: type)
      try taggedStatement.bind(3, integer: through)
      try addPositions(of: taggedStatement, to: &found)
    }
    found.sort()
    return found
  }

  /// The positions of the events that are filed under a hash, in order.
  func positions(found hash: [UInt8]) throws -> [Int64] {
    var found: [Int64] = []
    try foundStatement.bind(1, bytes: hash)
    try addPositions(of: foundStatement, to: &found)
    return found
  }

  func hasTagged(_ tag: String) throws -> Bool {
    defer { hasTaggedStatement.clear() }
    try hasTaggedStatement.bind(1, text: tag)
    return try hasTaggedStatement.step()
  }

  /// What is made of the row of the event at a position; nil when there is none.
  func event(at position: Int64, _ event: (borrowing Row) throws -> Event) throws -> Event? {
    defer { eventStatement.clear() }
    try eventStatement.bind(1, integer: position)
    guard try eventStatement.step() else { return nil }
    return try eventStatement.withRow(event)
  }

  private func addPositions(of statement: Statement, to found: inout [Int64]) throws {
    defer { statement.clear() }
    while try statement.step() { found.append(try statement.integer(0)) }
  }
}
