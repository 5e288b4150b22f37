import Model
import SQLite

/// Where the members of an object go: to the places of parameters, and on to their own members.
///
/// Made of the names of parameters, `order` or `shipping$address`, and filled from canonical JSON text
/// in one pass over it.
final class FieldTree {
  /// A place and the names that lead to its value: a member, a member of that, and so on.
  struct Parameter {
    let place: Int
    let path: ArraySlice<String>
    /// It takes the text of a list or an object, and nothing else.
    var isForElements = false
  }

  private final class Field {
    let places: [Int]
    /// Those that take a list or an object to run over.
    let listPlaces: [Int]
    let name: [UInt8]
    /// Nil when no statement names members of it.
    let members: FieldTree?

    init(_ name: String, _ parameters: [Parameter]) {
      self.name = Array(name.utf8)
      let own = parameters.filter { $0.path.count <= 1 }
      places = own.filter { !$0.isForElements }.map(\.place)
      listPlaces = own.filter(\.isForElements).map(\.place)
      let members = parameters.filter { $0.path.count > 1 }
      self.members =
        members.isEmpty
        ? nil
        : FieldTree(members.map { Parameter(place: $0.place, path: $0.path.dropFirst()) })
    }

    func clear(_ values: LentValues) {
      for place in places { values.setNull(place) }
      members?.clear(values)
    }
  }

  // All of this is constant: the checks that Swift makes for variables of classes would cost more
  // than the work.

  /// Sorted by the bytes of their names, as the members of canonical text with such names are.
  private let fields: [Field]
  /// The first eight bytes of each name as one number, which tell most names apart.
  private let beginnings: [UInt64]

  init(_ parameters: [Parameter]) {
    var groups: [String: [Parameter]] = [:]
    for parameter in parameters {
      groups[parameter.path.first ?? "", default: []].append(parameter)
    }
    fields =
      groups
      .map { name, parameters in Field(name, parameters) }
      .sorted { $0.name.lexicographicallyPrecedes($1.name) }
    beginnings = fields.map { field in
      let name = field.name
      return Self.beginning(name.span, name.indices)
    }
  }

  /// Makes all places NULL.
  func clear(_ values: LentValues) {
    for field in fields { field.clear(values) }
  }

  /// Takes what an event's object has.
  ///
  /// Stops where nothing more can come that somebody asks for, as members are sorted, and the names that
  /// contracts give have no escapes.
  func take(_ text: Span<UInt8>, into values: LentValues) throws {
    _ = try take(text, from: 0, isWhole: false, into: values)
  }

  /// Takes what an object has, and returns the position behind it.
  ///
  /// Done again, it makes those places NULL that the object has nothing for; the first time they
  /// must be so. The text must stay where it is until the values are cleared: nothing is copied.
  func take(
    _ text: Span<UInt8>,
    from start: Int,
    isAgain: Bool = false,
    isWhole: Bool = true,
    into values: LentValues
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
        position = try takeValue(text, from: position, of: fields[place], isAgain, values)
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
        fields[place].clear(values)
      }
    }
    return try CanonicalText.end(of: UInt8(ascii: "}"), text, at: position)
  }

  private func takeValue(
    _ text: Span<UInt8>,
    from start: Int,
    of field: Field,
    _ isAgain: Bool,
    _ values: LentValues
  ) throws -> Int {
    guard start < text.count else { throw CanonicalText.problem(start) }
    let first = text[start]
    let isObject = first == UInt8(ascii: "{")
    if isAgain, !isObject, field.members != nil || first == UInt8(ascii: "n") {
      field.clear(values)
    }
    switch first {
    case UInt8(ascii: "\""):
      let (end, hasEscapes) = try CanonicalText.endOfString(text, from: start + 1)
      let content = start + 1..<end - 1
      if hasEscapes {
        let bytes = MemberScanner.unescaped(text, content)
        for index in field.places.indices { values.set(field.places[index], copying: bytes.span) }
      } else {
        let content = text.extracting(content)
        for index in field.places.indices { unsafe values.set(field.places[index], lent: content) }
      }
      return end
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let end: Int
      if isObject, let members = field.members {
        end = try members.take(text, from: start, isAgain: isAgain, into: values)
      } else {
        end = try CanonicalText.endOfBrackets(text, from: start)
      }
      let content = text.extracting(start..<end)
      for index in field.places.indices { unsafe values.set(field.places[index], lent: content) }
      for place in field.listPlaces { unsafe values.set(place, lent: content) }
      return end
    default:
      let end = try CanonicalText.endOfWord(text, from: start)
      let number: Int64
      switch first {
      case UInt8(ascii: "n"): return end
      case UInt8(ascii: "t"): number = 1
      case UInt8(ascii: "f"): number = 0
      default:
        guard let integer = MemberScanner.integer(text, start..<end) else {
          throw CanonicalText.problem(start)
        }
        number = integer
      }
      for index in field.places.indices { values.set(field.places[index], integer: number) }
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
