import Model
import SQLite

/// Fills read models on a connection from the beginning of the log.
struct Filling {
  /// How often progress is told.
  private static let eventsPerReport: Int64 = 4096

  private let connection: Connection
  private let definitions: [Definition]
  private let schemas: [Schema]
  private let projector: Projector
  private(set) var position: Int64 = 0

  /// Makes the tables.
  init(_ definitions: [Definition], on connection: Connection) throws {
    self.connection = connection
    self.definitions = definitions
    var schemas: [Schema] = []
    for definition in definitions { schemas.append(try definition.schema()) }
    self.schemas = schemas
    projector = try Projector(connection, definitions)
    for (definition, schema) in zip(definitions, schemas) {
      let items = schema.tables + schema.wordIndexes.map(\.item)
      try Self.run(items, of: definition, on: connection)
    }
  }

  /// Takes in the events that are not in yet.
  mutating func takeIn(
    _ source: some EventSource,
    through: Int64,
    occurredUntil: Instant? = nil,
    progress: Progress? = nil
  ) throws {
    let windows = definitions.map { _ in Window(after: position, through: through) }
    var count: Int64 = 0
    try source.replay(after: position, through: through, occurredUntil: occurredUntil) { row in
      try projector.apply(row, windows: windows)
      count += 1
      if count % Self.eventsPerReport == 0 { progress?(try row.integer(0), through) }
    }
    position = through
    progress?(through, through)
  }

  /// Takes in only the events with some tags.
  mutating func takeIn(
    _ source: some EventSource,
    tags: [String],
    through: Int64,
    occurredUntil: Instant?
  ) throws {
    let windows = definitions.map { _ in Window(after: position, through: through) }
    try source.replay(tags: tags, through: through, occurredUntil: occurredUntil) { row in
      try projector.apply(row, windows: windows)
    }
    position = through
  }

  /// The memory for pages while indexes are made, in KiB; SQLite takes as much again to sort.
  private static let sortingKibibytes = 8192

  /// Makes the indexes and views.
  func finish() throws {
    try connection.execute("PRAGMA cache_size = -\(Self.sortingKibibytes)")
    for (definition, schema) in zip(definitions, schemas) {
      try Self.run(schema.indexes + schema.views, of: definition, on: connection)
    }
  }

  /// Writes down how far the read models are; if they hold a part of the log only, then so that no
  /// catch-up goes on from it.
  func save(leaf: [UInt8]?, isWhole: Bool) throws {
    for definition in definitions {
      let standing = Standing(
        version: isWhole ? definition.version : "",
        position: position,
        leaf: leaf,
        objects: definition.isAdded ? try definition.schema().objects : nil
      )
      try Bookkeeping.save(standing, of: definition.name, connection)
    }
  }

  private static func run(
    _ items: [Schema.Item],
    of definition: Definition,
    on connection: Connection
  ) throws {
    for item in items {
      do {
        try connection.execute(item.statement)
      } catch {
        guard !error.isEnvironmental else { throw error }
        let before = SQLScript(item.statement).line(at: error.offset ?? 0)
        let place = ProjectionError.Place(
          Definition.schemaFile,
          line: item.line.map { $0 + before - 1 }
        )
        throw definition.problem(
          "\(place.text(in: definition.name)) cannot make \(item.name): \(error.message).",
          at: place
        )
      }
    }
  }
}
