import Model
import SQLite

extension ReadModels {
  /// Compares read models, or all for no names, with a fresh replay up to where they are.
  ///
  /// Gives the first row that differs of each table; nothing when all is well. A read model that is
  /// missing, or of another version or history, differs in its row of the table `projections`: catch
  /// up first.
  ///
  /// - Throws: `ProjectionError` with `unknownProjection`, or with `damaged` when the file is.
  package func verify(
    _ names: [String]?,
    against source: some EventSource
  ) throws -> [Difference] {
    let chosen = try definitions(named: names)
    return try connection.reading {
      guard try connection.text("PRAGMA integrity_check(1)") == "ok" else {
        throw ProjectionError.damaged
      }
      let standings = try Bookkeeping.standings(connection)
      var differences: [Difference] = []
      var positions: [Int64: [Definition]] = [:]
      for definition in chosen {
        let found = try difference(of: definition, standings[definition.name], source)
        differences += found
        if found.isEmpty, let standing = standings[definition.name] {
          positions[standing.position, default: []].append(definition)
        }
      }
      for (position, definitions) in positions.sorted(by: { $0.key < $1.key }) {
        differences += try compare(definitions, with: source, through: position)
      }
      for (definition, error) in added.definitions.rejected where names == nil {
        differences.append(Difference(problem: error.message, of: definition))
      }
      return differences
    }
  }

  /// What the bookkeeping itself has wrong.
  private func difference(
    of definition: Definition,
    _ standing: Standing?,
    _ source: some EventSource
  ) throws -> [Difference] {
    func difference(_ field: String?, _ live: JSON, _ replayed: JSON) -> [Difference] {
      [Difference(inBookkeeping: field, of: definition, live: live, replayed: replayed)]
    }
    guard let standing else {
      return difference(nil, .null, ["version": .string(definition.version)])
    }
    if let problem = standing.problem { return [Difference(problem: problem, of: definition)] }
    guard standing.version == definition.version else {
      return difference("version", .string(standing.version), .string(definition.version))
    }
    let leaf = standing.position == 0 ? nil : try source.leaf(at: standing.position)
    guard standing.leaf == leaf else {
      let live = standing.leaf.map { JSON.string(Base64.encode($0)) } ?? .null
      return difference("leaf", live, leaf.map { .string(Base64.encode($0)) } ?? .null)
    }
    return []
  }

  private func compare(
    _ definitions: [Definition],
    with source: some EventSource,
    through position: Int64
  ) throws -> [Difference] {
    do {
      return try compareAll(definitions, with: source, through: position)
    } catch let error as ProjectionError {
      guard let culprit = culprit(of: error, among: definitions) else { throw error }
      let others = definitions.filter { $0.name != culprit.name }
      return [Difference(problem: error.message, of: culprit)]
        + (try compare(others, with: source, through: position))
    }
  }

  private func compareAll(
    _ definitions: [Definition],
    with source: some EventSource,
    through position: Int64
  ) throws -> [Difference] {
    let fresh = try PrivateFile().connection
    var filling = try Filling(definitions, on: fresh)
    try fresh.immediate {
      try filling.takeIn(source, through: position)
      try filling.finish()
    }
    return try definitions.flatMap { definition in
      let schema = try definition.schema()
      let tables = try schema.tables.compactMap { table in
        try TableComparison(
          projection: definition.name,
          table: table.name,
          shape: TableShape(table.name, fresh),
          live: connection,
          replayed: fresh
        ).difference()
      }
      let indexes = try schema.wordIndexes.compactMap { index in
        try WordComparison(
          projection: definition.name,
          index: index,
          live: connection,
          replayed: fresh
        ).difference()
      }
      return tables + indexes
    }
  }
}
