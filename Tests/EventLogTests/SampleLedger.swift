import EventLog
import Events
import Foundation
import Model
import SQLite
import TestSupport

/// A ledger file of a test, with the first commands of the story in it.
final class SampleLedger {
  let folder: TemporaryFolder
  let path: String

  /// Appends each command by itself.
  init(commands: Int = 0) throws {
    folder = try TemporaryFolder()
    path = folder.file("ledger.db")
    try EventLog.create(path: path, origin: "example.com/ledger")
    if commands > 0 { try append(1...commands) }
  }

  func open(readOnly: Bool = false) throws -> EventLog {
    try EventLog(path: path, readOnly: readOnly, contracts: Story.contracts)
  }

  /// The file as any other program may open it.
  func connect() throws -> Connection {
    try Connection(path: path, access: .readWrite)
  }

  /// Appends commands of the story as one group.
  @discardableResult
  func append(_ commands: ClosedRange<Int>) throws -> [Event] {
    let log = try open()
    return try log.write { writer in
      try commands.flatMap { command in
        let fingerprint = log.fingerprint(Array("command \(command)".utf8))
        return try writer.append(
          Story.newEvents(command),
          Story.envelope(command),
          fingerprint: fingerprint
        )
      }
    }
  }

  /// Erases a customer, but not their orders.
  ///
  /// - Returns: The positions of what is blank then.
  func erase(customer: Int64) throws -> [Int64] {
    let log = try open()
    let event = CustomerErased(
      customer: customer,
      customers: [customer],
      contacts: [],
      profiles: [customer],
      paymentMethods: [],
      orders: [],
      carts: [],
      basis: "asked",
      keepOrders: true
    )
    try log.write { writer in
      var envelope = Story.envelope(1)
      envelope.recordedAt = writer.lastRecordedAt ?? envelope.recordedAt
      _ = try writer.append([Story.newEvent(event)], envelope)
    }
    try log.finishPurge(of: log.pendingPurge ?? 0)
    return try log.all().filter(\.isErased).map(\.position)
  }

  /// Runs SQL that the triggers would refuse, and puts the triggers back as they were.
  func damage(_ sql: String) throws {
    try Self.damage(path, sql)
  }

  static func damage(_ path: String, _ sql: String) throws {
    let connection = try Connection(path: path, access: .readWrite)
    var triggers: [(name: String, sql: String)] = []
    try connection.query("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'") { row in
      triggers.append((try row.text(0), try row.text(1)))
    }
    for trigger in triggers { try connection.execute("DROP TRIGGER \(trigger.name)") }
    try connection.execute(sql)
    for trigger in triggers { try connection.execute(trigger.sql) }
  }

  /// Everything that `verify` answers for, as text.
  func content() throws -> [String] {
    try Self.content(of: connect())
  }

  static func content(of connection: Connection) throws -> [String] {
    var lines: [String] = []
    for query in [
      "SELECT * FROM events ORDER BY position", "SELECT * FROM personal ORDER BY position",
      "SELECT * FROM tags", "SELECT * FROM lookups", "SELECT * FROM sequences",
      "SELECT command_id, first, last FROM commands", "SELECT * FROM nodes", "SELECT * FROM head",
    ] {
      try connection.query(query) { row in
        var line = query
        for column in 0..<row.columnCount {
          switch row.type(column) {
          case .null: line += "|"
          case .integer: line += "|\(try row.integer(column))"
          default: line += "|" + (try row.bytes(column)).map { String($0, radix: 16) }.joined()
          }
        }
        lines.append(line)
      }
    }
    return lines
  }
}

extension EventLog {
  /// All events, oldest first.
  func all() throws -> [Event] {
    var events: [Event] = []
    try read { event in
      events.append(event)
      return true
    }
    return events
  }

  /// The events filed under a look-up, oldest first.
  func events(found lookup: Lookup) throws -> [Event] {
    try events(filedUnder: hash(lookup))
  }
}
