import Model
import SQLite

/// Fills read models on a connection from the beginning of the log.
struct Filling {
  /// How often progress is told.
  private static let eventsPerReport: Int64 = 4096

  private let connection: Connection
  private let definitions: [Definition]
  private let schemas: [Schema]
  private var share: Share
  private var projector: Projector
  private(set) var position: Int64 = 0
  private var hasIndexes = false

  /// Makes the tables, all of them, even if only a share of them is to be filled.
  init(_ definitions: [Definition], on connection: Connection, share: Share = .all) throws {
    self.connection = connection
    self.definitions = definitions
    self.share = share
    var schemas: [Schema] = []
    for definition in definitions { schemas.append(try definition.schema()) }
    self.schemas = schemas
    projector = try Projector(connection, definitions, share: share)
    for (definition, schema) in zip(definitions, schemas) {
      let items = schema.tables + schema.wordIndexes.map(\.item)
      try Self.run(items, of: definition, on: connection)
    }
    try setMerging(from: 0)
  }

  /// Once many rows are to come, putting words together again and again is a quarter of the work with
  /// them.
  private func setMerging(from count: Int) throws {
    for index in schemas.flatMap(\.wordIndexes) {
      try connection.run(index.mergingStatement(from: count))
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
      guard count % Self.eventsPerReport == 0 else { return }
      progress?(try row.integer(0), through)
    }
    position = through
    progress?(through, through)
  }

  /// Takes in the events that one of two threads gets of a scan.
  ///
  /// `isInVain` is asked now and then, and throws when it is not worth while to go on.
  mutating func takeIn(
    _ scan: SharedScan,
    _ side: SharedScan.Side,
    through: Int64,
    progress: Progress? = nil,
    isInVain: () throws -> Void
  ) throws {
    let windows = definitions.map { _ in Window(after: position, through: through) }
    while let batch = try scan.next(for: side) {
      try isInVain()
      try projector.apply(batch, windows: windows)
      progress?(batch.positions.last ?? through, through)
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

  /// The tables in two shares that can be filled apart; nil when that gives nothing.
  ///
  /// Looks at some events to tell how much each table will have to do.
  func division(for source: some EventSource, through size: Int64) throws -> Division? {
    var sample = EventSample()
    for number in 1...Self.samples {
      // Not `size * number`: what a damaged log says of its size may be anything.
      let (step, rest) = size.quotientAndRemainder(dividingBy: Self.samples)
      let position = step * number + rest * number / Self.samples
      try source.replay(after: position - 1, through: position, occurredUntil: nil) { row in
        try sample.add(row)
      }
    }
    return try Division(of: definitions, sample, on: connection)
  }

  private static let samples: Int64 = 256

  /// Fills from now on that share only.
  mutating func keep(to share: Share) throws {
    self.share = share
    projector = try Projector(connection, definitions, share: share)
  }

  /// Takes over the tables that were filled elsewhere with the same events, and goes on with all.
  ///
  /// The other database is attached under that name. Rows are copied with their index entries, as
  /// they are: what FTS5 keeps its words in as well, in the way VACUUM does it.
  mutating func takeOver(_ tables: Set<String>, from database: String) throws {
    for (definition, schema) in zip(definitions, schemas) {
      try Self.run(
        schema.indexes.filter { tables.contains($0.table) },
        of: definition,
        on: connection
      )
      for table in schema.tables where tables.contains(table.name) {
        do {
          try copy(table.name, from: database)
        } catch let error as SQLiteError where !error.isEnvironmental {
          throw definition.problem("The table \(table.name) cannot be copied: \(error.message).")
        }
      }
      for index in schema.wordIndexes where tables.contains(index.name) {
        // FTS5 keeps in mind how the words lie that it has seen here; of a new one it knows nothing.
        try connection.execute("DROP TABLE \(TableShape.quoted(index.name))")
        try Self.run([index.item], of: definition, on: connection)
        try connection.withWritableShadowTables {
          for table in try index.presentShadowTables(connection) {
            try connection.run("DELETE FROM main.\(TableShape.quoted(table))")
            try copy(table, from: database)
          }
        }
      }
    }
    try keep(to: .all)
  }

  private func copy(_ table: String, from database: String) throws {
    let name = TableShape.quoted(table)
    try connection.run("INSERT INTO main.\(name) SELECT * FROM \(database).\(name)")
  }

  /// The memory for pages while indexes are made, in KiB; SQLite takes as much again to sort.
  private static let sortingKibibytes = 4096

  /// Makes the indexes of the share, if that was not done before.
  mutating func makeIndexes() throws {
    guard !hasIndexes else { return }
    hasIndexes = true
    try connection.execute("PRAGMA cache_size = -\(Self.sortingKibibytes)")
    for (definition, schema) in zip(definitions, schemas) {
      try Self.run(
        schema.indexes.filter { share.includes([$0.table]) },
        of: definition,
        on: connection
      )
    }
  }

  /// Makes the views, and leaves word indexes as they are to go on.
  func finish() throws {
    try setMerging(from: WordIndex.usualMergingCount)
    for (definition, schema) in zip(definitions, schemas) {
      try Self.run(schema.views, of: definition, on: connection)
    }
  }

  /// Writes down how far the read models are; if they hold a part of the log only, then so that no
  /// catch-up goes on from it.
  func save(leaf: [UInt8]?, isWhole: Bool, rate: Int64? = nil) throws {
    for definition in definitions {
      let standing = Standing(
        version: isWhole ? definition.version : "",
        position: position,
        leaf: leaf,
        objects: definition.isAdded ? try definition.schema().objects : nil,
        rate: rate
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
