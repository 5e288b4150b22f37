import Model
import Synchronization

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
  /// Whether it came to the ledger at run time, rather than with this program.
  package let isAdded: Bool
  private let knownSchema = KnownSchema()

  /// The read models this program brings.
  package static let builtIn = Catalogue.entries.map { entry in
    Definition(name: entry.folder, texts: entry.texts)
  }

  /// Takes the files as they are; ``check()`` says whether they make a read model.
  package init(name: String, texts: [String: String], isAdded: Bool = false) {
    self.name = name
    self.texts = texts
    self.isAdded = isAdded
    var hash = SHA256()
    for file in texts.keys.sorted() where file == Self.schemaFile || Self.isReaction(file) {
      // Neither a name nor a text of SQL holds the zero that ends it here.
      hash.update(file)
      hash.update([0])
      hash.update(texts[file] ?? "")
      hash.update([0])
    }
    version = String(hash.finalize().hex.prefix(16))
  }

  static let schemaFile = "schema.sql"
  /// Common table expressions that stand before every query of the folder.
  static let commonFile = "common.sql"

  /// The schema, once it was asked for: it is asked for again whenever tables are made, filled or compared.
  private final class KnownSchema: Sendable {
    let schema = Mutex<Schema?>(nil)
  }

  /// The tables, indexes and views.
  func schema() throws(ProjectionError) -> Schema {
    if let schema = knownSchema.schema.withLock({ $0 }) { return schema }
    guard let text = texts[Self.schemaFile] else {
      throw problem("The read model \(name) has no \(Self.schemaFile).")
    }
    let schema = try Schema(text, of: name)
    knownSchema.schema.withLock { $0 = schema }
    return schema
  }

  /// The event types it reacts to, with the files that do, sorted by the file's name.
  package var reactions: [(type: String, file: String)] {
    texts.keys.sorted().compactMap { file in
      Self.eventType(of: file).map { (type: $0, file: file) }
    }
  }

  /// The names of its queries.
  package var queries: [String] {
    texts.keys.filter(Self.isQuery).sorted().map { String($0.dropLast(4)) }
  }

  /// Whether a file answers a question.
  static func isQuery(_ file: String) -> Bool {
    file.hasSuffix(".sql") && file != schemaFile && file != commonFile && !isReaction(file)
  }

  /// Whether a file says what the read model does when something happened.
  static func isReaction(_ file: String) -> Bool {
    file.hasPrefix("on-") && file.hasSuffix(".sql")
      && file.utf8.dropFirst(3).dropLast(4).contains { $0 != UInt8(ascii: "-") }
  }

  /// `on-order-placed.sql` → `OrderPlaced`; nil for a file that is no reaction.
  static func eventType(of file: String) -> String? {
    guard isReaction(file) else { return nil }
    var type = ""
    var isFirst = true
    for character in file.unicodeScalars.dropFirst(3).dropLast(4) {
      if character != "-" {
        type += isFirst ? character.properties.uppercaseMapping : String(character)
      }
      isFirst = character == "-"
    }
    return type
  }

  /// An error about this read model; without a place when it concerns all of it.
  package func problem(_ message: String, at place: ProjectionError.Place? = nil) -> ProjectionError
  {
    ProjectionError(.invalidDefinition, message, of: name, at: place)
  }
}
