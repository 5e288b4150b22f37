import Model
import SQLite

/// Where the members of an object go: to parameters of statements, and on to their own members.
///
/// Made of the names of parameters, `order` or `shipping$address`, and filled from canonical JSON text
/// without making values of it.
struct FieldTree {
  /// One parameter of one statement.
  struct Target {
    let statement: Statement
    let parameter: Int
  }

  struct Field {
    let name: [UInt8]
    var targets: [Target] = []
    var members = FieldTree()
    /// The place in `EventPlan.lists` where it is kept what statements run over.
    var list: Int?
  }

  /// Sorted by the bytes of their names, as members of canonical text with such names are.
  private(set) var fields: [Field] = []
  /// The names behind each other and where they end: looked at more often than anything else.
  private var names: [UInt8] = []
  private var ends: [Int] = []

  /// Adds a parameter.
  ///
  /// - Parameter path: The name of a member, of a member of that, and so on.
  mutating func add(_ target: Target, at path: ArraySlice<String>) {
    guard let first = path.first else { return }
    let place = makeField(named: first)
    if path.count == 1 {
      fields[place].targets.append(target)
    } else {
      fields[place].members.add(target, at: path.dropFirst())
    }
  }

  /// Keeps what the field holds as that list.
  mutating func add(list: Int, at name: String) {
    fields[makeField(named: name)].list = list
  }

  private mutating func makeField(named name: String) -> Int {
    let name = Array(name.utf8)
    if let place = fields.firstIndex(where: { $0.name == name }) { return place }
    let place =
      fields.firstIndex { name.lexicographicallyPrecedes($0.name) } ?? fields.endIndex
    fields.insert(Field(name: name), at: place)
    names = fields.flatMap(\.name)
    ends = fields.reduce(into: []) { ends, field in ends.append((ends.last ?? 0) + field.name.count) }
    return place
  }

  /// Visits the members of an object that there are fields for.
  func scan(
    _ text: Span<UInt8>,
    _ body: (_ place: Int, _ value: Range<Int>, _ kind: MemberScanner.Kind) throws -> Void
  ) throws {
    guard !fields.isEmpty else { return }
    var place = 0
    try MemberScanner.scan(text) { key, value, kind in
      // Members and fields are in the same order. Only names with escapes can be out of it.
      while place > 0, compare(place - 1, text, key) >= 0 { place -= 1 }
      while place < ends.count {
        let order = compare(place, text, key)
        if order == 0 { try body(place, value, kind) }
        if order >= 0 { return }
        place += 1
      }
    }
  }

  /// Binds what the object has; the parameters of the rest keep their values.
  func bind(_ text: Span<UInt8>) throws {
    try scan(text) { place, value, kind in try bind(text, value, kind, to: place) }
  }

  /// Makes all parameters NULL.
  func clear() throws {
    for field in fields {
      for target in field.targets { try target.statement.bindNull(target.parameter) }
      try field.members.clear()
    }
  }

  /// Binds one value to what wants it.
  func bind(
    _ text: Span<UInt8>,
    _ value: Range<Int>,
    _ kind: MemberScanner.Kind,
    to place: Int
  ) throws {
    let targets = fields[place].targets
    switch kind {
    case .null: break
    case .true: try targets.bind(1)
    case .false: try targets.bind(0)
    case .integer:
      if let number = MemberScanner.integer(text, value) { try targets.bind(number) }
    case .string(let hasEscapes):
      guard hasEscapes else { return try targets.bind(text.extracting(value)) }
      let bytes = MemberScanner.unescaped(text, value)
      try targets.bind(bytes.span)
    case .array: try targets.bind(text.extracting(value))
    case .object:
      try targets.bind(text.extracting(value))
      try fields[place].members.bind(text.extracting(value))
    }
  }

  /// Less than, equal to or greater than 0 as the name of the field is to the key.
  private func compare(_ place: Int, _ text: Span<UInt8>, _ key: Range<Int>) -> Int {
    let start = place == 0 ? 0 : ends[place - 1]
    let count = ends[place] - start
    for offset in 0..<min(count, key.count) {
      let (one, other) = (names[start + offset], text[key.lowerBound + offset])
      if one != other { return Int(one) - Int(other) }
    }
    return count - key.count
  }
}

extension [FieldTree.Target] {
  func bind(_ text: Span<UInt8>) throws {
    for target in self { try target.statement.bind(target.parameter, text: text) }
  }

  func bind(_ number: Int64) throws {
    for target in self { try target.statement.bind(target.parameter, integer: number) }
  }
}
