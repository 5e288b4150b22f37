import SQLite

/// What one read model does when one type of event happened: the statements of an `on-….sql` file,
/// compiled once.
final class Reaction {
  /// One statement of the file, with the line on which it begins.
  struct Part {
    let statement: Statement
    let line: Int
    /// Those that it reads or writes, and those of them in which it looks for rows.
    let tables: Set<String>
    let searchedTables: Set<String>
    /// Whether it makes rows rather than changing them.
    let isInsert: Bool
    /// Whether doing it again has no effect where it changed no row.
    ///
    /// SQLite takes a number for a row of an AUTOINCREMENT table even when it then ignores the row.
    let isRepeatable: Bool
    /// Whether it mostly finds nothing to do: it takes away, or makes what may be there already.
    let isOftenIdle: Bool

    /// The field over whose elements it runs; nil when it runs once.
    var listName: String? {
      for index in 0..<statement.parameterCount {
        let name = statement.parameterName(index + 1)?.dropFirst() ?? ""
        if let end = name.firstIndex(of: "$") { return String(name[..<end]) }
      }
      return nil
    }
  }

  let projection: String
  let file: String
  /// Whether it came to the ledger at run time, so that no test of the program has ever run it.
  let isAdded: Bool
  /// The place of the read model among those that are filled together.
  let index: Int
  let parts: [Part]

  /// Compiles the file and makes sure that it keeps to the tables of its read model.
  ///
  /// - Throws: `ProjectionError` with `invalidDefinition`.
  init(
    _ file: String,
    of definition: Definition,
    index: Int,
    schema: Schema,
    on connection: Connection
  ) throws {
    projection = definition.name
    isAdded = definition.isAdded
    self.file = file
    self.index = index
    for index in schema.wordIndexes { try Confinement.open(index, connection) }
    let numberedTables = Set(schema.tables.filter(\.isNumbered).map(\.name))
    let confinement = Confinement(tables: schema.ownTables)
    connection.setAuthorizer(confinement.allows)
    defer { connection.setAuthorizer(nil) }
    let script = SQLScript(definition.texts[file] ?? "")
    parts = try script.statements.map { statement in
      confinement.usedTables = []
      confinement.searchedTables = []
      do throws(SQLiteError) {
        let compiled = try connection.prepare(statement.text, persistent: true)
        let tokens = statement.tokens
        // What is replaced is looked for, of which SQLite says nothing.
        let isReplacing = tokens.contains { $0.isWord("REPLACE") }
        let isIgnoring = tokens.contains { $0.isWord("IGNORE") }
        return Part(
          statement: compiled,
          line: script.line(at: statement.offset),
          tables: confinement.usedTables,
          searchedTables: isReplacing ? confinement.usedTables : confinement.searchedTables,
          isInsert: ["INSERT", "REPLACE"].contains { tokens.first?.isWord($0) == true },
          isRepeatable: confinement.usedTables.isDisjoint(with: numberedTables),
          isOftenIdle: isIgnoring || tokens.first?.isWord("DELETE") == true
        )
      } catch {
        guard !error.isEnvironmental else { throw error }
        let line = script.line(at: statement.offset + (error.offset ?? 0))
        let place = ProjectionError.Place(file, line: line)
        throw Self.problem(definition.name, place, confinement, error)
      }
    }
  }

  private static func problem(
    _ projection: String,
    _ place: ProjectionError.Place,
    _ confinement: Confinement,
    _ error: SQLiteError
  ) -> ProjectionError {
    let reaction = "The reaction \(place.text(in: projection))"
    let sentence =
      if let refusal = confinement.refusal {
        """
        \(reaction) \(refusal). A reaction may only use the tables of its own folder and what the \
        event brings.
        """
      } else {
        "\(reaction) cannot be compiled: \(error.message)."
          + (error.message.hasPrefix("no such table")
            ? " A reaction may only use the tables of its own folder." : "")
      }
    return ProjectionError(.invalidDefinition, sentence, of: projection, at: place)
  }

  /// The error that says where a statement failed.
  func failure(at position: Int64, line: Int, _ problem: String) -> ProjectionError {
    let place = ProjectionError.Place(file, line: line, position: position)
    return ProjectionError(
      .reactionFailed,
      "The reaction \(place.text(in: projection)) failed on event \(position): \(problem).",
      of: projection,
      at: place
    )
  }
}

extension SQLiteError {
  /// The fault lies with the disk, a lock or the file rather than with the statement.
  var isEnvironmental: Bool {
    // 7 SQLITE_NOMEM and 10 SQLITE_IOERR have no names of their own in the wrapper.
    isBusy || isFull || isReadOnly || isInterrupted || isCorrupt || cannotOpen
      || [7, 10].contains(primaryCode)
  }

  /// What SQLite says, without what it may quote of a value that it could not make sense of: a path
  /// into JSON, or something to search for.
  var messageWithoutValues: String {
    guard primaryCode == 1 else { return message }
    let beginning = message.utf8.starts(with: "fts5:".utf8) ? 5 : 0
    let bytes = Array(message.utf8)
    for end in bytes.indices.dropFirst(beginning) {
      let isQuote =
        bytes[end...].starts(with: " near ".utf8) || bytes[end...].starts(with: ": ".utf8)
      if isQuote, end > beginning { return String(decoding: bytes[..<end], as: UTF8.self) }
    }
    return message
  }
}
