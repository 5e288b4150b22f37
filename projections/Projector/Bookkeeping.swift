import Model
import SQLite

/// How far one read model is.
struct Standing: Equatable {
  /// The version of the definition it was filled by; empty for a part of the log only.
  let version: String
  /// The newest event it has taken in; 0 when none.
  var position: Int64
  /// What the source told of that event; nil at position 0.
  var leaf: [UInt8]?
  /// Its tables and views, by which it can be removed when its definition is gone; nil for one that the
  /// program brings.
  var objects: [String]?
  /// Why it was given up by that version: then it has no tables, until it is rebuilt.
  var problem: String?
  /// How many events a second it took in when it was last rebuilt; nil when that took no time to speak of.
  var rate: Int64?

  /// That of a read model that was given up.
  static func givenUp(_ definition: Definition, _ problem: String) -> Standing {
    Standing(
      version: definition.version,
      position: 0,
      leaf: nil,
      objects: definition.isAdded ? [] : nil,
      problem: problem
    )
  }
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
        leaf: try row.optionalBytes(3),
        objects: try row.optionalText(4).map(names),
        problem: try row.optionalText(5),
        rate: try row.optionalInteger(6)
      )
    }
    return standings
  }

  private static func names(_ text: String) -> [String] {
    (try? JSON(parsing: text))?.array?.compactMap(\.string) ?? []
  }

  static func save(_ standing: Standing, of name: String, _ connection: Connection) throws {
    try connection.run(
      Statements.saveStanding,
      name,
      standing.version,
      standing.position,
      standing.leaf,
      standing.objects.map { JSON.array($0.map(JSON.string)).canonicalText },
      standing.problem,
      standing.rate
    )
  }

  /// Drops what a read model consists of.
  static func drop(_ objects: [String], _ connection: Connection) throws {
    let names = Set(objects)
    try drop(from: connection) { names.contains($0) }
  }

  /// Drops the tables and views whose names the closure picks.
  static func drop(from connection: Connection, _ isChosen: (String) -> Bool) throws {
    var dropped: [(type: String, name: String)] = []
    try connection.query(Statements.listObjects) { row in
      let name = try row.text(1)
      if name != table, isChosen(name) { dropped.append((try row.text(0), name)) }
    }
    for (type, name) in dropped {
      try connection.execute("DROP \(type) \(TableShape.quoted(name))")
    }
  }
}
