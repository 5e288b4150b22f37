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
  /// Whether it was added to the ledger, rather than brought by the program.
  package let isAdded: Bool
  /// Why it was given up; nil when all is well.
  package let problem: String?
  /// How many events a second it took in when it was last rebuilt; nil when that is not known.
  package let rate: Int64?

  /// The state of a read model that has still to be filled, or never will be.
  init(unfilled definition: Definition, size: Int64, problem: String? = nil) {
    self.init(
      projection: definition.name,
      version: definition.version,
      position: 0,
      behind: size,
      rows: 0,
      isAdded: definition.isAdded,
      problem: problem
    )
  }

  init(
    projection: String,
    version: String,
    position: Int64,
    behind: Int64,
    rows: Int64,
    isAdded: Bool = false,
    problem: String? = nil,
    rate: Int64? = nil
  ) {
    self.projection = projection
    self.version = version
    self.position = position
    self.behind = behind
    self.rows = rows
    self.isAdded = isAdded
    self.problem = problem
    self.rate = rate
  }
}

extension ReadModels {
  /// How far the read models are; counts their rows, which takes a moment where they are many.
  package func state(_ source: some EventSource) throws -> [State] {
    try connection.reading {
      let standings = try Bookkeeping.standings(connection)
      let size = try source.size()
      let states = try definitions.map { definition in
        guard let standing = standings[definition.name], standing.version == definition.version,
          standing.problem == nil
        else {
          let problem = standings[definition.name]?.problem
          return State(unfilled: definition, size: size, problem: problem)
        }
        return State(
          projection: definition.name,
          version: definition.version,
          position: standing.position,
          behind: max(0, size - standing.position),
          rows: try definition.schema().storingTables.reduce(0) { sum, table in
            let count = try connection.integer("SELECT count(*) FROM \(TableShape.quoted(table))")
            return sum + (count ?? 0)
          },
          isAdded: definition.isAdded,
          rate: standing.rate
        )
      }
      let rejected = added.definitions.rejected.map { definition, error in
        State(unfilled: definition, size: size, problem: error.message)
      }
      return (states + rejected).sorted { $0.projection < $1.projection }
    }
  }
}
