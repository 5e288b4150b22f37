import Model
import SQLite

/// Where the members of an object go: to parameters of statements, and on to their own members.
///
/// Made of the names of parameters, `order` or `shipping$address`, and filled from canonical JSON text
/// in one pass over it.
struct FieldTree {
  /// One parameter of one statement.
  struct Target {
    let statement: Statement
    let parameter: Int
  }

  private struct Field {
    let name: [UInt8]
    var targets: [Target] = []
    var members = FieldTree()
    var list: Int?
  }

  /// Sorted by the bytes of their names, as the members of canonical text with such names are.
  private var fields: [Field] = []
  /// The first eight bytes of each name as one number, which tell most names apart.
  private var beginnings: [UInt64] = []

  var isEmpty: Bool { fields.isEmpty }

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

  /// Lets `bind` tell where the value of a field stands.
  mutating func add(list: Int, at name: String) {
    fields[makeField(named: name)].list = list
  }

  /// Makes all parameters NULL.
  func clear() throws {
    for field in fields {
      for target in field.targets { try target.statement.bindNull(target.parameter) }
      try field.members.clear()
    }
  }

  /// Binds what an object has; the parameters of the rest keep their values.
  ///
  /// - Parameter lists: Gets the places of the values that `add(list:at:)` named.
  /// - Returns: The position behind the object.
  func bind(
    _ text: Span<UInt8>,
    from start: Int,
    lists: inout [Range<Int>?]
  ) throws -> Int {
    var position = try CanonicalText.end(of: UInt8(ascii: "{"), text, at: start)
    var place = 0
    while position < text.count, text[position] == UInt8(ascii: "\"") {
      let key = position + 1
      let end = try CanonicalText.endOfString(text, from: key).end
      position = try CanonicalText.end(of: UInt8(ascii: ":"), text, at: end)
      if find(text, key..<end - 1, &place) {
        position = try bindValue(text, from: position, of: fields[place], &lists)
      } else {
        position = try CanonicalText.endOfValue(text, from: position)
      }
      guard position < text.count, text[position] == UInt8(ascii: ",") else { break }
      position += 1
    }
    return try CanonicalText.end(of: UInt8(ascii: "}"), text, at: position)
  }

  private func bindValue(
    _ text: Span<UInt8>,
    from start: Int,
    of field: Field,
    _ lists: inout [Range<Int>?]
  ) throws -> Int {
    guard start < text.count else { throw CanonicalText.problem(start) }
    switch text[start] {
    case UInt8(ascii: "\""):
      let (end, hasEscapes) = try CanonicalText.endOfString(text, from: start + 1)
      let content = start + 1..<end - 1
      if hasEscapes {
        let bytes = MemberScanner.unescaped(text, content)
        try field.targets.bind(bytes.span)
      } else {
        try field.targets.bind(text.extracting(content))
      }
      return end
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let end =
        field.members.isEmpty || text[start] == UInt8(ascii: "[")
        ? try CanonicalText.endOfBrackets(text, from: start)
        : try field.members.bind(text, from: start, lists: &lists)
      try field.targets.bind(text.extracting(start..<end))
      if let list = field.list { lists[list] = start..<end }
      return end
    default:
      let end = try CanonicalText.endOfWord(text, from: start)
      switch text[start] {
      case UInt8(ascii: "n"): break
      case UInt8(ascii: "t"): try field.targets.bind(1)
      case UInt8(ascii: "f"): try field.targets.bind(0)
      default:
        guard let number = MemberScanner.integer(text, start..<end) else {
          throw CanonicalText.problem(start)
        }
        try field.targets.bind(number)
      }
      return end
    }
  }

  /// Looks a key up from the place where the one before was found.
  private func find(_ text: Span<UInt8>, _ key: Range<Int>, _ place: inout Int) -> Bool {
    let beginning = Self.beginning(text, key)
    // Members and fields are in the same order. Only keys with escapes can be out of it.
    while place > 0, compare(place - 1, beginning, text, key) >= 0 { place -= 1 }
    while place < beginnings.count {
      let order = compare(place, beginning, text, key)
      if order >= 0 { return order == 0 }
      place += 1
    }
    return false
  }

  /// Less than, equal to or greater than 0 as the name of the field is to the key.
  private func compare(
    _ place: Int,
    _ beginning: UInt64,
    _ text: Span<UInt8>,
    _ key: Range<Int>
  ) -> Int {
    let own = beginnings[place]
    if own != beginning { return own < beginning ? -1 : 1 }
    guard key.count > 8 || fields[place].name.count > 8 else { return 0 }
    let name = fields[place].name
    var offset = 8
    while offset < name.count, offset < key.count {
      let (one, other) = (name[offset], text[key.lowerBound + offset])
      if one != other { return one < other ? -1 : 1 }
      offset += 1
    }
    return name.count - key.count
  }

  private static func beginning(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var beginning: UInt64 = 0
    let count = min(8, range.count)
    for index in range.lowerBound..<range.lowerBound + count {
      beginning = beginning << 8 | UInt64(text[index])
    }
    // A shift by 64, for no bytes at all, gives 0.
    return beginning << (64 - 8 * count)
  }

  private mutating func makeField(named name: String) -> Int {
    let name = Array(name.utf8)
    if let place = fields.firstIndex(where: { $0.name == name }) { return place }
    let place = fields.firstIndex { name.lexicographicallyPrecedes($0.name) } ?? fields.endIndex
    fields.insert(Field(name: name), at: place)
    beginnings.insert(Self.beginning(name.span, name.indices), at: place)
    return place
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
