import Model
import SQLite

/// The prepared statements that decisions read by: some run for every command.
///
/// Positions come first, then the events one by one: one statement for both would have SQLite sort
/// whole events by position, and that takes longer than to look them up.
final class Reader {
  private let connection: Connection
  /// One for each list of types that decisions ask for: a handful.
  private var taggedStatements: [(types: [String], statement: Statement)] = []
  private let foundStatement: Statement
  private let hasTaggedStatement: Statement
  private let lastTaggedStatement: Statement
  private let eventStatement: Statement

  init(_ connection: Connection) throws {
    self.connection = connection
    foundStatement = try connection.prepare(Statements.positionsFound, persistent: true)
    lastTaggedStatement = try connection.prepare(Statements.positionLastTagged, persistent: true)
    hasTaggedStatement = try connection.prepare(Statements.hasTagged, persistent: true)
    eventStatement = try connection.prepare(Statements.readEvent, persistent: true)
  }

  /// The positions of the events that carry a tag and are of one of some types, in order.
  func positions(tagged tag: String, _ types: [String], through: Int64) throws -> [Int64] {
    guard !types.isEmpty else { return [] }
    let statement = try taggedStatement(types)
    try statement.bind(1, text: tag)
    try statement.bind(2, integer: through)
    return try positions(of: statement).sorted()
  }

  private func taggedStatement(_ types: [String]) throws -> Statement {
    if let known = taggedStatements.first(where: { $0.types == types }) { return known.statement }
    let names = types.filter { $0.utf8.allSatisfy(Self.isNameByte) }.map { "('\($0)')" }
    let sql = Statements.positionsTaggedTyped.split(separator: "(VALUES (:types))", maxSplits: 1)
      .joined(separator: "(VALUES \(names.joined(separator: ", ")))")
    let statement = try connection.prepare(sql, persistent: true)
    taggedStatements.append((types, statement))
    return statement
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// The position of the newest event of some types that carries a tag; nil when there is none.
  func position(lastTagged tag: String, _ types: [String]) throws -> Int64? {
    var last: Int64?
    for type in types {
      try lastTaggedStatement.bind(1, text: tag)
      try lastTaggedStatement.bind(2, text: type)
      if let position = try positions(of: lastTaggedStatement).first {
        last = max(position, last ?? 0)
      }
    }
    return last
  }

  /// The positions of the events that are filed under a hash, in order.
  func positions(found hash: [UInt8]) throws -> [Int64] {
    try foundStatement.bind(1, bytes: hash)
    return try positions(of: foundStatement)
  }

  func hasTagged(_ tag: String) throws -> Bool {
    defer { hasTaggedStatement.clear() }
    try hasTaggedStatement.bind(1, text: tag)
    return try hasTaggedStatement.step()
  }

  /// What is made of the row of the event at a position; nil when there is none.
  func event<Made>(at position: Int64, _ event: (borrowing Row) throws -> Made) throws -> Made? {
    defer { eventStatement.clear() }
    try eventStatement.bind(1, integer: position)
    guard try eventStatement.step() else { return nil }
    return try eventStatement.withRow(event)
  }

  private func positions(of statement: Statement) throws -> [Int64] {
    defer { statement.clear() }
    var positions: [Int64] = []
    while try statement.step() { positions.append(try statement.integer(0)) }
    return positions
  }
}
