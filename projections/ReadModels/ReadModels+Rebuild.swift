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
  /// - Throws: `ProjectionError` with `unknownProjection`, or for a reaction that fails.
  package func rebuild(
    _ names: [String]?,
    from source: some EventSource,
    progress: Progress? = nil
  ) throws {
    let chosen = try definitions(named: names)
    try reopenIfMoved()
    do {
      try publish(chosen, source, progress)
      try advance(source, progress)
    } catch let error as SQLiteError where isDamage(error) {
      try mend(source, progress)
    }
  }

  /// Fills some read models, copies the others, and replaces the content of the file by that.
  func publish(
    _ chosen: [Definition],
    _ source: some EventSource,
    _ progress: Progress?
  ) throws {
    let isPartial = chosen.count < definitions.count
    let built = try privateCopy(isPartial: isPartial)
    if isPartial {
      let names = chosen.map(\.name)
      try removeAll(but: definitions.filter { !names.contains($0.name) }, built)
    } else {
      try ReadModelFile.makeEmpty(built)
    }
    try fill(built, chosen) { filling in
      var size = try source.size()
      // What was appended meanwhile is taken in as well, so that what is published is no older than
      // what it replaces.
      repeat {
        try filling.takeIn(source, through: size, progress: progress)
        size = try source.size()
      } while size - filling.position > Self.greatestRemainder
      try filling.takeIn(source, through: size)
      return (try source.leaf(at: size), true)
    }
    try replaceContent(by: built)
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
    var names: Set<String> = [Bookkeeping.table]
    for definition in kept {
      let schema = try definition.schema()
      names.formUnion(schema.ownTables + schema.views.map(\.name))
    }
    var dropped: [(type: String, name: String)] = []
    try connection.query(Statements.listObjects) { row in
      let name = try row.text(1)
      if !names.contains(name) { dropped.append((try row.text(0), name)) }
    }
    for (type, name) in dropped {
      try connection.execute("DROP \(type) \(TableShape.quoted(name))")
    }
    for name in try Bookkeeping.standings(connection).keys
    where !kept.contains(where: { $0.name == name }) {
      try connection.run("DELETE FROM projections WHERE name = ?", name)
    }
  }
}
