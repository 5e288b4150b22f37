import Model
import SQLite

/// A file of a read model that was added to the ledger at run time: outside the hash, and not a part of
/// what is exported.
package struct StoredText: Sendable {
  package let projection: String
  package let file: String
  /// Nil when what is stored is too long or not UTF-8.
  package let text: String?

  package init(projection: String, file: String, text: String?) {
    self.projection = projection
    self.file = file
    self.text = text
  }

  fileprivate func isSame(as other: StoredText) -> Bool {
    projection.isSame(as: other.projection) && file.isSame(as: other.file)
      && (text ?? "").isSame(as: other.text ?? "") && (text == nil) == (other.text == nil)
  }
}

extension EventLog {
  /// The bytes that one text may have.
  private static let greatestTextSize = 1 << 20

  /// The texts of the read models that were added at run time, sorted by read model and file.
  ///
  /// None as well where the table is missing, which `verify` tells: it must not hold up everything else.
  package func projectionTexts() throws -> [StoredText] {
    var texts: [StoredText] = []
    do {
      try connection.query(Statements.readProjections, Int64(Self.greatestTextSize)) { row in
        texts.append(
          StoredText(
            projection: String(decoding: try row.bytes(0), as: UTF8.self),
            file: String(decoding: try row.bytes(1), as: UTF8.self),
            text: try? row.optionalText(2)
          )
        )
      }
    } catch let error as SQLiteError where error.primaryCode == 1 {
      return []
    }
    return texts
  }

  /// Puts the texts of a read model in the place of those it had; all of it is durable when this
  /// returns.
  ///
  /// False, and nothing was changed, when another process has changed any since `projectionTexts()`
  /// gave what is known.
  package func saveProjection(
    _ name: String,
    _ files: [(file: String, text: String)],
    unlessChangedSince known: [StoredText]
  ) throws -> Bool {
    try connection.immediate {
      let found = try projectionTexts()
      guard found.count == known.count, zip(found, known).allSatisfy({ $0.isSame(as: $1) }) else {
        return false
      }
      try connection.run(Statements.removeProjection, name)
      for (file, text) in files {
        try connection.run(Statements.saveProjection, name, file, text)
      }
      return true
    }
  }

  /// Takes away the texts of a read model; false when there are none.
  package func removeProjection(_ name: String) throws -> Bool {
    try connection.immediate {
      try connection.run(Statements.removeProjection, name)
      return connection.changes > 0
    }
  }
}
