import Model
import SQLite

/// The prepared statements that decisions read by: some run for every command.
final class Reader {
  private let connection: Connection
  /// One for each list of types that decisions ask for: a handful.
  private var taggedStatements: [(types: [String], statement: Statement)] = []
  private let foundStatement: Statement
  private let hasTaggedStatement: Statement
  private let lastTaggedStatement: Statement

  init(_ connection: Connection) throws {
    self.connection = connection
    foundStatement = try connection.prepare(Statements.readFound, persistent: true)
    lastTaggedStatement = try connection.prepare(Statements.readLastTagged, persistent: true)
    hasTaggedStatement = try connection.prepare(Statements.hasTagged, persistent: true)
  }

  func tagged(
    _ tag: String,
    _ types: [String],
    _ through: Int64,
    _ event: (borrowing Row) throws -> Event
  ) throws -> [Event] {
    let statement = try taggedStatement(types)
    try statement.bind(1, text: tag)
    try statement.bind(2, integer: through)
    return try events(of: statement, event)
  }

  private func taggedStatement(_ types: [String]) throws -> Statement {
    if let known = taggedStatements.first(where: { $0.types == types }) { return known.statement }
    let names = types.filter { $0.utf8.allSatisfy(Self.isNameByte) }.map { "'\($0)'" }
    let sql = Statements.readTagged.split(separator: ":types)", maxSplits: 1)
      .joined(separator: names.joined(separator: ", ") + ")")
    let statement = try connection.prepare(sql, persistent: true)
    taggedStatements.append((types, statement))
    return statement
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// The newest event of some types that carries a tag.
  func lastTagged(
    _ tag: String,
    _ types: [String],
    _ event: (borrowing Row) throws -> Event
  ) throws -> Event? {
    var last: Event?
    for type in types {
      try lastTaggedStatement.bind(1, text: tag)
      try lastTaggedStatement.bind(2, text: type)
      let found = try events(of: lastTaggedStatement, event).first
      if let found, found.position > last?.position ?? 0 { last = found }
    }
    return last
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
