import SQLite

/// What one read model does when one type of event happened: the statements of an `on-….sql` file,
/// compiled once.
final class Reaction {
  let projection: String
  let file: String
  /// The place of the read model among those that are filled together.
  let index: Int
  let statements: [Statement]

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
    self.file = file
    self.index = index
    for index in schema.wordIndexes { try Confinement.open(index, connection) }
    let confinement = Confinement(tables: schema.ownTables)
    connection.setAuthorizer(confinement.allows)
    defer { connection.setAuthorizer(nil) }
    do {
      statements = try SQLScript(definition.texts[file] ?? "").statements.map { statement in
        try connection.prepare(statement.text, persistent: true)
      }
    } catch let error as SQLiteError where !error.isEnvironmental {
      guard let refusal = confinement.refusal else {
        throw ProjectionError(
          .invalidDefinition,
          "The reaction \(definition.name)/\(file) cannot be compiled: \(error.message)."
        )
      }
      throw ProjectionError(
        .invalidDefinition,
        """
        The reaction \(definition.name)/\(file) \(refusal). A reaction may only use the tables of \
        its own folder and what the event brings.
        """
      )
    }
  }

  /// The error that says where a statement failed.
  func failure(at position: Int64, _ error: SQLiteError) -> ProjectionError {
    ProjectionError(
      .reactionFailed,
      "The reaction \(projection)/\(file) failed on event \(position): \(error.message)."
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
}
