import Model
import SQLite

/// One statement of a reaction, and how often it runs: once, or for each element of a list.
final class PlannedStatement {
  let reaction: Reaction
  /// On which it begins in its file.
  let line: Int
  /// The name of the field whose elements it runs over; nil when it runs once.
  let listName: String?
  /// The places of its parameters among the values of the event, and behind them, if it runs over a
  /// list, that of the list.
  let places: Range<Int>

  private let statement: Statement
  private let numbers: [Int]
  private let members: FieldTree
  private let changes: ChangeCount
  /// The values with which it last changed no row, and how often rows had been changed by then.
  private var idle: (values: LentValues, changes: Int)?
  /// To keep more values in mind would cost more than it saves.
  private let mayBeIdle: Bool

  private static let greatestIdleParameters = 2

  /// Takes the names of the statement's parameters, without their colons, and the first place that is
  /// free.
  ///
  /// - Throws: `ProjectionError` with `invalidDefinition` when the members are of several fields.
  init(
    _ part: Reaction.Part,
    _ names: [String],
    at place: Int,
    of reaction: Reaction,
    _ changes: ChangeCount
  ) throws(ProjectionError) {
    statement = part.statement
    line = part.line
    self.reaction = reaction
    self.changes = changes
    var list: String?
    var numbers: [Int] = []
    var members: [FieldTree.Parameter] = []
    for (index, name) in names.enumerated() where name.contains("$") {
      let path = name.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
      guard list == nil || list == path[0] else {
        let place = ProjectionError.Place(reaction.file, line: part.line)
        throw ProjectionError(
          .invalidDefinition,
          """
          A statement of the reaction \(place.text(in: reaction.projection)) names members of both \
          \(list ?? "") and \(path[0]); it can run over the elements of one field only.
          """,
          of: reaction.projection,
          at: place
        )
      }
      list = path[0]
      if path[1].isEmpty {
        numbers.append(place + index)
      } else {
        members.append(FieldTree.Parameter(place: place + index, path: path.dropFirst()))
      }
    }
    listName = list
    places = place..<place + names.count + (list == nil ? 0 : 1)
    self.numbers = numbers
    self.members = FieldTree(members)
    mayBeIdle = list == nil && part.isRepeatable && names.count <= Self.greatestIdleParameters
  }

  /// Runs again in any case, and keeps no values of the events before in mind.
  func forgetValues() {
    idle = nil
  }

  /// Runs with the values of an event: once, for each element of a list, or for one object.
  func run(_ values: LentValues) throws {
    guard listName != nil else { return try runUnlessIdle(values) }
    _ = try values.withText(places.upperBound - 1) { list in try run(over: list, values) }
  }

  /// A statement that changed no row changes none again with the same values, until something else has
  /// changed its read model.
  ///
  /// With every order, some look whether there is anything to do at all.
  private func runUnlessIdle(_ values: LentValues) throws {
    if let idle, idle.changes == changes.number, values.isSame(places, as: idle.values) { return }
    let isIdle = try !run(once: values)
    guard mayBeIdle else { return }
    idle = isIdle ? (values.copy(places), changes.number) : nil
  }

  /// - Returns: Whether it changed rows.
  @discardableResult
  private func run(once values: LentValues) throws -> Bool {
    let hasChanged = try statement.run(values, from: places.lowerBound)
    if hasChanged { changes.count() }
    return hasChanged
  }

  private func run(over text: Span<UInt8>, _ values: LentValues) throws {
    guard text[0] == UInt8(ascii: "[") else {
      for place in numbers { values.set(place, integer: 1) }
      _ = try members.take(text, from: 0, into: values)
      try run(once: values)
      return
    }
    var position = 1
    var number: Int64 = 0
    while position < text.count - 1 {
      number += 1
      for place in numbers { values.set(place, integer: number) }
      if text[position] == UInt8(ascii: "{") {
        position = try members.take(text, from: position, isAgain: number > 1, into: values)
      } else {
        members.clear(values)
        position = try CanonicalText.endOfValue(text, from: position)
      }
      try run(once: values)
      // The comma, or the closing bracket.
      position += 1
    }
  }
}
