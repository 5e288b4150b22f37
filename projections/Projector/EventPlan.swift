import Model
import SQLite

/// What all read models do when one type of event happened, and where the event's fields go.
///
/// Parameters are bound by name: `:position` and the rest of the envelope, `:data` for the whole,
/// `:email` for a field. A statement that names members of a field, `:lines$sku`, runs once for each
/// element of that list; an object counts as a list of one, a missing field as an empty one. `:lines$`
/// is the number of the element, from 1.
final class EventPlan {
  private let statements: [PlannedStatement]
  /// What the parameters of all statements are to be given, each at a place of its own.
  private let values: LentValues
  /// What goes to places as it is, such as the actor.
  private let columns: [(column: EventBatch.Column, place: Int)]
  private let positions: [Int]
  private let wholes: [Int]
  private let fields: FieldTree

  /// The parameters that stand for the envelope, with their columns.
  private static let envelope: [String: EventBatch.Column] = [
    "type": .type, "recorded_at": .recordedAt, "occurred_at": .occurredAt, "actor": .actor,
    "channel": .channel,
  ]

  /// Takes how often rows of each read model have been changed.
  ///
  /// - Throws: `ProjectionError` with `invalidDefinition` for a parameter without a name.
  init(_ reactions: [Reaction], of share: Share, _ changes: [ChangeCount]) throws {
    var parameters: [FieldTree.Parameter] = []
    var special: [String: [Int]] = [:]
    var statements: [PlannedStatement] = []
    var count = 0
    for reaction in reactions {
      for part in reaction.parts where share.includes(part.tables) {
        let names = try Self.names(of: part, in: reaction)
        for (index, name) in names.enumerated() where !name.contains("$") {
          if Self.envelope[name] != nil || ["position", "data"].contains(name) {
            special[name, default: []].append(count + index)
          } else {
            parameters.append(FieldTree.Parameter(place: count + index, path: [name]))
          }
        }
        let changes = changes[reaction.index]
        let statement = try PlannedStatement(part, names, at: count, of: reaction, changes)
        statements.append(statement)
        count = statement.places.upperBound
        guard let list = statement.listName else { continue }
        parameters.append(
          FieldTree.Parameter(place: count - 1, path: [list], isForElements: true)
        )
      }
    }
    self.statements = statements
    values = LentValues(count: count)
    fields = FieldTree(parameters)
    positions = special["position"] ?? []
    wholes = special["data"] ?? []
    columns = Self.envelope.flatMap { name, column in
      special[name, default: []].map { (column, $0) }
    }
  }

  private static func names(of part: Reaction.Part, in reaction: Reaction) throws -> [String] {
    let statement = part.statement
    guard statement.parameterCount > 0 else { return [] }
    return try (1...statement.parameterCount).map { parameter in
      guard let name = statement.parameterName(parameter), name.hasPrefix(":") else {
        let place = ProjectionError.Place(reaction.file, line: part.line)
        throw ProjectionError(
          .invalidDefinition,
          """
          The reaction \(place.text(in: reaction.projection)) has a parameter that is not written as \
          a colon and the name of a field.
          """,
          of: reaction.projection,
          at: place
        )
      }
      return String(name.dropFirst())
    }
  }

  /// Keeps nothing of the events before in mind.
  func forgetValues() {
    for statement in statements { statement.forgetValues() }
  }

  /// Runs the reactions to an event of the read models that have not seen it yet, as the closure tells
  /// when asked with the place of one.
  ///
  /// Statements that were added at run time have a budget each.
  func run(
    _ event: Int,
    of batch: EventBatch,
    budget: StatementBudget?,
    _ isDue: (Int) -> Bool
  ) throws {
    // What an event does not bring must be NULL, not the value of the event before.
    defer { values.clear() }
    try take(event, of: batch)
    // By index: an iterator would keep the list alive anew each time.
    for index in statements.indices {
      let statement = statements[index]
      guard isDue(statement.reaction.index) else { continue }
      if statement.reaction.isAdded { budget?.begin() }
      defer { budget?.end() }
      do {
        try statement.run(values)
      } catch let error as SQLiteError {
        guard let problem = problem(with: statement, error, budget) else { throw error }
        let position = batch.positions[event]
        throw statement.reaction.failure(at: position, line: statement.line, problem)
      }
    }
  }

  /// What is wrong with a statement, as a part of a sentence; nil when nothing is, but with the disk or
  /// the file.
  private func problem(
    with statement: PlannedStatement,
    _ error: SQLiteError,
    _ budget: StatementBudget?
  ) -> String? {
    if error.isInterrupted, budget?.isSpent == true { return StatementBudget.problem }
    // What a word index says that its statements have led astray.
    let isAstray = statement.reaction.isAdded && error.code == SQLiteError.corruptVirtualTable
    if isAstray { return "it leaves a word index that does not fit its table" }
    return error.isEnvironmental ? nil : error.messageWithoutValues
  }

  private func take(_ event: Int, of batch: EventBatch) throws {
    for place in positions { values.set(place, integer: batch.positions[event]) }
    for (column, place) in columns {
      batch.withText(column, of: event) { text in unsafe values.set(place, lent: text) }
    }
    try batch.withText(.data, of: event) { text in try fields.take(text, into: values) }
    try batch.withText(.personal, of: event) { text in
      if Self.isThere(text) { try fields.take(text, into: values) }
    }
    if !wholes.isEmpty { try takeWhole(event, of: batch) }
  }

  /// The public and the personal part as one object.
  private func takeWhole(_ event: Int, of batch: EventBatch) throws {
    try batch.withText(.data, of: event) { open in
      try batch.withText(.personal, of: event) { personal in
        guard Self.isThere(personal) else {
          for place in wholes { unsafe values.set(place, lent: open) }
          return
        }
        let whole = try ObjectMerge.merge(open, personal)
        for place in wholes { values.set(place, copying: whole.span) }
      }
    }
  }

  /// Of an erased personal part nothing is left but its length.
  private static func isThere(_ personal: Span<UInt8>) -> Bool {
    !personal.isEmpty && personal[0] != UInt8(ascii: " ")
  }
}
