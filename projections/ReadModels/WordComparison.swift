import SQLite

/// Compares a word index of two databases by what it holds: how that is laid out differs between one
/// filled at a stroke and one filled bit by bit.
struct WordComparison {
  let projection: String
  let index: WordIndex
  let live: Connection
  let replayed: Connection

  /// A virtual table over the words of the index, of one connection alone.
  private static let words = "temp.compared_words"

  /// The first word that differs, or else the first row of the tables beside the words; or nil.
  func difference() throws -> Difference? {
    if let found = try differentWord() { return found }
    for table in index.shadowTables {
      if let shape = try shape(of: table), let found = try difference(in: table, shape) {
        return found
      }
    }
    return nil
  }

  private func differentWord() throws -> Difference? {
    try list(live)
    defer { forget(live) }
    try list(replayed)
    defer { forget(replayed) }
    // They come in the order of their bytes, each by rows and places; sorting them again would take
    // longer than all the rest.
    let key = ["term", "doc", "col", "offset"]
    let statement = "SELECT \(key.joined(separator: ", ")) FROM \(Self.words)"
    return try difference(in: index.name, TableShape(key: key, statement: statement))
  }

  /// What must be the same of a table that FTS5 keeps beside the words; nil when there is no such
  /// table, or nothing in it that must.
  private func shape(of table: String) throws -> TableShape? {
    switch table {
    case "\(index.name)_idx": return nil
    case "\(index.name)_data":
      // The first row counts rows and words, by which results are ranked.
      return TableShape(
        key: ["id", "block"],
        statement: "SELECT id, block FROM \(TableShape.quoted(table)) WHERE id = 1"
      )
    default:
      let shape = try TableShape(table, replayed)
      return shape.columns.isEmpty ? nil : shape
    }
  }

  private func difference(in table: String, _ shape: TableShape) throws -> Difference? {
    do {
      return try TableComparison(
        projection: projection,
        table: table,
        shape: shape,
        live: live,
        replayed: replayed
      ).difference()
    } catch let error as SQLiteError where error.isCorrupt {
      throw ProjectionError.damaged
    }
  }

  private func list(_ connection: Connection) throws {
    forget(connection)
    let name = TableShape.quoted(index.name)
    try connection.execute(
      "CREATE VIRTUAL TABLE \(Self.words) USING fts5vocab('main', \(name), 'instance')"
    )
  }

  private func forget(_ connection: Connection) {
    // Nothing of it is in any file, and a table left over is dropped before the next one is made.
    try? connection.execute("DROP TABLE IF EXISTS \(Self.words)")
  }
}
