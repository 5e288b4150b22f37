import Model
import SQLite

/// One statement of a reaction, and how often it runs: once, or for each element of a list.
final class PlannedStatement {
  let reaction: Reaction
  /// The name of the field whose elements it runs over; nil when it runs once.
  let listName: String?
  /// Where the plan keeps what stands in that field.
  var list: Int?

  /// On which it begins in its file.
  let line: Int

  private let statement: Statement
  private let numbers: [FieldTree.Target]
  private let members: FieldTree

  /// Takes the names of the statement's parameters, without their colons.
  ///
  /// - Throws: `ProjectionError` with `invalidDefinition` when the members are of several fields.
  init(_ part: Reaction.Part, _ names: [String], of reaction: Reaction) throws(ProjectionError) {
    statement = part.statement
    line = part.line
    self.reaction = reaction
    var list: String?
    var numbers: [FieldTree.Target] = []
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
      let target = FieldTree.Target(statement: statement, parameter: index + 1)
      if path[1].isEmpty {
        numbers.append(target)
      } else {
        members.append(FieldTree.Parameter(target: target, path: path.dropFirst()))
      }
    }
    listName = list
    self.numbers = numbers
    self.members = FieldTree(members)
  }

  /// What an event does not bring must be NULL, not the value of the event before.
  func clear() {
    statement.clear()
  }

  /// Runs once with the values now bound.
  func run() throws {
    while try statement.step() {}
  }

  /// Runs for each element of a list, or for one object, with the members bound beside the values
  /// there are.
  func run(over text: Span<UInt8>, _ list: Range<Int>) throws {
    var none: [Range<Int>?] = []
    guard text[list.lowerBound] == UInt8(ascii: "[") else {
      try numbers.bind(1)
      _ = try members.bind(text, from: list.lowerBound, lists: &none)
      return try run()
    }
    var position = list.lowerBound + 1
    var number: Int64 = 0
    while position < list.upperBound - 1 {
      number += 1
      try numbers.bind(number)
      if text[position] == UInt8(ascii: "{") {
        position = try members.bind(text, from: position, isAgain: number > 1, lists: &none)
      } else {
        try members.clear()
        position = try CanonicalText.endOfValue(text, from: position)
      }
      try run()
      // The comma, or the closing bracket.
      position += 1
    }
  }
}
