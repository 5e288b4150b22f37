import SQLite

/// How far one read model is.
package struct State: Sendable, Equatable {
  package let projection: String
  /// The version of its definition.
  package let version: String
  /// The newest event it has taken in; 0 when it is still to be filled.
  package let position: Int64
  /// How many events it has yet to take in.
  package let behind: Int64
  /// The rows of all its tables; an index of the words in them has none of its own.
  package let rows: Int64
}

extension ReadModels {
  /// How far the read models are; counts their rows, which takes a moment where they are many.
  package func state(_ source: some EventSource) throws -> [State] {
    try connection.reading {
      let standings = try Bookkeeping.standings(connection)
      let size = try source.size()
      return try definitions.map { definition in
        guard let standing = standings[definition.name], standing.version == definition.version
        else {
          return State(
            projection: definition.name,
            version: definition.version,
            position: 0,
            behind: size,
            rows: 0
          )
        }
        return State(
          projection: definition.name,
          version: definition.version,
          position: standing.position,
          behind: max(0, size - standing.position),
          rows: try definition.schema().storingTables.reduce(0) { sum, table in
            let count = try connection.integer("SELECT count(*) FROM \(TableShape.quoted(table))")
            return sum + (count ?? 0)
          }
        )
      }
    }
  }
}
