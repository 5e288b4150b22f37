import Model
package import SQLite

/// Where the members of an object go: to the places of parameters, and on to their own members.
///
/// Made of the names of parameters, `order` or `shipping$address`, and filled from canonical JSON text
/// in one pass over it.
package final class FieldTree {
  /// A place and the names that lead to its value: a member, a member of that, and so on.
  package struct Parameter {
    let place: Int
    let path: ArraySlice<String>
    /// It takes the text of a list or an object, and nothing else.
    var isForElements = false

    package init(place: Int, path: ArraySlice<String>, isForElements: Bool = false) {
      self.place = place
      self.path = path
      self.isForElements = isForElements
    }
  }

  /// All that is known of a field, as ranges and numbers: to count references would cost more than the
  /// work.
  private struct Field {
    /// Among `places`.
    let places: Range<Int>
    /// Those among `places` that take a list or an object to run over.
    let listPlaces: Range<Int>
    /// Among `trees`; nil when no statement names members of it.
    let members: Int?
  }

  // All of this is constant: the checks that Swift makes for variables of classes would cost more
  // than the work.

  /// Sorted by the bytes of their names, as the members of canonical text with such names are.
  private let fields: [Field]
  private let names: [[UInt8]]
  /// The first eight bytes of each name as one number, which tell most names apart.
  private let beginnings: [UInt64]
  private let places: [Int]
  /// Where the members of fields go.
  private let trees: [FieldTree]

  package init(_ parameters: [Parameter]) {
    var groups: [String: [Parameter]] = [:]
    for parameter in parameters {
      groups[parameter.path.first ?? "", default: []].append(parameter)
    }
    let sorted = groups.map { (name: Array($0.utf8), parameters: $1) }
      .sorted { $0.name.lexicographicallyPrecedes($1.name) }
    var fields: [Field] = []
    var places: [Int] = []
    var trees: [FieldTree] = []
    for (_, parameters) in sorted {
      let own = parameters.filter { $0.path.count <= 1 }
      let first = places.count
      places += own.filter { !$0.isForElements }.map(\.place)
      let middle = places.count
      places += own.filter(\.isForElements).map(\.place)
      let members = parameters.filter { $0.path.count > 1 }
      fields.append(
        Field(
          places: first..<middle,
          listPlaces: middle..<places.count,
          members: members.isEmpty ? nil : trees.count
        )
      )
      guard !members.isEmpty else { continue }
      trees.append(
        FieldTree(members.map { Parameter(place: $0.place, path: $0.path.dropFirst()) })
      )
    }
    self.fields = fields
    self.places = places
    self.trees = trees
    names = sorted.map(\.name)
    beginnings = sorted.map { field in
      let name = field.name
      return Self.beginning(name.span, name.indices)
    }
  }

  /// Makes all places NULL.
  func clear(_ values: LentValues) {
    for field in fields { clear(field, values) }
  }

  private func clear(_ field: Field, _ values: LentValues) {
    for index in field.places { values.setNull(places[index]) }
    if let members = field.members { trees[members].clear(values) }
  }

  /// Takes what an event's object has.
  ///
  /// Stops where nothing more can come that somebody asks for, as members are sorted, and the names that
  /// contracts give have no escapes.
  package func take(_ text: Span<UInt8>, into values: LentValues) throws {
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
    // So many that not all of them can be kept track of.
    let clearsFirst = isAgain && fields.count > 64
    if clearsFirst { clear(values) }
    // Which of the first 64 fields have got a value.
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
    if isAgain, !clearsFirst {
      for place in fields.indices where bound & 1 << UInt64(place) == 0 {
        clear(fields[place], values)
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
      clear(field, values)
    }
    switch first {
    case UInt8(ascii: "\""):
      let (end, hasEscapes) = try CanonicalText.endOfString(text, from: start + 1)
      let content = start + 1..<end - 1
      if hasEscapes {
        let bytes = MemberScanner.unescaped(text, content)
        for index in field.places { values.set(places[index], copying: bytes.span) }
      } else {
        let content = text.extracting(content)
        for index in field.places { unsafe values.set(places[index], lent: content) }
      }
      return end
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let end: Int
      if isObject, let members = field.members {
        end = try trees[members].take(text, from: start, isAgain: isAgain, into: values)
      } else {
        end = try CanonicalText.endOfBrackets(text, from: start)
      }
      let content = text.extracting(start..<end)
      for index in field.places { unsafe values.set(places[index], lent: content) }
      for index in field.listPlaces { unsafe values.set(places[index], lent: content) }
      return end
    case UInt8(ascii: "n"):
      return try CanonicalText.endOfWord(text, from: start)
    case UInt8(ascii: "t"), UInt8(ascii: "f"):
      let number: Int64 = first == UInt8(ascii: "t") ? 1 : 0
      for index in field.places { values.set(places[index], integer: number) }
      return try CanonicalText.endOfWord(text, from: start)
    default:
      let (number, end) = try CanonicalText.integer(text, from: start)
      for index in field.places { values.set(places[index], integer: number) }
      return end
    }
  }

  /// Looks a key up from the place where the one before was found.
  private func find(_ text: Span<UInt8>, _ key: Range<Int>, _ place: inout Int) -> Bool {
    let beginning = Self.beginning(text, key)
    while place < beginnings.count {
      let order = compare(place, beginning, text, key)
      if order == 0 { return true }
      if order > 0 { break }
      place += 1
    }
    // Members and fields are in the same order. Only keys with escapes can be out of it.
    while place > 0 {
      let order = compare(place - 1, beginning, text, key)
      if order < 0 { return false }
      place -= 1
      if order == 0 { return true }
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
    let name = names[place]
    guard key.count > 8 || name.count > 8 else { return 0 }
    var offset = 8
    while offset < name.count, offset < key.count {
      let (one, other) = (name[offset], text[key.lowerBound + offset])
      if one != other { return one < other ? -1 : 1 }
      offset += 1
    }
    return name.count - key.count
  }

  @inline(__always)
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
