import Model
import SQLite

/// The prepared statements of an append: this is where every event passes.
final class Appender {
  private let eventStatement: Statement
  private let personalStatement: Statement
  private let tagStatement: Statement
  private let lookupStatement: Statement
  private let commandStatement: Statement
  private let nodeStatement: Statement
  private let headStatement: Statement
  private let sequenceStatement: Statement

  init(_ connection: Connection) throws {
    eventStatement = try connection.prepare(Statements.appendEvent, persistent: true)
    personalStatement = try connection.prepare(Statements.appendPersonal, persistent: true)
    tagStatement = try connection.prepare(Statements.appendTag, persistent: true)
    lookupStatement = try connection.prepare(Statements.appendLookup, persistent: true)
    commandStatement = try connection.prepare(Statements.appendCommand, persistent: true)
    nodeStatement = try connection.prepare(Statements.appendNode, persistent: true)
    headStatement = try connection.prepare(Statements.saveHead, persistent: true)
    sequenceStatement = try connection.prepare(Statements.saveSequence, persistent: true)
  }

  func event(_ record: EventRecord, leaf: Digest) throws {
    let statement = eventStatement
    try statement.bind(1, integer: record.position)
    try statement.bind(2, text: record.type)
    try statement.bind(3, integer: record.version)
    try statement.bind(4, text: record.recordedAt)
    try statement.bind(5, text: record.occurredAt)
    try statement.bind(6, text: record.actor)
    try statement.bind(7, text: record.channel)
    try statement.bind(8, record.commandID)
    try statement.bind(9, record.correlationID)
    try statement.bind(10, record.causation)
    try statement.bind(11, text: record.data.span)
    try statement.bind(12, record.commitment?.bytes)
    try statement.bind(13, bytes: leaf.bytes)
    try run(statement)
  }

  func personal(_ position: Int64, salt: [UInt8], data: [UInt8]) throws {
    try personalStatement.bind(1, integer: position)
    try personalStatement.bind(2, bytes: salt)
    try personalStatement.bind(3, text: data.span)
    try run(personalStatement)
  }

  func tag(_ tag: String, _ type: String, _ position: Int64) throws {
    try tagStatement.bind(1, text: tag)
    try tagStatement.bind(2, text: type)
    try tagStatement.bind(3, integer: position)
    try run(tagStatement)
  }

  func lookup(_ hash: [UInt8], _ position: Int64) throws {
    try lookupStatement.bind(1, bytes: hash)
    try lookupStatement.bind(2, integer: position)
    try run(lookupStatement)
  }

  func head(_ tree: HashTree) throws {
    try headStatement.bind(1, integer: tree.size)
    try headStatement.bind(2, bytes: tree.root.bytes)
    try headStatement.bind(3, bytes: tree.edgeBytes)
    try run(headStatement)
  }

  func sequence(_ kind: String, _ last: Int64) throws {
    try sequenceStatement.bind(1, text: kind)
    try sequenceStatement.bind(2, integer: last)
    try run(sequenceStatement)
  }

  func node(_ level: Int, _ number: Int64, _ hash: Digest) throws {
    try nodeStatement.bind(1, integer: Int64(level))
    try nodeStatement.bind(2, integer: number)
    try nodeStatement.bind(3, bytes: hash.bytes)
    try run(nodeStatement)
  }

  func command(_ id: String, first: Int64, last: Int64, fingerprint: [UInt8]?) throws {
    try commandStatement.bind(1, text: id)
    try commandStatement.bind(2, integer: first)
    try commandStatement.bind(3, integer: last)
    try commandStatement.bind(4, fingerprint)
    try run(commandStatement)
  }

  private func run(_ statement: Statement) throws {
    defer { statement.clear() }
    _ = try statement.step()
  }
}
