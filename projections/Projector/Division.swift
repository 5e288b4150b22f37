import SQLite

/// The tables of some read models in two shares of about the same work, of which neither needs the
/// other's.
///
/// Two tables that one statement uses stay together, and so do a table and its words where FTS5 reads
/// the one to find or change the other. What is left can be filled in any order and at the same time: a
/// statement sees nothing but the event and its own tables.
struct Division {
  /// Never empty: those that are filled elsewhere and then moved.
  let moved: Set<String>

  /// Tables that belong together.
  private struct Group {
    var tables: Set<String>
    /// What filling them takes, in the time that a statement takes for one of its values.
    var work = 0
    /// What copying them takes, in the same.
    var moving = 0
    /// Whether rows can be copied as they are.
    var isMovable = true
  }

  /// Tells how much work the tables make by the statements that run for some of the events; nil when there
  /// is nothing to divide.
  ///
  /// The tables must be there, on a connection on which every statement is compiled once.
  init?(
    of definitions: [Definition],
    _ sample: EventSample,
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
          Self.join(Self.group(part, sample.runs(part, on: type), schema), to: &groups)
        }
      }
    }
    var kept = groups.reduce(into: Group(tables: [])) { Self.add($1, to: &$0) }
    var moved = Group(tables: [])
    let reading = sample.count * Self.costOfReading
    /// Whoever is done sooner reads more.
    func time(_ kept: Group, _ moved: Group) -> Int {
      max(kept.work, moved.work, (kept.work + moved.work + reading) / 2) + moved.moving
    }
    // What is moved with the least ado for the work it makes goes first, as long as that saves time.
    let movable = groups.filter { $0.isMovable && $0.work > 0 }
    for group in movable.sorted(by: Self.isBefore) {
      var (less, more) = (kept, moved)
      less.tables.subtract(group.tables)
      less.work -= group.work
      Self.add(group, to: &more)
      guard time(less, more) < time(kept, moved) else { continue }
      (kept, moved) = (less, more)
    }
    guard kept.work > 0, moved.work > 0 else { return nil }
    self.moved = moved.tables
  }

  /// The tables of a statement, and what it has to do when it runs so often.
  private static func group(_ part: Reaction.Part, _ runs: Int, _ schema: Schema) -> Group {
    var group = Group(tables: part.tables)
    let work = part.isOftenIdle ? 1 : costOfStatement + part.statement.parameterCount
    group.work = runs * work
    if part.isInsert, !part.isOftenIdle {
      let indexes = schema.indexes.filter { part.tables.contains($0.table) }
      group.work += runs * indexes.count * costOfIndex
      group.moving = runs * work / 2
    }
    for index in schema.wordIndexes where part.tables.contains(index.name) {
      group.work *= costOfWords
      // Words are moved in large pieces.
      group.moving = runs
      if part.searchedTables.contains(index.name), let content = index.content {
        group.tables.insert(content)
      }
    }
    return group
  }

  /// Whether a copy of the table, row by row, is the same table: numbers of rows that no key says would
  /// be given anew, what AUTOINCREMENT remembers is elsewhere, and computed columns cannot be written.
  private static func isMovable(_ table: Schema.Item, on connection: Connection) throws -> Bool {
    var (hasKey, hasComputed) = (false, false)
    try connection.query("SELECT pk, hidden FROM pragma_table_xinfo(?)", table.name) { row in
      if try row.integer(0) > 0 { hasKey = true }
      if try row.integer(1) != 0 { hasComputed = true }
    }
    return hasKey && !hasComputed && !table.isNumbered
  }

  /// What reading an event takes.
  private static let costOfReading = 25
  /// What running a statement takes, beside each of its values.
  private static let costOfStatement = 20
  /// What a row takes in an index that is made when all rows are there.
  private static let costOfIndex = 10
  /// What a row of words takes, beside a row of a table.
  private static let costOfWords = 2

  /// First of all what is moved with the least ado for its work.
  ///
  /// By name among equals, so that the same log is always divided in the same way.
  private static func isBefore(_ one: Group, _ other: Group) -> Bool {
    // Not as integers: lists may be of any length.
    let left = Double(one.moving) * Double(other.work)
    let right = Double(other.moving) * Double(one.work)
    if left != right { return left < right }
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
    other.moving += group.moving
    other.isMovable = other.isMovable && group.isMovable
  }
}
