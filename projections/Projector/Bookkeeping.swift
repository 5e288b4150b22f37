import SQLite

/// How far one read model is.
struct Standing: Equatable {
  /// The version of the definition it was filled by; empty for a part of the log only.
  let version: String
  /// The newest event it has taken in; 0 when none.
  let position: Int64
  /// What the source told of that event; nil at position 0.
  let leaf: [UInt8]?
}

/// The table that says how far the read models of a file are.
enum Bookkeeping {
  static let table = "projections"

  static func standings(_ connection: Connection) throws -> [String: Standing] {
    var standings: [String: Standing] = [:]
    try connection.query(Statements.readStandings) { row in
      standings[try row.text(0)] = Standing(
        version: try row.text(1),
        position: try row.integer(2),
        leaf: try row.optionalBytes(3)
      )
    }
    return standings
  }

  static func save(_ standing: Standing, of name: String, _ connection: Connection) throws {
    try connection.run(
      Statements.saveStanding,
      name,
      standing.version,
      standing.position,
      standing.leaf
    )
  }
}
