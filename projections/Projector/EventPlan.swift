import Model
import SQLite

/// What all read models do when one type of event happened, and where the event's fields go.
///
/// Parameters are bound by name: `:position` and the rest of the envelope, `:data` for the whole,
/// `:email` for a field. A statement that names members of a field, `:lines$sku`, runs once for each
/// element of that list; an object counts as a list of one, a missing field as an empty one. `:lines$`
/// is the number of the element, from 1.
final class EventPlan {
  private typealias Target = FieldTree.Target

  private let reactions: [(reaction: Reaction, statements: [(PlannedStatement, list: Int?)])]
  /// The columns of a row that go to parameters as they are, such as the actor.
  private let columns: [(column: Int, targets: [FieldTree.Target])]
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
  init(_ reactions: [Reaction]) throws {
    var fields = FieldTree()
    var special: [String: [Target]] = [:]
    var planned: [(reaction: Reaction, statements: [(PlannedStatement, list: Int?)])] = []
    var listNames: [String] = []
    for reaction in reactions {
      var statements: [(PlannedStatement, list: Int?)] = []
      for statement in reaction.statements {
        let names = try Self.names(of: statement, in: reaction)
        for (index, name) in names.enumerated() where !name.contains("$") {
          let target = Target(statement: statement, parameter: index + 1)
          if Self.envelope[name] != nil || ["position", "data"].contains(name) {
            special[name, default: []].append(target)
          } else {
            fields.add(target, at: [name])
          }
        }
        let plan = try PlannedStatement(statement, names, of: reaction)
        let list = plan.list.map { name in
          if let list = listNames.firstIndex(of: name) { return list }
          listNames.append(name)
          fields.add(list: listNames.count - 1, at: name)
          return listNames.count - 1
        }
        statements.append((plan, list))
      }
      planned.append((reaction, statements))
    }
    self.reactions = planned
    self.fields = fields
    openLists = Array(repeating: nil, count: listNames.count)
    personalLists = openLists
    positions = special["position"] ?? []
    wholes = special["data"] ?? []
    columns = Self.envelope.compactMap { name, column in
      special[name].map { (column: column, targets: $0) }
    }
  }

  private static func names(of statement: Statement, in reaction: Reaction) throws -> [String] {
    guard statement.parameterCount > 0 else { return [] }
    return try (1...statement.parameterCount).map { parameter in
      guard let name = statement.parameterName(parameter), name.hasPrefix(":") else {
        throw ProjectionError(
          .invalidDefinition,
          """
          The reaction \(reaction.projection)/\(reaction.file) has a parameter that is not written \
          as a colon and the name of a field.
          """
        )
      }
      return String(name.dropFirst())
    }
  }

  /// Runs the reactions of the read models that have not seen the event yet.
  ///
  /// - Parameter isDue: Asked with the place of a read model.
  func run(_ row: borrowing Row, at position: Int64, _ isDue: (Int) -> Bool) throws {
    defer { clear() }
    try positions.bind(position)
    for (column, targets) in columns {
      try row.withBytes(column) { text in try targets.bind(text) }
    }
    let isPersonal = try Self.isPersonal(row)
    try row.withBytes(7) { text in try bindFields(text, &openLists) }
    if isPersonal { try row.withBytes(8) { text in try bindFields(text, &personalLists) } }
    if !wholes.isEmpty {
      let whole = try Self.whole(row, isPersonal)
      try wholes.bind(whole.span)
    }
    for (reaction, statements) in reactions where isDue(reaction.index) {
      do {
        for (statement, list) in statements {
          guard let list else {
            try statement.run()
            continue
          }
          if let range = openLists[list] {
            try row.withBytes(7) { text in try statement.run(over: text, range) }
          } else if let range = personalLists[list] {
            try row.withBytes(8) { text in try statement.run(over: text, range) }
          }
        }
      } catch let error as SQLiteError where !error.isEnvironmental {
        throw reaction.failure(at: position, error)
      }
    }
  }

  private func bindFields(_ text: Span<UInt8>, _ lists: inout [Range<Int>?]) throws {
    for list in lists.indices { lists[list] = nil }
    _ = try fields.bind(text, from: 0, lists: &lists)
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

  /// What an event does not bring must be NULL, not the value of the event before.
  private func clear() {
    for list in personalLists.indices { personalLists[list] = nil }
    for (reaction, _) in reactions {
      for statement in reaction.statements { statement.clear() }
    }
  }
}
