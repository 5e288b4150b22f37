import Model
import SQLite

extension ReadModels {
  /// How long publishing waits for the lock: others may be publishing just as much.
  private static let publishingTimeoutMilliseconds = 60_000

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

  /// Carries everything over from the write-ahead log into the file, and empties it.
  ///
  /// - Throws: `SQLiteError` with `isBusy` while somebody reads an older state.
  package func emptyWriteAheadLog() throws {
    try connection.checkpointTruncate()
  }

  /// Puts the new content in the place of the old one, and closes where it comes from.
  func replaceContent(by built: Connection) throws {
    connection.busyTimeoutMilliseconds = max(
      busyTimeoutMilliseconds,
      Self.publishingTimeoutMilliseconds
    )
    defer { connection.busyTimeoutMilliseconds = busyTimeoutMilliseconds }
    guard let file, try built.size >= leastBytesForTwoThreads else {
      defer { built.close() }
      try built.backup(to: connection)
      return giveRoomBack()
    }
    let behind = WriteBehind(path: file.path + "-wal")
    try TwoThreads.run { _ in
      defer { behind.end() }
      try built.backup(to: connection)
    } _: { _ in
      behind.run()
    }
    // Giving back all that a file took takes its time as well.
    try TwoThreads.run { _ in
      giveRoomBack()
    } _: { _ in
      built.close()
    }
  }

  /// Gives the room of the write-ahead log back.
  ///
  /// Somebody who reads the old state may need it: then a later checkpoint does that.
  private func giveRoomBack() {
    connection.busyTimeoutMilliseconds = 0
    try? connection.checkpointTruncate()
  }
}

extension Connection {
  /// In bytes.
  fileprivate var size: Int64 {
    get throws {
      try integer("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size") ?? 0
    }
  }
}
