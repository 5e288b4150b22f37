import Model
import SQLite

/// Runs the reactions of several read models on one connection, event by event.
///
/// Reactions are compiled when the first event of their type comes, and dispatched by type: an event
/// that nobody reacts to costs no more than a look at the name of its type.
final class Projector {
  private final class Entry {
    let type: [UInt8]
    /// The read model's place and its file.
    let reactions: [(index: Int, file: String)]
    var plan: EventPlan?

    init(_ type: [UInt8], _ reactions: [(index: Int, file: String)]) {
      self.type = type
      self.reactions = reactions
    }
  }

  private let connection: Connection
  let definitions: [Definition]
  private let schemas: [Schema]
  private let share: Share
  private let entries: [Entry]
  /// One for each read model.
  private let changes: [ChangeCount]
  /// Nil where all statements are the program's own.
  private let budget: StatementBudget?
  /// The bytes of a value that statements added at run time may make.
  private static let greatestLength = 64 << 20
  /// The types of an event often come in runs.
  private var latest = 0
  /// The event that is taken in, where they come one by one.
  private var single = EventBatch()

  /// The tables of the read models must be there.
  ///
  /// Of a share, only statements that use its tables run.
  init(_ connection: Connection, _ definitions: [Definition], share: Share = .all) throws {
    self.connection = connection
    self.definitions = definitions
    self.share = share
    var schemas: [Schema] = []
    for definition in definitions { schemas.append(try definition.schema()) }
    self.schemas = schemas
    changes = definitions.map { _ in ChangeCount() }
    budget = definitions.contains(where: \.isAdded) ? StatementBudget() : nil
    if let budget {
      connection.setLimit(.length, Self.greatestLength)
      connection.setProgressHandler(every: StatementBudget.instructionsPerTick, budget.tick)
    }
    var types: [String] = []
    var reactions: [String: [(index: Int, file: String)]] = [:]
    for (index, definition) in definitions.enumerated() {
      for (type, file) in definition.reactions {
        if reactions[type] == nil { types.append(type) }
        reactions[type, default: []].append((index, file))
      }
    }
    entries = types.map { Entry(Array($0.utf8), reactions[$0] ?? []) }
    try Confinement.prepare(connection)
  }

  /// Compiles everything, which otherwise happens when it is first needed.
  func prepareAll() throws {
    for place in entries.indices { _ = try plan(at: place) }
  }

  /// To be called when a transaction ends: then others may change rows, or changes are taken back, and
  /// persons may be erased whose values were seen.
  func forgetValues() {
    for entry in entries { entry.plan?.forgetValues() }
    single = EventBatch()
  }

  /// Lets the read models take in one event, each if it lies in its window.
  ///
  /// - Throws: `ProjectionError` that names reaction and position; `SQLiteError` for faults of the
  ///   file or the disk.
  func apply(_ row: borrowing Row, windows: [Window]) throws {
    guard let place = try row.withBytes(1, { place(of: $0) }) else { return }
    single.removeAll()
    try single.add(row)
    try run(place, 0, of: single, windows)
  }

  /// Lets the read models take in some events, each if it lies in its window.
  ///
  /// - Throws: As for a single one.
  func apply(_ batch: EventBatch, windows: [Window]) throws {
    for event in batch.indices {
      guard let place = batch.withText(.type, of: event, { place(of: $0) }) else { continue }
      try run(place, event, of: batch, windows)
    }
  }

  private func run(_ place: Int, _ event: Int, of batch: EventBatch, _ windows: [Window]) throws {
    let plan = try plan(at: place)
    let position = batch.positions[event]
    do {
      try plan.run(event, of: batch, budget: budget) { windows[$0].contains(position) }
    } catch let error as JSONError {
      throw ProjectionError(
        .reactionFailed,
        "The data of event \(position) cannot be read: \(error.message) at byte \(error.offset)."
      )
    }
  }

  private func place(of type: Span<UInt8>) -> Int? {
    guard !entries.isEmpty else { return nil }
    if isType(type, latest) { return latest }
    for place in entries.indices where isType(type, place) {
      latest = place
      return place
    }
    return nil
  }

  private func isType(_ type: Span<UInt8>, _ place: Int) -> Bool {
    let known = entries[place].type
    guard known.count == type.count else { return false }
    for index in type.indices where type[index] != known[index] { return false }
    return true
  }

  private func plan(at place: Int) throws -> EventPlan {
    if let plan = entries[place].plan { return plan }
    let reactions = try entries[place].reactions.map { index, file in
      try Reaction(
        file,
        of: definitions[index],
        index: index,
        schema: schemas[index],
        on: connection
      )
    }
    let plan = try EventPlan(reactions, of: share, changes)
    entries[place].plan = plan
    return plan
  }
}
