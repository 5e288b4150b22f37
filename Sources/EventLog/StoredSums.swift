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

  mutating func read(_ connection: Connection) throws {
    try connection.query(Statements.verifyTags) { row in
      try row.withText(0) { tag in
        try row.withText(1) { type in tags.add(tag, type, try row.integer(2)) }
      }
    }
    try connection.query(Statements.verifyLookups) { row in
      try row.withBytes(0) { lookups.add($0, try row.integer(1)) }
    }
    try connection.query(Statements.verifyCommands) { row in
      try row.withText(0) { commands.add($0, try row.integer(1), try row.integer(2)) }
    }
    try connection.query(Statements.verifyNodes) { row in
      try row.withBytes(2) { nodes.add($0, try row.integer(0), try row.integer(1)) }
    }
    try connection.query(Statements.verifySequences) { row in
      numbers[try row.text(0)] = try row.integer(1)
    }
    personalCount = try connection.integer(Statements.countPersonal)
  }
}
