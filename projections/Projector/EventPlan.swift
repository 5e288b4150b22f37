import Model
import SQLite

/// What all read models do when one type of event happened, and where the event's fields go.
///
/// Parameters are bound by name: `:position` and the rest of the envelope, `:data` for the whole,
/// `:email` for a field. A statement that names members of a field, `:lines$sku`, runs once for each
/// element of that list; an object counts as a list of one, a missing field as an empty one. `:lines$`
/// is the number of the element, from 1.
final class EventPlan {
  /// A column of a row that goes to parameters as it is, such as the actor.
  private struct Column {
    let index: Int
    let targets: [FieldTree.Target]
  }

  private let statements: [PlannedStatement]
  private let columns: [Column]
  private let positions: [FieldTree.Target]
  private let wholes: [FieldTree.Target]
  private let fields: FieldTree
  /// Where the lists that statements run over stand in the present event.
  private var openLists: [Range<Int>?]
  private var personalLists: [Range<Int>?]

  /// The parameters that stand for the envelope, with their columns.
  private static let envelope = [
    "type": 1, "recorded_at": 3, "occurred_at": 4, "actor": 5, "channel": 6,
  ]

  /// - Throws: `ProjectionError` with `invalidDefinition` for a parameter without a name.
  init(_ reactions: [Reaction], of share: Share) throws {
    var parameters: [FieldTree.Parameter] = []
    var special: [String: [FieldTree.Target]] = [:]
    var statements: [PlannedStatement] = []
    var lists: [String] = []
    for reaction in reactions {
      for part in reaction.parts where share.includes(part.tables) {
        let statement = part.statement
        let names = try Self.names(of: part, in: reaction)
        for (index, name) in names.enumerated() where !name.contains("$") {
          let target = FieldTree.Target(statement: statement, parameter: index + 1)
          if Self.envelope[name] != nil || ["position", "data"].contains(name) {
            special[name, default: []].append(target)
          } else {
            parameters.append(FieldTree.Parameter(target: target, path: [name]))
          }
        }
        let planned = try PlannedStatement(part, names, of: reaction)
        if let list = planned.listName {
          if !lists.contains(list) { lists.append(list) }
          planned.list = lists.firstIndex(of: list)
        }
        statements.append(planned)
      }
    }
    self.statements = statements
    fields = FieldTree(parameters, lists: lists)
    openLists = Array(repeating: nil, count: lists.count)
    personalLists = openLists
    positions = special["position"] ?? []
    wholes = special["data"] ?? []
    columns = Self.envelope.compactMap { name, column in
      special[name].map { Column(index: column, targets: $0) }
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

  /// Runs the reactions of the read models that have not seen the event yet, as the closure tells
  /// when asked with the place of one.
  ///
  /// Statements that were added at run time have a budget each.
  func run(
    _ row: borrowing Row,
    at position: Int64,
    budget: StatementBudget?,
    _ isDue: (Int) -> Bool
  ) throws {
    defer { clear() }
    let isPersonal = try Self.isPersonal(row)
    try bind(row, position, isPersonal)
    for statement in statements where isDue(statement.reaction.index) {
      if statement.reaction.isAdded { budget?.begin() }
      defer { budget?.end() }
      do {
        if let list = statement.list {
          try run(statement, over: list, row)
        } else {
          try statement.run()
        }
      } catch let error as SQLiteError {
        guard let problem = problem(with: statement, error, budget) else { throw error }
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

  private func run(_ statement: PlannedStatement, over list: Int, _ row: borrowing Row) throws {
    if let range = openLists[list] {
      try row.withBytes(7) { text in try statement.run(over: text, range) }
    } else if let range = personalLists[list] {
      try row.withBytes(8) { text in try statement.run(over: text, range) }
    }
  }

  private func bind(_ row: borrowing Row, _ position: Int64, _ isPersonal: Bool) throws {
    try positions.bind(position)
    for column in columns {
      try row.withBytes(column.index) { text in try column.targets.bind(lent: text) }
    }
    try row.withBytes(7) { text in try fields.bind(text, lists: &openLists) }
    if isPersonal {
      try row.withBytes(8) { text in try fields.bind(text, lists: &personalLists) }
    }
    if !wholes.isEmpty {
      let whole = try Self.whole(row, isPersonal)
      try wholes.bind(whole.span)
    }
  }

  /// The public and the personal part as one object.
  private static func whole(_ row: borrowing Row, _ isPersonal: Bool) throws -> [UInt8] {
    let open = try row.bytes(7)
    guard isPersonal else { return open }
    let personal = try row.bytes(8)
    return try ObjectMerge.merge(open.span, personal.span)
  }

  /// Of an erased personal part nothing is left but its length.
  private static func isPersonal(_ row: borrowing Row) throws -> Bool {
    guard row.type(8) != .null else { return false }
    return try row.withBytes(8) { text in !text.isEmpty && text[0] != UInt8(ascii: " ") }
  }

  private func clear() {
    for list in openLists.indices {
      openLists[list] = nil
      personalLists[list] = nil
    }
    for statement in statements { statement.clear() }
  }
}
