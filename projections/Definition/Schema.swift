/// The tables, indexes and views of one read model, taken from its `schema.sql`.
///
/// Only `CREATE TABLE name (…)`, `CREATE VIRTUAL TABLE name USING fts5(…)`, `CREATE INDEX` and
/// `CREATE VIEW` may stand there: everything else would act beyond the read model or could not be
/// done again by a rebuild.
struct Schema {
  /// A table or view and the statement that makes it.
  struct Item {
    let name: String
    let statement: String
    /// Of `schema.sql`, from 1.
    let line: Int?
    /// The table that an index is of.
    var table = ""
    /// Whether it is a table with AUTOINCREMENT, for which SQLite remembers numbers elsewhere.
    var isNumbered = false
  }

  private(set) var tables: [Item] = []
  /// Made with the tables, since reactions write to them.
  private(set) var wordIndexes: [WordIndex] = []
  /// Made after the data is in, which is faster than keeping them up to date meanwhile.
  private(set) var indexes: [Item] = []
  private(set) var views: [Item] = []

  /// The names of everything it makes.
  var names: [String] {
    (tables + indexes + views).map(\.name) + wordIndexes.flatMap { [$0.name] + $0.shadowTables }
  }

  /// The tables that its reactions may use.
  var ownTables: [String] { tables.map(\.name) + wordIndexes.map(\.name) }

  /// What is dropped when the read model goes; indexes go with their tables.
  var objects: [String] { views.map(\.name) + ownTables }

  /// The tables that hold rows of their own.
  var storingTables: [String] {
    tables.map(\.name) + wordIndexes.filter(\.hasContent).map(\.name)
  }

  /// - Throws: `ProjectionError` with `invalidDefinition`.
  init(_ text: String, of projection: String) throws(ProjectionError) {
    let script = SQLScript(text)
    for statement in script.statements {
      let line = script.line(at: statement.offset)
      try add(statement, Origin(projection: projection, line: line))
    }
    guard !ownTables.isEmpty else {
      throw Origin(projection: projection, line: nil)
        .problem("makes no table, so that there is nothing to fill")
    }
  }

  /// Where a statement comes from.
  private struct Origin {
    let projection: String
    let line: Int?

    func problem(_ problem: String) -> ProjectionError {
      let place = ProjectionError.Place(Definition.schemaFile, line: line)
      return ProjectionError(
        .invalidDefinition,
        "\(place.text(in: projection)) \(problem).",
        of: projection,
        at: place
      )
    }
  }

  private mutating func add(
    _ statement: SQLScript.Statement,
    _ origin: Origin
  ) throws(ProjectionError) {
    let tokens = statement.tokens
    let isUnique = tokens.count > 1 && tokens[1].isWord("UNIQUE")
    let kind = isUnique ? 2 : 1
    guard tokens.count > kind + 2, tokens[0].isWord("CREATE"), tokens[kind + 1].isName
    else { throw Self.problem(statement, origin) }
    var item = Item(name: tokens[kind + 1].text, statement: statement.text, line: origin.line)
    let follower = tokens[kind + 2]
    if tokens[kind].isWord("TABLE"), !isUnique, follower.text == "(" {
      guard item.name != Bookkeeping.table else {
        throw origin.problem("makes a table \(item.name); that name is taken")
      }
      item.isNumbered = tokens.contains { $0.isWord("AUTOINCREMENT") }
      tables.append(item)
    } else if let index = WordIndex(statement, tokens, origin.line, tables: tables.map(\.name)) {
      wordIndexes.append(index)
    } else if tokens[kind].isWord("INDEX"), follower.isWord("ON") {
      guard tokens.count > kind + 3, tables.contains(where: { $0.name == tokens[kind + 3].text })
      else { throw Self.problem(statement, origin) }
      item.table = tokens[kind + 3].text
      indexes.append(item)
    } else if tokens[kind].isWord("VIEW"), !isUnique,
      follower.isWord("AS") || follower.text == "("
    {
      views.append(item)
    } else {
      throw Self.problem(statement, origin)
    }
    if let function = Confinement.variableFunction(in: tokens) {
      throw origin.problem("uses \(function), which would give another result in a replay")
    }
  }

  private static func problem(
    _ statement: SQLScript.Statement,
    _ origin: Origin
  ) -> ProjectionError {
    let beginning = statement.tokens.prefix(3).map(\.text).joined(separator: " ")
    return origin.problem(
      """
      may make tables with their columns, indexes on these tables, views, and virtual tables of fts5 \
      with options written out whose content is none or one of these tables, and nothing else; this \
      begins with \(beginning)
      """
    )
  }
}
