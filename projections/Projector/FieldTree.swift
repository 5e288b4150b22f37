import Model
import SQLite

/// Where the members of an object go: to parameters of statements, and on to their own members.
///
/// Made of the names of parameters, `order` or `shipping$address`, and filled from canonical JSON text
/// in one pass over it.
final class FieldTree {
  /// One parameter of one statement.
  struct Target {
    let statement: Statement
    let parameter: Int
  }

  /// A parameter and the names that lead to its value: a member, a member of that, and so on.
  struct Parameter {
    let target: Target
    let path: ArraySlice<String>
  }

  private final class Field {
    let targets: [Target]
    let name: [UInt8]
    /// Nil when no statement names members of it.
    let members: FieldTree?
    /// Where `bind` tells where the value stands.
    let list: Int?

    init(_ name: String, _ parameters: [Parameter], list: Int?) {
      self.name = Array(name.utf8)
      self.list = list
      targets = parameters.filter { $0.path.count == 1 }.map(\.target)
      let members = parameters.filter { $0.path.count > 1 }
      self.members =
        members.isEmpty
        ? nil
        : FieldTree(members.map { Parameter(target: $0.target, path: $0.path.dropFirst()) })
    }

    func clear() throws {
      for target in targets { try target.statement.bindNull(target.parameter) }
      try members?.clear()
    }
  }

  // All of this is constant: the checks that Swift makes for variables of classes would cost more
  // than the work.

  /// Sorted by the bytes of their names, as the members of canonical text with such names are.
  private let fields: [Field]
  /// The first eight bytes of each name as one number, which tell most names apart.
  private let beginnings: [UInt64]

  /// Takes the names of fields whose places `bind` is to tell as `lists`.
  init(_ parameters: [Parameter], lists: [String] = []) {
    var groups: [String: [Parameter]] = [:]
    for list in lists { groups[list] = [] }
    for parameter in parameters {
      groups[parameter.path.first ?? "", default: []].append(parameter)
    }
    fields =
      groups
      .map { name, parameters in Field(name, parameters, list: lists.firstIndex(of: name)) }
      .sorted { $0.name.lexicographicallyPrecedes($1.name) }
    beginnings = fields.map { field in
      let name = field.name
      return Self.beginning(name.span, name.indices)
    }
  }

  /// Makes all parameters NULL.
  func clear() throws {
    for field in fields { try field.clear() }
  }

  /// Binds what an event's object has, and tells the places of the lists.
  ///
  /// Stops where nothing more can come that somebody asks for, as members are sorted, and the names that
  /// contracts give have no escapes.
  func bind(_ text: Span<UInt8>, lists: inout [Range<Int>?]) throws {
    _ = try bind(text, from: 0, isWhole: false, lists: &lists)
  }

  /// Binds what an object has, tells the places of the lists, and returns the position behind it.
  ///
  /// Done again, it makes those parameters NULL that the object has nothing for; the first time they
  /// must be so. The text must stay where it is until the statements are cleared: nothing is copied.
  func bind(
    _ text: Span<UInt8>,
    from start: Int,
    isAgain: Bool = false,
    isWhole: Bool = true,
    lists: inout [Range<Int>?]
  ) throws -> Int {
    var position = try CanonicalText.end(of: UInt8(ascii: "{"), text, at: start)
    var place = 0
    // Which of the first 64 fields have got a value; there are never that many.
    var bound: UInt64 = 0
    while position < text.count, text[position] == UInt8(ascii: "\"") {
      let key = position + 1
      let end = try CanonicalText.endOfString(text, from: key).end
      position = try CanonicalText.end(of: UInt8(ascii: ":"), text, at: end)
      if find(text, key..<end - 1, &place) {
        bound |= 1 << UInt64(place)
        position = try bindValue(text, from: position, of: fields[place], isAgain, &lists)
      } else if !isWhole, place == fields.count {
        return position
      } else {
        position = try CanonicalText.endOfValue(text, from: position)
      }
      guard position < text.count, text[position] == UInt8(ascii: ",") else { break }
      position += 1
    }
    if isAgain {
      for place in fields.indices where bound & 1 << UInt64(place) == 0 {
        try fields[place].clear()
      }
    }
    return try CanonicalText.end(of: UInt8(ascii: "}"), text, at: position)
  }

  private func bindValue(
    _ text: Span<UInt8>,
    from start: Int,
    of field: Field,
    _ isAgain: Bool,
    _ lists: inout [Range<Int>?]
  ) throws -> Int {
    guard start < text.count else { throw CanonicalText.problem(start) }
    let isObject = text[start] == UInt8(ascii: "{")
    if isAgain, !isObject, field.members != nil || text[start] == UInt8(ascii: "n") {
      try field.clear()
    }
    switch text[start] {
    case UInt8(ascii: "\""):
      let (end, hasEscapes) = try CanonicalText.endOfString(text, from: start + 1)
      let content = start + 1..<end - 1
      if hasEscapes {
        let bytes = MemberScanner.unescaped(text, content)
        try field.targets.bind(bytes.span)
      } else {
        try field.targets.bind(lent: text.extracting(content))
      }
      return end
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let end: Int
      if isObject, let members = field.members {
        end = try members.bind(text, from: start, isAgain: isAgain, lists: &lists)
      } else {
        end = try CanonicalText.endOfBrackets(text, from: start)
      }
      try field.targets.bind(lent: text.extracting(start..<end))
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
    let name = fields[place].name
    guard key.count > 8 || name.count > 8 else { return 0 }
    var offset = 8
    while offset < name.count, offset < key.count {
      let (one, other) = (name[offset], text[key.lowerBound + offset])
      if one != other { return one < other ? -1 : 1 }
      offset += 1
    }
    return name.count - key.count
  }

  private static func beginning(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    if range.lowerBound + 8 <= text.count {
      let word = text.bytes.unsafeLoadUnaligned(
        fromByteOffset: range.lowerBound,
        as: UInt64.self
      ).bigEndian
      let others = UInt64(max(0, 64 - 8 * range.count))
      return (word >> others) << others
    }
    var beginning: UInt64 = 0
    let count = min(8, range.count)
    for index in range.lowerBound..<range.lowerBound + count {
      beginning = beginning << 8 | UInt64(text[index])
    }
    // A shift by 64, for no bytes at all, gives 0.
    return beginning << (64 - 8 * count)
  }
}

extension [FieldTree.Target] {
  // By index: an iterator would keep the list alive anew each time.

  /// Binds a text to all.
  func bind(_ text: Span<UInt8>) throws {
    for index in indices { try self[index].statement.bind(self[index].parameter, text: text) }
  }

  /// Binds a text to all that lies in the row of the event, without copying it.
  ///
  /// `EventPlan.run` clears all statements before the row goes.
  func bind(lent text: Span<UInt8>) throws {
    for index in indices {
      try unsafe self[index].statement.bind(self[index].parameter, lentText: text)
    }
  }

  /// Binds a number to all.
  func bind(_ number: Int64) throws {
    for index in indices { try self[index].statement.bind(self[index].parameter, integer: number) }
  }
}
