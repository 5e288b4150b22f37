import Model

/// What a read model is: the SQL files of a folder.
///
/// `schema.sql` makes its tables, `on-order-placed.sql` says what it does when an `OrderPlaced`
/// happened, and every other file answers a question.
package struct Definition: Sendable {
  /// The name of the folder.
  package let name: String
  /// The first 16 hexadecimal digits of SHA-256 over the schema and the reactions.
  ///
  /// A filled read model whose definition has another version is rebuilt. Queries do not count.
  package let version: String
  /// The files by their names.
  package let texts: [String: String]

  /// The read models this program brings.
  package static let builtIn = Catalogue.entries.map { entry in
    Definition(name: entry.folder, texts: entry.texts)
  }

  /// Takes the files as they are; ``check()`` says whether they make a read model.
  package init(name: String, texts: [String: String]) {
    self.name = name
    self.texts = texts
    var hash = SHA256()
    for file in texts.keys.sorted() where file == Self.schemaFile || Self.eventType(of: file) != nil
    {
      // Neither a name nor a text of SQL holds the zero that ends it here.
      hash.update(file)
      hash.update([0])
      hash.update(texts[file] ?? "")
      hash.update([0])
    }
    version = String(hash.finalize().hex.prefix(16))
  }

  /// Tries the definition out on an empty database: its name, its schema, every reaction and query.
  ///
  /// - Parameter others: The definitions it will stand beside; its queries may read their tables.
  /// - Throws: `ProjectionError` with `invalidDefinition` and a sentence that names the file.
  package func check(beside others: [Definition] = Definition.builtIn) throws {
    let isName = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
    guard isName, let first = name.utf8.first, first >= UInt8(ascii: "a") else {
      throw ProjectionError(
        .invalidDefinition,
        "\(name) is no name for a read model: it takes a–z, 0–9 and -, and begins with a letter."
      )
    }
    let others = others.filter { $0.name != name }
    let names = try schema().names
    for other in others {
      guard let taken = try other.schema().names.first(where: names.contains) else { continue }
      throw ProjectionError(
        .invalidDefinition,
        "\(name)/schema.sql makes \(taken), but the read model \(other.name) has one of that name."
      )
    }
    try ReadModels.inMemory(definitions: others + [self]).prepareAll(of: self)
  }

  static let schemaFile = "schema.sql"
  /// Common table expressions that stand before every query of the folder.
  static let commonFile = "common.sql"

  /// The tables, indexes and views.
  func schema() throws(ProjectionError) -> Schema {
    guard let text = texts[Self.schemaFile] else {
      throw ProjectionError(.invalidDefinition, "The read model \(name) has no schema.sql.")
    }
    return try Schema(text, of: name)
  }

  /// The event types it reacts to, with the files that do, sorted by the file's name.
  var reactions: [(type: String, file: String)] {
    texts.keys.sorted().compactMap { file in
      Self.eventType(of: file).map { (type: $0, file: file) }
    }
  }

  /// The names of its queries.
  package var queries: [String] {
    texts.keys.sorted().compactMap { file in
      guard file.hasSuffix(".sql"), file != Self.schemaFile, file != Self.commonFile,
        Self.eventType(of: file) == nil
      else { return nil }
      return String(file.dropLast(4))
    }
  }

  /// The statement of a query, with what `common.sql` puts before each; nil when there is none of
  /// that name.
  ///
  /// - Throws: `ProjectionError` with `invalidDefinition` when the file is not one statement.
  func statement(ofQuery query: String) throws(ProjectionError) -> String? {
    guard queries.contains(query), let text = texts[query + ".sql"] else { return nil }
    let own = try Self.onlyStatement(text, "\(name)/\(query).sql")
    guard let common = texts[Self.commonFile] else { return own.text }
    let shared = try Self.onlyStatement(common, "\(name)/\(Self.commonFile)").text
    // Both may bring common table expressions: those of the query go on with the list.
    guard own.tokens[0].isWord("WITH") else { return shared + "\n" + own.text }
    return shared + ",\n" + own.text.dropFirst(4)
  }

  private static func onlyStatement(
    _ text: String,
    _ file: String
  ) throws(ProjectionError) -> SQLScript.Statement {
    let statements = SQLScript(text).statements
    guard statements.count == 1, !statements[0].tokens.isEmpty else {
      throw ProjectionError(
        .invalidDefinition,
        "\(file) must be one statement; it has \(statements.count)."
      )
    }
    return statements[0]
  }

  /// `on-order-placed.sql` → `OrderPlaced`; nil for a file that is no reaction.
  static func eventType(of file: String) -> String? {
    guard file.hasPrefix("on-"), file.hasSuffix(".sql") else { return nil }
    let words = file.dropFirst(3).dropLast(4).split(separator: "-")
    guard !words.isEmpty else { return nil }
    return words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
