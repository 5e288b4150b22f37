import Model

/// The fields of one customer, profile or order by their dotted paths, each with the event that
/// changed it last and what it held before.
///
/// Fields appear when they get their first value and stay when they lose it: who cleared a phone
/// number is part of its history.
package struct FieldHistory: Sendable {
  /// One field.
  package struct Field: Sendable {
    /// Such as `phone`, `billing.address.postal_code` or `metadata.hobby`.
    package let path: String
    package fileprivate(set) var content: FieldContent
    /// The position of the event that changed it last.
    package fileprivate(set) var position: Int64
    /// What it held before that.
    package fileprivate(set) var previous: FieldContent
  }

  /// In the order in which they got their first values.
  package private(set) var fields: [Field] = []
  /// By path; as JSON, because that compares texts by their bytes.
  private var places: [JSON: Int] = [:]

  /// The field of a path.
  package subscript(path: String) -> Field? {
    places[.string(path)].map { fields[$0] }
  }

  /// What a field holds; null when it has no value.
  func json(_ path: String) -> JSON { self[path]?.content.json ?? .null }

  /// A field has got a value; nil and null take it away.
  mutating func set(_ path: String, _ value: JSON?, at position: Int64) {
    put(.value(value ?? .null), in: path, at: position)
  }

  /// A field has got what another one holds, which may be erased.
  mutating func set(_ path: String, like other: Field, at position: Int64) {
    put(other.content, in: path, at: position)
  }

  /// All fields below a path have got new values; those without one have lost theirs.
  mutating func replace(
    _ path: String,
    with members: [(key: String, value: JSON)],
    at position: Int64
  ) {
    for index in fields.indices where isWithin(path, fields[index].path) {
      let whole = fields[index].path.utf8
      let key = whole.dropFirst(path.utf8.count + 1)
      let isWhole = whole.count == path.utf8.count
      if isWhole || !members.contains(where: { $0.key.utf8.elementsEqual(key) }) {
        put(.nothing, at: index, position)
      }
    }
    for (key, value) in members { set("\(path).\(key)", value, at: position) }
  }

  /// A path and everything below it can be known no longer from an event on.
  mutating func erase(_ path: String, at position: Int64) {
    var isAny = false
    for index in fields.indices
    where isWithin(path, fields[index].path) && fields[index].content != .nothing {
      isAny = true
      put(.erased, at: index, position)
    }
    if !isAny { put(.erased, in: path, at: position) }
  }

  private mutating func put(_ content: FieldContent, in path: String, at position: Int64) {
    if let index = places[.string(path)] { return put(content, at: index, position) }
    guard content != .nothing else { return }
    places[.string(path)] = fields.count
    fields.append(Field(path: path, content: content, position: position, previous: .nothing))
  }

  private mutating func put(_ content: FieldContent, at index: Int, _ position: Int64) {
    guard fields[index].content != content else { return }
    fields[index].previous = fields[index].content
    fields[index].content = content
    fields[index].position = position
  }

  /// Whether a path is another one or lies below it.
  private func isWithin(_ path: String, _ other: String) -> Bool {
    let (whole, part) = (other.utf8, path.utf8)
    guard whole.starts(with: part) else { return false }
    return whole.count == part.count
      || whole[whole.index(whole.startIndex, offsetBy: part.count)] == UInt8(ascii: ".")
  }
}

extension JSONObject {
  /// The members as fields to replace others with.
  var fieldValues: [(key: String, value: JSON)] { Array(self) }
}
