import Model
import SQLite

extension ReadModels {
  private static let attempts = 5

  /// Brings all read models to the newest event.
  ///
  /// Takes no lock when nothing is new. Otherwise all move to one position in one transaction. What
  /// is missing, was defined otherwise, comes from another history or is far behind is rebuilt, and so
  /// is everything when a person was erased; a damaged file is made anew.
  ///
  /// - Throws: `ProjectionError` for a reaction that fails: nothing has changed then; `SQLiteError`
  ///   with `isBusy`.
  package func catchUp(with source: some EventSource, progress: Progress? = nil) throws {
    try reopenIfMoved()
    do {
      try advance(source, progress)
    } catch let error as SQLiteError where isDamage(error) {
      try mend(source, progress)
    }
  }

  /// Rebuilds all read models of a file that SQLite stumbles over.
  func mend(_ source: some EventSource, _ progress: Progress?) throws {
    try reopen()
    do {
      try publish(definitions, source, progress)
    } catch let error as SQLiteError where isDamage(error) {
      // The fault shows only now: what could be opened cannot be replaced.
      try file?.discardIfDamaged()
      try reopen()
      try publish(definitions, source, progress)
    }
    try advance(source, progress)
  }

  /// Also a file whose bookkeeping somebody took away.
  func isDamage(_ error: SQLiteError) -> Bool {
    let isBookkeepingGone = error.primaryCode == 1 && error.sql == Statements.readStandings
    return file != nil && (error.isCorrupt || isBookkeepingGone)
  }

  func advance(_ source: some EventSource, _ progress: Progress?) throws {
    for _ in 0..<Self.attempts {
      let survey = try survey(source)
      if survey.isCurrent { return }
      if survey.toRebuild.isEmpty {
        do {
          if try step(source, progress) { return }
        } catch is Erasure {
          try publish(definitions, source, progress)
        }
      } else {
        try publish(try definitions(named: survey.toRebuild), source, progress)
      }
    }
    throw ProjectionError(
      .unreachable,
      "The read models cannot be brought up to date: other processes change them all the time."
    )
  }

  private func survey(_ source: some EventSource) throws -> Survey {
    try Survey(definitions, Bookkeeping.standings(connection), source)
  }

  /// Somebody was erased whose values may be here.
  private struct Erasure: Error {}

  /// Takes in what is new in one transaction.
  ///
  /// - Returns: False when another process has changed what there is to do meanwhile.
  /// - Throws: `Erasure`, and nothing has changed then.
  private func step(_ source: some EventSource, _ progress: Progress?) throws -> Bool {
    let projector = try currentProjector()
    let erasingTypes = source.erasingTypes
    return try connection.immediate {
      let survey = try survey(source)
      guard survey.toRebuild.isEmpty else { return false }
      let windows = survey.windows
      let start = windows.map(\.after).min() ?? survey.size
      guard start < survey.size else { return true }
      var count: Int64 = 0
      try source.replay(after: start, through: survey.size, occurredUntil: nil) { row in
        if erasingTypes.contains(try row.text(1)) { throw Erasure() }
        try projector.apply(row, windows: windows)
        count += 1
        if count % 1024 == 0 { progress?(try row.integer(0) - start, survey.size - start) }
      }
      progress?(survey.size - start, survey.size - start)
      let leaf = try source.leaf(at: survey.size)
      for definition in definitions {
        let standing = Standing(version: definition.version, position: survey.size, leaf: leaf)
        try Bookkeeping.save(standing, of: definition.name, connection)
      }
      return true
    }
  }
}
