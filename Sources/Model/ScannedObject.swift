/// A member of a scanned object: where its key and its value lie in the text, those of keys and strings
/// within the quotes.
struct ScannedMember {
  let key: Range<Int>
  let value: Range<Int>
  let kind: MemberScanner.Kind
}

/// The members of a canonical object, found without making values of them.
///
/// Keeps its room from one text to the next; the text is handed to every method, as with
/// ``JSONParser``.
package struct ScannedObject {
  private var members: [ScannedMember] = []

  /// Makes an object without members.
  package init() {}

  /// Takes the members of a text.
  ///
  /// - Returns: Whether the text is the canonical form of an object; if not, there are no members.
  package mutating func scan(_ text: Span<UInt8>) -> Bool {
    members.removeAll(keepingCapacity: true)
    // A local one, as the closure must not touch the object while it is being changed.
    var found = members
    swap(&found, &members)
    let isCanonical = CanonicalScanner.scan(text) { found.append($0) }
    if !isCanonical { found.removeAll(keepingCapacity: true) }
    swap(&found, &members)
    return isCanonical
  }

  /// Forgets the members.
  package mutating func clear() {
    members.removeAll(keepingCapacity: true)
  }

  /// Whether there is a member with this key, which needs no escapes.
  package func has(_ key: [UInt8], _ text: Span<UInt8>) -> Bool {
    member(key, text) != nil
  }

  /// The number under a key; nil when there is none.
  package func integer(_ key: [UInt8], _ text: Span<UInt8>) -> Int64? {
    guard let member = member(key, text), member.kind == .integer else { return nil }
    return MemberScanner.integer(text, member.value)
  }

  /// Appends the content of the string under a key.
  ///
  /// - Returns: Whether there is a string.
  package func appendString(
    _ key: [UInt8],
    _ text: Span<UInt8>,
    to bytes: inout [UInt8]
  ) -> Bool {
    guard let member = member(key, text), case .string(let hasEscapes) = member.kind else {
      return false
    }
    Self.append(text, member.value, hasEscapes, to: &bytes)
    return true
  }

  /// Hands over what is under a key, and of a list each element, as the text of a tag has it: digits, or
  /// the content of a string.
  package func forEachTagValue(
    _ key: [UInt8],
    _ text: Span<UInt8>,
    _ body: (Span<UInt8>) -> Void
  ) {
    guard let member = member(key, text) else { return }
    guard member.kind == .array else { return Self.tagValue(text, member.value, member.kind, body) }
    let elements = text.extracting(member.value)
    try? MemberScanner.scanElements(elements) { value, kind in
      Self.tagValue(elements, value, kind, body)
    }
  }

  private static func tagValue(
    _ text: Span<UInt8>,
    _ value: Range<Int>,
    _ kind: MemberScanner.Kind,
    _ body: (Span<UInt8>) -> Void
  ) {
    switch kind {
    case .integer, .string(hasEscapes: false): body(text.extracting(value))
    case .string(hasEscapes: true): body(MemberScanner.unescaped(text, value).span)
    case .null, .true, .false, .array, .object: break
    }
  }

  private static func append(
    _ text: Span<UInt8>,
    _ value: Range<Int>,
    _ hasEscapes: Bool,
    to bytes: inout [UInt8]
  ) {
    if hasEscapes {
      bytes.append(contentsOf: MemberScanner.unescaped(text, value))
    } else {
      text.extracting(value).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }
  }

  private func member(_ key: [UInt8], _ text: Span<UInt8>) -> ScannedMember? {
    for member in members where member.key.count == key.count {
      let found = text.extracting(member.key)
      if key.indices.allSatisfy({ found[$0] == key[$0] }) { return member }
    }
    return nil
  }
}
