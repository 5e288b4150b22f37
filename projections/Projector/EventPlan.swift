import Model
import SQLite

/// What all read models do when one type of event happened, and where the event's fields go.
final class EventPlan {
  /// One parameter of one statement.
  struct Target {
    let statement: Statement
    let parameter: Int
  }

  private struct Field {
    let name: [UInt8]
    let targets: [Target]
  }

  private let reactions: [Reaction]
  /// The columns of a row that go to parameters as they are, such as the actor.
  private let columns: [(column: Int, targets: [Target])]
  private let positions: [Target]
  private let wholes: [Target]
  private let fields: [Field]

  /// The parameters that stand for the envelope, with their columns.
  private static let envelope = [
    ":type": 1, ":recorded_at": 3, ":occurred_at": 4, ":actor": 5, ":channel": 6,
  ]

  /// - Throws: `ProjectionError` with `invalidDefinition` for a parameter without a name.
  init(_ reactions: [Reaction]) throws {
    self.reactions = reactions
    var targets: [String: [Target]] = [:]
    for reaction in reactions {
      for statement in reaction.statements where statement.parameterCount > 0 {
        for parameter in 1...statement.parameterCount {
          guard let name = statement.parameterName(parameter), name.hasPrefix(":") else {
            throw ProjectionError(
              .invalidDefinition,
              """
              The reaction \(reaction.projection)/\(reaction.file) has a parameter that is not \
              written as a colon and the name of a field.
              """
            )
          }
          targets[name, default: []].append(Target(statement: statement, parameter: parameter))
        }
      }
    }
    positions = targets.removeValue(forKey: ":position") ?? []
    wholes = targets.removeValue(forKey: ":data") ?? []
    columns = Self.envelope.compactMap { name, column in
      targets.removeValue(forKey: name).map { (column: column, targets: $0) }
    }
    fields = targets.map { name, targets in
      Field(name: Array(name.utf8.dropFirst()), targets: targets)
    }
  }

  /// Runs the reactions of the read models that have not seen the event yet.
  ///
  /// - Parameter isDue: Asked with the place of a read model.
  func run(_ row: borrowing Row, at position: Int64, _ isDue: (Int) -> Bool) throws {
    defer { clear() }
    for target in positions { try target.statement.bind(target.parameter, integer: position) }
    for (column, targets) in columns {
      try row.withBytes(column) { text in try bind(text, to: targets) }
    }
    try row.withBytes(7) { text in try bindFields(text) }
    if row.type(8) != .null { try row.withBytes(8) { text in try bindFields(text) } }
    if !wholes.isEmpty {
      let whole = try Self.whole(row)
      try bind(whole.span, to: wholes)
    }
    for reaction in reactions where isDue(reaction.index) {
      try reaction.run(at: position)
    }
  }

  /// The public and the personal part as one object.
  private static func whole(_ row: borrowing Row) throws -> [UInt8] {
    let open = try row.bytes(7)
    guard row.type(8) != .null else { return open }
    let personal = try row.bytes(8)
    return isErased(personal.span) ? open : try ObjectMerge.merge(open.span, personal.span)
  }

  /// Of an erased part nothing is left but its length.
  private static func isErased(_ personal: Span<UInt8>) -> Bool {
    personal.isEmpty || personal[0] == UInt8(ascii: " ")
  }

  private func bindFields(_ text: Span<UInt8>) throws {
    guard !fields.isEmpty, !Self.isErased(text) else { return }
    try MemberScanner.scan(text) { key, value, kind in
      if let field = field(named: text.extracting(key)) {
        try bind(text, value, kind, to: field.targets)
      }
    }
  }

  private func bind(
    _ text: Span<UInt8>,
    _ value: Range<Int>,
    _ kind: MemberScanner.Kind,
    to targets: [Target]
  ) throws {
    switch kind {
    case .null: break
    case .true: try bind(1, to: targets)
    case .false: try bind(0, to: targets)
    case .integer:
      if let number = MemberScanner.integer(text, value) { try bind(number, to: targets) }
    case .string(hasEscapes: true):
      let bytes = MemberScanner.unescaped(text, value)
      try bind(bytes.span, to: targets)
    case .string, .array, .object:
      try bind(text.extracting(value), to: targets)
    }
  }

  private func field(named name: Span<UInt8>) -> Field? {
    for field in fields where isSame(field.name, name) { return field }
    return nil
  }

  private func isSame(_ one: [UInt8], _ other: Span<UInt8>) -> Bool {
    guard one.count == other.count else { return false }
    for index in other.indices where one[index] != other[index] { return false }
    return true
  }

  private func bind(_ text: Span<UInt8>, to targets: [Target]) throws {
    for target in targets { try target.statement.bind(target.parameter, text: text) }
  }

  private func bind(_ number: Int64, to targets: [Target]) throws {
    for target in targets { try target.statement.bind(target.parameter, integer: number) }
  }

  /// What an event does not bring must be NULL, not the value of the event before.
  private func clear() {
    for reaction in reactions {
      for statement in reaction.statements { statement.clear() }
    }
  }
}
