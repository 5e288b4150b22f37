import Model
import SQLite

extension ReadModels {
  private static let attempts = 5

  /// Brings all read models to the newest event.
  ///
  /// Takes no lock when nothing is new. Otherwise all move to one position in one transaction. What
  /// is missing, was defined otherwise, comes from another history or is far behind is rebuilt, and so
  /// is everything when a person was erased; a damaged file is made anew. A read model that was added to
  /// the ledger and fails is given up: see ``problems()``.
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
  @discardableResult
  func mend(_ source: some EventSource, _ progress: Progress?) throws -> [ProjectionError] {
    try reopen()
    var failures: [ProjectionError]
    do {
      failures = try publishAll(source, progress)
    } catch let error as SQLiteError where isDamage(error) {
      // The fault shows only now: what could be opened cannot be replaced.
      try file?.discardIfDamaged()
      try reopen()
      failures = try publishAll(source, progress)
    }
    try advance(source, progress)
    return failures
  }

  /// Also a file whose bookkeeping somebody took away.
  func isDamage(_ error: SQLiteError) -> Bool {
    let isBookkeepingGone = error.primaryCode == 1 && error.sql == Statements.readStandings
    return file != nil && (error.isCorrupt || isBookkeepingGone)
  }

  func advance(_ source: some EventSource, _ progress: Progress?) throws {
    // Each that is given up needs a turn of its own.
    var turns = Self.attempts
    while turns > 0 {
      turns -= 1
      let standings = try Bookkeeping.standings(connection)
      try adopt(source)
      let survey = try Survey(definitions, standings, source)
      if survey.isCurrent { return }
      do {
        if !survey.strays.isEmpty {
          try dropStrays(source)
        } else if survey.toRebuild.isEmpty {
          if try step(source, progress) { return }
        } else {
          try publish(try definitions(named: survey.toRebuild), source, progress)
        }
      } catch is Erasure {
        try publishAll(source, progress)
      } catch let error as ProjectionError {
        try giveUp(error)
        turns += 1
      }
    }
    throw ProjectionError(
      .unreachable,
      "The read models cannot be brought up to date: other processes change them all the time."
    )
  }

  /// Somebody was erased whose values may be here, or in what was about to be published.
  struct Erasure: Error {}

  /// Takes in what is new in one transaction.
  ///
  /// - Returns: False when another process has changed what there is to do meanwhile.
  /// - Throws: `Erasure`, and nothing has changed then.
  private func step(_ source: some EventSource, _ progress: Progress?) throws -> Bool {
    try connection.immediate {
      let standings = try Bookkeeping.standings(connection)
      let survey = try Survey(definitions, standings, source)
      guard survey.toRebuild.isEmpty, survey.strays.isEmpty else { return false }
      let windows = survey.windows
      let start = windows.map(\.after).min() ?? survey.size
      guard start < survey.size else { return true }
      if try source.hasErasure(after: start, through: survey.size) { throw Erasure() }
      var count: Int64 = 0
      try withProjector(for: survey.active) { projector in
        try source.replay(after: start, through: survey.size, occurredUntil: nil) { row in
          try projector.apply(row, windows: windows)
          count += 1
          if count % 1024 == 0 { progress?(try row.integer(0) - start, survey.size - start) }
        }
      }
      progress?(survey.size - start, survey.size - start)
      let leaf = try source.leaf(at: survey.size)
      for definition in survey.active {
        guard var standing = standings[definition.name] else { continue }
        standing.position = survey.size
        standing.leaf = leaf
        try Bookkeeping.save(standing, of: definition.name, connection)
      }
      return true
    }
  }
}
