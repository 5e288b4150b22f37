package import Model
import SQLite

extension ReadModels {
  /// Fills the read models as of a position, in the place of what they held.
  ///
  /// Takes in the events that carry one of the tags (nil for all) and happened no later in the
  /// business than the given time (nil for no bound). In temporary ones, one replay by tags after another is
  /// cheap: tables and compiled statements are used again. Not meant for the live file of a ledger.
  ///
  /// - Returns: Why read models that were added to the ledger are left out.
  @discardableResult
  package func replay(
    _ source: some EventSource,
    through: Int64,
    tags: [String]?,
    occurredUntil: Instant?
  ) throws -> [ProjectionError] {
    if file == nil, let tags {
      try replay(source, through: through, tags: tags, occurredUntil: occurredUntil)
      return []
    }
    var failures = added.definitions.rejected.map(\.error)
    var chosen = definitions
    while true {
      let built = try privateCopy(isPartial: false)
      try ReadModelFile.makeEmpty(built)
      do {
        try fill(built, chosen) { filling in
          if let tags {
            try filling.takeIn(source, tags: tags, through: through, occurredUntil: occurredUntil)
          } else {
            try filling.takeIn(source, through: through, occurredUntil: occurredUntil)
          }
          return (try source.leaf(at: through), tags == nil && occurredUntil == nil)
        }
        try replaceContent(by: built)
        return failures
      } catch let error as ProjectionError {
        guard let culprit = culprit(of: error, among: chosen) else { throw error }
        chosen.removeAll { $0.name == culprit.name }
        failures.append(error)
      }
    }
  }

  /// Fills temporary tables with the few events of some tags.
  private func replay(
    _ source: some EventSource,
    through: Int64,
    tags: [String],
    occurredUntil: Instant?
  ) throws {
    try connection.immediate {
      if try Bookkeeping.standings(connection).isEmpty {
        var filling = try Filling(definitions, on: connection)
        try filling.makeIndexes()
        try filling.finish()
        try filling.save(leaf: nil, isWhole: false)
      } else {
        for schema in try definitions.map({ try $0.schema() }) {
          for table in schema.tables {
            try connection.run("DELETE FROM \(TableShape.quoted(table.name))")
          }
          for index in schema.wordIndexes { try connection.run(index.emptyingStatement) }
        }
      }
      let windows = definitions.map { _ in Window(after: 0, through: through) }
      try withProjector(for: definitions) { projector in
        try source.replay(tags: tags, through: through, occurredUntil: occurredUntil) { row in
          try projector.apply(row, windows: windows)
        }
      }
    }
  }

  /// Compiles everything of one definition on empty tables.
  func prepareAll(of definition: Definition) throws {
    try fill(connection, definitions) { _ in
      // As when they are filled: before there are views.
      try Projector(connection, [definition]).prepareAll()
      return (nil, true)
    }
    let tables = try definition.schema().tables
    try connection.query(Statements.listMisorderedTables) { row in
      let name = try row.text(0)
      guard let table = tables.first(where: { $0.name == name }) else { return }
      let place = ProjectionError.Place(Definition.schemaFile, line: table.line)
      throw definition.problem(
        """
        \(place.text(in: definition.name)) makes \(name) WITHOUT ROWID, which must begin with the \
        columns of its primary key, in their order: SQLite takes any other for damaged.
        """,
        at: place
      )
    }
    for name in definition.queries { _ = try query("\(definition.name)/\(name)") }
  }
}
