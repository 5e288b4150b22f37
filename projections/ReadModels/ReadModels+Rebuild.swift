import Model
import SQLite

extension ReadModels {
  /// How long publishing waits for the lock: others may be publishing just as much.
  private static let publishingTimeoutMilliseconds = 60_000
  /// The events appended meanwhile that may be left to a catch-up.
  private static let greatestRemainder: Int64 = 1000

  /// Fills read models from the beginning of the log and publishes them in one transaction.
  ///
  /// Readers keep the state they see; whoever opens a transaction afterwards sees the new one. When
  /// anything fails, or the process is killed, the old state stays. No names stand for all read
  /// models; tables that no definition knows are dropped in any case.
  ///
  /// When all are rebuilt, one that was added to the ledger and fails is given up, so that the others
  /// are not held up.
  ///
  /// - Returns: Why read models were given up.
  /// - Throws: `ProjectionError` with `unknownProjection`, or for a reaction that fails.
  @discardableResult
  package func rebuild(
    _ names: [String]?,
    from source: some EventSource,
    progress: Progress? = nil
  ) throws -> [ProjectionError] {
    try adopt(source)
    let chosen = try definitions(named: names)
    try reopenIfMoved()
    do {
      var failures: [ProjectionError] = []
      do {
        if names == nil {
          failures = try publishAll(source, progress)
        } else {
          try publish(chosen, source, progress)
        }
      } catch is Erasure {
        failures = try publishAll(source, progress)
      }
      try advance(source, progress)
      return failures
    } catch let error as SQLiteError where isDamage(error) {
      return try mend(source, progress)
    }
  }

  /// Fills some read models, copies the others, and replaces the content of the file by that.
  func publish(
    _ chosen: [Definition],
    _ source: some EventSource,
    _ progress: Progress?
  ) throws {
    let names = chosen.map(\.name)
    let kept = definitions.filter { !names.contains($0.name) }
    defer { source.endReading() }
    try replaceContent(by: build(chosen, keeping: kept, source, progress))
  }

  /// Fills all read models and replaces the content of the file by that; nothing of what it held goes
  /// along, not even in pages that are free.
  ///
  /// - Returns: Why added ones were given up.
  @discardableResult
  func publishAll(
    _ source: some EventSource,
    _ progress: Progress?
  ) throws -> [ProjectionError] {
    var chosen = definitions
    var failures: [ProjectionError] = []
    while true {
      defer { source.endReading() }
      do {
        let built = try build(chosen, keeping: [], source, progress)
        for error in failures {
          guard let definition = culprit(of: error, among: definitions) else { continue }
          let standing = Standing.givenUp(definition, error.message)
          try Bookkeeping.save(standing, of: definition.name, built)
        }
        try replaceContent(by: built)
        return failures
      } catch let error as ProjectionError {
        guard let definition = culprit(of: error, among: chosen) else { throw error }
        chosen.removeAll { $0.name == definition.name }
        failures.append(error)
      } catch is Erasure {
        // Somebody was erased meanwhile: what was read before is not to be published.
      }
    }
  }

  /// A database of this process alone with some read models filled and others copied.
  ///
  /// The log is kept at its last state until `endReading`, which belongs behind the publishing: a purge
  /// waits for that, and so comes after it.
  ///
  /// - Throws: `Erasure` when somebody was erased meanwhile, whose values may have been taken in.
  func build(
    _ chosen: [Definition],
    keeping kept: [Definition],
    _ source: some EventSource,
    _ progress: Progress?
  ) throws -> Connection {
    let standings = kept.isEmpty ? [:] : try Bookkeeping.standings(connection)
    let givenUp = kept.filter { standings[$0.name]?.problem != nil }
    let isPartial = givenUp.count < kept.count
    let built = try privateCopy(isPartial: isPartial)
    if isPartial {
      try removeAll(but: kept, built)
    } else {
      try ReadModelFile.makeEmpty(built)
      for definition in givenUp {
        guard let standing = standings[definition.name] else { continue }
        try Bookkeeping.save(standing, of: definition.name, built)
      }
    }
    try fill(built, chosen) { filling in
      let first = try source.size()
      var size = first
      // What was appended meanwhile is taken in as well, so that what is published is no older than
      // what it replaces.
      repeat {
        try filling.takeIn(source, through: size, progress: progress)
        size = try source.size()
      } while size - filling.position > Self.greatestRemainder
      try source.beginReading()
      size = try source.size()
      let oldest = kept.compactMap { standings[$0.name]?.position }.min() ?? first
      if try source.hasErasure(after: min(first, oldest), through: size) { throw Erasure() }
      try filling.takeIn(source, through: size)
      return (try source.leaf(at: size), true)
    }
    return built
  }

  /// Fills read models on a connection that has none of them; the closure says from what, and gives
  /// the hash of the last event and whether nothing was left out.
  func fill(
    _ connection: Connection,
    _ chosen: [Definition],
    _ takeIn: (inout Filling) throws -> (leaf: [UInt8]?, isWhole: Bool)
  ) throws {
    try connection.immediate {
      var filling = try Filling(chosen, on: connection)
      let (leaf, isWhole) = try takeIn(&filling)
      try filling.finish()
      try filling.save(leaf: leaf, isWhole: isWhole)
    }
  }

  /// A database of this process alone, empty or with all that is here.
  func privateCopy(isPartial: Bool) throws -> Connection {
    guard let file else {
      let copy = try Connection.inMemory()
      if isPartial { try connection.backup(to: copy) }
      return copy
    }
    return try PrivateFile(nextTo: file, connection, isCopy: isPartial).connection
  }

  /// Carries everything over from the write-ahead log into the file, and empties it.
  ///
  /// - Throws: `SQLiteError` with `isBusy` while somebody reads an older state.
  package func emptyWriteAheadLog() throws {
    try connection.checkpointTruncate()
  }

  /// Puts the new content in the place of the old one.
  func replaceContent(by built: Connection) throws {
    connection.busyTimeoutMilliseconds = max(
      busyTimeoutMilliseconds,
      Self.publishingTimeoutMilliseconds
    )
    defer { connection.busyTimeoutMilliseconds = busyTimeoutMilliseconds }
    try built.backup(to: connection)
    // Gives the room of the write-ahead log back. Somebody who reads the old state may need it: then
    // a later checkpoint does that.
    connection.busyTimeoutMilliseconds = 0
    try? connection.checkpointTruncate()
  }

  /// Drops all tables and views that do not belong to these read models.
  private func removeAll(but kept: [Definition], _ connection: Connection) throws {
    let names = Set(try kept.flatMap { try $0.schema().objects })
    try Bookkeeping.drop(from: connection) { !names.contains($0) }
    for name in try Bookkeeping.standings(connection).keys
    where !kept.contains(where: { $0.name == name }) {
      try connection.run("DELETE FROM projections WHERE name = ?", name)
    }
  }
}
