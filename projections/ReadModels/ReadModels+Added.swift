import SQLite

/// What concerns the read models that were added to the ledger at run time.
///
/// Which there are is said by the ledger, and looked up with each catch-up: another process may add or
/// remove one at any time. Nothing that is wrong with one of them holds up the others.
extension ReadModels {
  /// Adds a read model or replaces it: fills it in private, from the whole log, has its texts stored,
  /// and publishes it.
  ///
  /// `check` must have passed it, and the others must be caught up. When it fails before the closure
  /// has put its texts into the ledger, or in that, nothing has changed.
  package func add(
    _ definition: Definition,
    from source: some EventSource,
    progress: Progress? = nil,
    store: () throws -> Void
  ) throws {
    let known = try Bookkeeping.standings(connection)[definition.name]
    if let known, known.version == definition.version, known.objects != nil, known.problem == nil {
      // Only queries or remarks are others.
      try store()
    } else {
      let others = definitions.filter { $0.name != definition.name }
      defer { source.endReading() }
      let built: Connection?
      do {
        built = try build([definition], keeping: others, source, progress)
      } catch is Erasure {
        built = nil
      }
      // The ledger cannot be written to while its state is held.
      source.endReading()
      try store()
      try source.beginReading()
      if let built, try !isOutdated(built, source) { try replaceContent(by: built) }
      source.endReading()
    }
    // Fills it when somebody was erased meanwhile: what was read before is not to be published.
    try advance(source, progress)
  }

  /// Whether somebody was erased since the read models of a connection took in the last event.
  private func isOutdated(_ built: Connection, _ source: some EventSource) throws -> Bool {
    let oldest = try Bookkeeping.standings(built).values.map(\.position).min() ?? 0
    return try source.hasErasure(after: oldest, through: source.size())
  }

  /// Whether a read model of that name was added to the ledger.
  package func isAdded(_ name: String?) -> Bool {
    definitions.contains { $0.isAdded && $0.name == name }
      || added.definitions.rejected.contains { $0.definition.name == name }
  }

  /// The read models that were given up or cannot be used, by name, with the reason.
  package func problems() throws -> [(projection: String, problem: String)] {
    let standings = try Bookkeeping.standings(connection)
    let failed = definitions.compactMap { definition -> (projection: String, problem: String)? in
      guard let standing = standings[definition.name], standing.version == definition.version
      else { return nil }
      return standing.problem.map { (definition.name, $0) }
    }
    let rejected = added.definitions.rejected.map { definition, error in
      (projection: definition.name, problem: error.message)
    }
    return (failed + rejected).sorted { $0.projection < $1.projection }
  }

  /// Gives up the added read model that an error is about: it keeps no rows, and is not tried again
  /// until it is rebuilt or defined otherwise.
  ///
  /// No half-filled or outdated table stays, which somebody could take for the truth.
  ///
  /// - Throws: The error, when it is about nothing that was added.
  func giveUp(_ error: ProjectionError) throws {
    guard let definition = culprit(of: error, among: definitions) else { throw error }
    try connection.immediate {
      let known = try Bookkeeping.standings(connection)[definition.name]?.objects ?? []
      try Bookkeeping.drop(known + definition.schema().objects, connection)
      let standing = Standing.givenUp(definition, error.message)
      try Bookkeeping.save(standing, of: definition.name, connection)
    }
    forgetStatements()
  }

  /// The added read model that an error is about.
  func culprit(of error: ProjectionError, among definitions: [Definition]) -> Definition? {
    definitions.first { $0.isAdded && $0.name == error.projection }
  }

  /// Drops what was added to the ledger once and is not there any more.
  func dropStrays(_ source: some EventSource) throws {
    forgetStatements()
    try connection.immediate {
      let standings = try Bookkeeping.standings(connection)
      // Whoever adds one tells the ledger first: what the ledger does not know now was removed.
      try adopt(source)
      let kept = Set(try definitions.flatMap { try $0.schema().objects })
      for name in try Survey(definitions, standings, source).strays {
        let objects = standings[name]?.objects ?? []
        try Bookkeeping.drop(objects.filter { !kept.contains($0) }, connection)
        try connection.run("DELETE FROM projections WHERE name = ?", name)
      }
    }
  }
}
