import SQLite

/// A virtual table of FTS5 that finds rows by the words in them, taken from a `schema.sql`.
///
/// What it holds hangs on its content alone, but how it lies in the file hangs on the order of the
/// work as well: so it is filled, emptied and compared by other means than a table.
struct WordIndex {
  let item: Schema.Item
  /// It keeps a copy of what it indexes, rather than none or that of another table.
  let hasContent: Bool
  /// The table whose texts it indexes: FTS5 reads there which words a row had that is changed or goes.
  let content: String?

  var name: String { item.name }

  /// The tables that FTS5 makes for it, some of them only as its options have it.
  var shadowTables: [String] {
    ["data", "idx", "content", "docsize", "config"].map { "\(name)_\($0)" }
  }

  /// Those of them that are there.
  func presentShadowTables(_ connection: Connection) throws -> [String] {
    try shadowTables.filter { name in
      try connection.integer("SELECT 1 FROM main.sqlite_schema WHERE name = ?", name) != nil
    }
  }

  /// The statement that takes all words out of it.
  var emptyingStatement: String {
    let name = TableShape.quoted(name)
    return hasContent ? "DELETE FROM \(name)" : "INSERT INTO \(name)(\(name)) VALUES ('delete-all')"
  }

  /// The statement that says from how many pieces of the same size on it puts them together while it is
  /// written to; 0 leaves that for later, as long as there are not too many.
  func mergingStatement(from count: Int) -> String {
    let name = TableShape.quoted(name)
    return "INSERT INTO \(name)(\(name), rank) VALUES ('automerge', \(count))"
  }

  /// What FTS5 does if nothing is said.
  static let usualMergingCount = 4

  /// Takes `CREATE VIRTUAL TABLE name USING fts5(…)`; nil when it is anything else.
  ///
  /// FTS5 asks nobody before it reads the table that `content` names: that must be one of these. It
  /// takes abbreviated options as well, in which that name could hide; here they are written out.
  init?(
    _ statement: SQLScript.Statement,
    _ tokens: [SQLScript.Token],
    _ line: Int?,
    tables: [String]
  ) {
    guard tokens.count > 7, tokens[0].isWord("CREATE"), tokens[1].isWord("VIRTUAL"),
      tokens[2].isWord("TABLE"), tokens[3].isName, tokens[4].isWord("USING"),
      tokens[5].isWord("FTS5"), tokens[6].text == "(", tokens[tokens.count - 1].text == ")"
    else { return nil }
    var content: String?
    for argument in tokens[7..<tokens.count - 1].split(
      omittingEmptySubsequences: false,
      whereSeparator: { $0 == SQLScript.Token(kind: .other, text: ",") }
    ) {
      let argument = Array(argument)
      if Self.isColumn(argument) { continue }
      guard let (option, value) = Self.option(argument) else { return nil }
      if option == "content" { content = value }
    }
    if let content, !content.isEmpty, !tables.contains(content) { return nil }
    item = Schema.Item(name: tokens[3].text, statement: statement.text, line: line)
    hasContent = content == nil
    self.content = content == "" ? nil : content
  }

  private static func isColumn(_ argument: [SQLScript.Token]) -> Bool {
    guard let name = argument.first, name.isName else { return false }
    return argument.count == 1 || argument.count == 2 && argument[1].isWord("UNINDEXED")
  }

  private static func option(_ argument: [SQLScript.Token]) -> (name: String, value: String)? {
    let options = ["columnsize", "content", "content_rowid", "detail", "prefix", "tokenize"]
    guard argument.count == 3, argument[0].kind == .word, options.contains(argument[0].text),
      argument[1].text == "=", argument[2].kind != .other
    else { return nil }
    return (argument[0].text, argument[2].text)
  }
}
