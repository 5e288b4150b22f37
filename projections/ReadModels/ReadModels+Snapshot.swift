package import SQLite

extension ReadModels {
  private static let snapshotAttempts = 20

  /// Runs the closure on one state of the read models, which has taken in all that was in the log when this
  /// was called.
  ///
  /// Catching up is not enough: another process may publish a rebuild right afterwards that it began
  /// earlier, and take what is newest in a moment later. And of two questions each could see another state.
  ///
  /// Where the closure finds the file damaged it is made anew, and the closure runs again.
  ///
  /// - Throws: As `catchUp`, and what the closure throws.
  package func snapshot<Result>(
    of source: some EventSource,
    progress: Progress? = nil,
    _ body: () throws -> Result
  ) throws -> Result {
    let size = try source.size()
    var isMended = false
    for _ in 0..<Self.snapshotAttempts {
      try catchUp(with: source, progress: progress)
      do {
        let result: Result? = try connection.reading {
          try isCurrent(connection, source, size) ? body() : nil
        }
        if let result { return result }
      } catch let error as ProjectionError where error.code == .damaged && !isMended {
        isMended = true
        try mend(source, progress)
      }
    }
    throw ProjectionError(
      .unreachable,
      "The read models cannot be read: other processes rebuild them all the time."
    )
  }

  /// Whether the read models that a connection sees are those of this log and have taken in all events up
  /// to a position; those that were given up do not count.
  ///
  /// Another process may keep those of another log, or another version of them, in the same file.
  package func isCurrent(
    _ connection: Connection,
    _ source: some EventSource,
    _ size: Int64
  ) throws -> Bool {
    let standings = try Bookkeeping.standings(connection)
    return try Survey(definitions, standings, source).hasTakenIn(size)
  }
}
