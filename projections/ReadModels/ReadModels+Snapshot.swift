package import SQLite

extension ReadModels {
  private static let snapshotAttempts = 20

  /// Runs the closure on one state of the read models, which has taken in all that was in the log when this
  /// was called.
  ///
  /// Catching up is not enough: another process may publish a rebuild right afterwards that it began
  /// earlier, and take what is newest in a moment later. And of two questions each could see another state.
  ///
  /// - Throws: As `catchUp`, and what the closure throws.
  package func snapshot<Result>(
    of source: some EventSource,
    progress: Progress? = nil,
    _ body: () throws -> Result
  ) throws -> Result {
    let size = try source.size()
    for _ in 0..<Self.snapshotAttempts {
      try catchUp(with: source, progress: progress)
      let result: Result? = try connection.reading {
        try isCurrent(connection, size) ? body() : nil
      }
      if let result { return result }
    }
    throw ProjectionError(
      .unreachable,
      "The read models cannot be read: other processes rebuild them all the time."
    )
  }

  /// Whether the read models that a connection sees have taken in all events up to a position; those that
  /// were given up do not count.
  package func isCurrent(_ connection: Connection, _ size: Int64) throws -> Bool {
    let standings = try Bookkeeping.standings(connection)
    return definitions.allSatisfy { definition in
      guard let standing = standings[definition.name] else { return false }
      return standing.position >= size || standing.problem != nil
    }
  }
}
