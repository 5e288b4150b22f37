import SQLite

/// The tables of some read models in two shares of about the same work, of which neither needs the
/// other's.
///
/// Two tables that one statement uses stay together, and so do a table and its words where FTS5 reads
/// the one to find or change the other. What is left can be filled in any order and at the same time: a statement sees nothing but the
/// event and its own tables.
struct Division {
  /// Never empty: those that are filled elsewhere and then moved.
  let moved: Set<String>

  /// Tables that belong together.
  private struct Group {
    var tables: Set<String>
    /// How many statements run.
    var work = 0
    /// How many values these are given.
    var values = 0
    /// Whether rows can be copied as they are.
    var isMovable = true
  }

  /// Tells how much work the tables make by the statements that run when events of those types happen
  /// so often; nil when there is nothing to divide.
  ///
  /// The tables must be there, on a connection on which every statement is compiled once.
  init?(
    of definitions: [Definition],
    _ frequencies: [String: Int],
    on connection: Connection
  ) throws {
    var groups: [Group] = []
    for (index, definition) in definitions.enumerated() {
      let schema = try definition.schema()
      for table in schema.tables {
        let isMovable = try Self.isMovable(table, on: connection)
        Self.join(Group(tables: [table.name], isMovable: isMovable), to: &groups)
      }
      for index in schema.wordIndexes { Self.join(Group(tables: [index.name]), to: &groups) }
      for (type, file) in definition.reactions {
        let reaction = try Reaction(
          file,
          of: definition,
          index: index,
          schema: schema,
          on: connection
        )
        for part in reaction.parts where !part.tables.isEmpty {
          let work = frequencies[type] ?? 0
          let values = work * part.statement.parameterCount
          var group = Group(tables: part.tables, work: work, values: values)
          for index in schema.wordIndexes where part.tables.contains(index.name) {
            group.work *= Self.costOfWords
            if part.searchedTables.contains(index.name), let content = index.content {
              group.tables.insert(content)
            }
          }
          Self.join(group, to: &groups)
        }
      }
    }
    // What cannot be moved stays, and the rest evens out.
    var (kept, moved) = (Group(tables: []), Group(tables: []))
    for group in groups where !group.isMovable { Self.add(group, to: &kept) }
    for group in groups.sorted(by: Self.isBefore) where group.isMovable {
      if kept.work <= moved.work { Self.add(group, to: &kept) } else { Self.add(group, to: &moved) }
    }
    guard kept.work > 0, moved.work > 0 else { return nil }
    // Moving takes time by the values, so the other way round may be better.
    self.moved = kept.isMovable && kept.values < moved.values ? kept.tables : moved.tables
  }

  /// Whether a copy of the table, row by row, is the same table: numbers of rows that no key says would
  /// be given anew, what AUTOINCREMENT remembers is elsewhere, and computed columns cannot be written.
  private static func isMovable(_ table: Schema.Item, on connection: Connection) throws -> Bool {
    let isNumbered = SQLScript(table.statement).statements.contains { statement in
      statement.tokens.contains { $0.isWord("AUTOINCREMENT") }
    }
    var (hasKey, hasComputed) = (false, false)
    try connection.query("SELECT pk, hidden FROM pragma_table_xinfo(?)", table.name) { row in
      if try row.integer(0) > 0 { hasKey = true }
      if try row.integer(1) != 0 { hasComputed = true }
    }
    return hasKey && !hasComputed && !isNumbered
  }

  /// What a row of words takes, beside a row of a table.
  private static let costOfWords = 2

  /// The heaviest first: what comes last then evens out the shares.
  ///
  /// By name among equals, so that the same log is always divided in the same way.
  private static func isBefore(_ one: Group, _ other: Group) -> Bool {
    if one.work != other.work { return one.work > other.work }
    return (one.tables.min() ?? "") < (other.tables.min() ?? "")
  }

  private static func join(_ group: Group, to groups: inout [Group]) {
    var joined = group
    groups.removeAll { known in
      guard !known.tables.isDisjoint(with: group.tables) else { return false }
      add(known, to: &joined)
      return true
    }
    groups.append(joined)
  }

  private static func add(_ group: Group, to other: inout Group) {
    other.tables.formUnion(group.tables)
    other.work += group.work
    other.values += group.values
    other.isMovable = other.isMovable && group.isMovable
  }
}
