import SQLite

/// What the tables beside the events hold, in sums: to be compared with what the events say.
struct StoredSums {
  private(set) var tags = RowSum()
  private(set) var lookups = RowSum()
  private(set) var commands = RowSum()
  private(set) var nodes = RowSum()
  /// The highest number of each kind.
  private(set) var numbers: [String: Int64] = [:]
  /// How many rows of personal data there are, whether they belong to an event or not.
  private(set) var personalCount: Int64?
  /// The tables in which rows may be that nobody finds.
  private(set) var misordered: [String] = []

  mutating func read(_ connection: Connection) throws {
    let tagsOrder = try Self.read(Statements.verifyTags, connection) { row, order in
      try row.withText(0) { tag in
        try row.withText(1) { type in
          let position = try row.integer(2)
          tags.add(tag, type, position)
          order.add(tag, type, position)
        }
      }
    }
    let lookupsOrder = try Self.read(Statements.verifyLookups, connection) { row, order in
      try row.withBytes(0) { hash in
        let position = try row.integer(1)
        lookups.add(hash, position)
        order.add(hash, position)
      }
    }
    let commandsOrder = try Self.read(Statements.verifyCommands, connection) { row, order in
      try row.withText(0) { id in
        commands.add(id, try row.integer(1), try row.integer(2))
        order.add(id)
      }
    }
    let nodesOrder = try Self.read(Statements.verifyNodes, connection) { row, order in
      let (level, number) = (try row.integer(0), try row.integer(1))
      try row.withBytes(2) { nodes.add($0, level, number) }
      // Neither is negative, and so they are in the order of their bytes.
      let bytes = withUnsafeBytes(of: level.bigEndian) { Array($0) }
      order.add(bytes.span, number)
    }
    let sequencesOrder = try Self.read(Statements.verifySequences, connection) { row, order in
      numbers[try row.text(0)] = try row.integer(1)
      try row.withText(0) { order.add($0) }
    }
    personalCount = try connection.integer(Statements.countPersonal)
    let orders = [
      ("tags", tagsOrder), ("lookups", lookupsOrder), ("commands", commandsOrder),
      ("nodes", nodesOrder), ("sequences", sequencesOrder),
    ]
    misordered = orders.filter { !$0.1.isKept }.map(\.0)
  }

  private static func read(
    _ statement: String,
    _ connection: Connection,
    _ body: (borrowing Row, inout KeyOrder) throws -> Void
  ) throws -> KeyOrder {
    var order = KeyOrder()
    try connection.query(statement) { row in try body(row, &order) }
    return order
  }
}
