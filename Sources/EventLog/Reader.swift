import Model
import SQLite

/// The prepared statements that decisions read by: some run for every command.
///
/// Positions come first, then the events one by one: one statement for both would have SQLite sort
/// whole events by position, and that takes longer than to look them up.
final class Reader {
  /// How many lists of types are remembered.
  private static let greatestCount = 64

  private let connection: Connection
  private let taggedStatement: Statement
  /// The lists of types that decisions ask for, a handful, each also in the order of its bytes.
  private var typeLists: [(types: [String], sorted: [[UInt8]])] = []
  private let foundStatement: Statement
  private let hasTaggedStatement: Statement
  private let lastTaggedStatement: Statement
  private let eventStatement: Statement

  init(_ connection: Connection) throws {
    self.connection = connection
    taggedStatement = try connection.prepare(Statements.positionsTaggedTyped, persistent: true)
    foundStatement = try connection.prepare(Statements.positionsFound, persistent: true)
    lastTaggedStatement = try connection.prepare(Statements.positionLastTagged, persistent: true)
    hasTaggedStatement = try connection.prepare(Statements.hasTagged, persistent: true)
    eventStatement = try connection.prepare(Statements.readEvent, persistent: true)
  }

  /// The positions of the events after one up to another that carry a tag and are of one of some types, in
  /// order.
  ///
  /// Goes along the index and looks for the next type only where another one lies in between. Most
  /// things have events of few types, and looking for each of the twenty that make up a customer was
  /// most of what SQLite did for a decision.
  func positions(
    tagged tag: String,
    _ types: [String],
    after: Int64 = 0,
    through: Int64
  ) throws -> [Int64] {
    let types = sorted(types)
    var next = types.startIndex
    var positions: [Int64] = []
    defer { taggedStatement.clear() }
    while next < types.endIndex {
      taggedStatement.clear()
      try taggedStatement.bind(1, text: tag)
      let wanted = types[next]
      try taggedStatement.bind(2, text: wanted.span)
      try taggedStatement.bind(3, integer: after)
      var isAtEnd = true
      while try taggedStatement.step() {
        let isWanted = try taggedStatement.withBytes(0) { type in
          while next < types.endIndex, Self.order(types[next], type) < 0 { next += 1 }
          return next < types.endIndex && Self.order(types[next], type) == 0
        }
        let position = try taggedStatement.integer(1)
        if isWanted, position > after, position <= through {
          positions.append(position)
          continue
        }
        // Nothing more of this type can be of use, or nothing so far.
        if isWanted, position > through { next += 1 }
        isAtEnd = false
        break
      }
      if isAtEnd { break }
    }
    return positions.sorted()
  }

  private func sorted(_ types: [String]) -> [[UInt8]] {
    if let known = typeLists.first(where: { $0.types == types }) { return known.sorted }
    let sorted = types.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
    // Those that people ask for may be any.
    if typeLists.count == Self.greatestCount { typeLists = [] }
    typeLists.append((types, sorted))
    return sorted
  }

  /// Less than, equal to or greater than 0 as the first is to the second by its bytes.
  private static func order(_ one: [UInt8], _ other: Span<UInt8>) -> Int {
    for index in 0..<min(one.count, other.count) where one[index] != other[index] {
      return one[index] < other[index] ? -1 : 1
    }
    return one.count - other.count
  }

  /// The position of the newest event of some types that carries a tag; nil when there is none.
  func position(lastTagged tag: String, _ types: [String]) throws -> Int64? {
    var last: Int64?
    for type in types {
      try lastTaggedStatement.bind(1, text: tag)
      try lastTaggedStatement.bind(2, text: type)
      if let position = try positions(of: lastTaggedStatement).first {
        last = max(position, last ?? 0)
      }
    }
    return last
  }

  /// The positions of the events that are filed under a hash, in order.
  func positions(found hash: [UInt8]) throws -> [Int64] {
    try foundStatement.bind(1, bytes: hash)
    return try positions(of: foundStatement)
  }

  func hasTagged(_ tag: String) throws -> Bool {
    defer { hasTaggedStatement.clear() }
    try hasTaggedStatement.bind(1, text: tag)
    return try hasTaggedStatement.step()
  }

  /// What is made of the row of the event at a position; nil when there is none.
  func event<Made>(at position: Int64, _ event: (borrowing Row) throws -> Made) throws -> Made? {
    defer { eventStatement.clear() }
    try eventStatement.bind(1, integer: position)
    guard try eventStatement.step() else { return nil }
    return try eventStatement.withRow(event)
  }

  private func positions(of statement: Statement) throws -> [Int64] {
    defer { statement.clear() }
    var positions: [Int64] = []
    while try statement.step() { positions.append(try statement.integer(0)) }
    return positions
  }
}
