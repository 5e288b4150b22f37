import Model

/// Objects are made of fields in the order of their members, so that none has to be moved: this runs
/// for every line of an order.
extension Fields {
  /// The given fields of a value.
  func object(of root: Root) -> JSONObject {
    var members: [JSONObject.Element] = []
    members.reserveCapacity(byName.count)
    for field in byName {
      if let value = field.write(root) { members.append((field.name, value)) }
    }
    return JSONObject(sorted: members)
  }

  /// Appends the object that the given fields of a value make with some other members, as RFC 8785
  /// writes it; a field gives way to a member of its name.
  ///
  /// The same as by way of ``object(of:)``, without making what is in between.
  func appendCanonical(_ root: Root, with others: JSONObject = [:], to bytes: inout [UInt8]) {
    var members = MemberWriter(behind: &bytes)
    var others = others.makeIterator()
    var other = others.next()
    for field in byName {
      while let member = other, KeyOrder.compare(member.key, field.name) == .before {
        members.append(member.key, member.value)
        other = others.next()
      }
      if let member = other, member.key.isSame(as: field.name) { continue }
      field.append(root, &members)
    }
    while let member = other {
      members.append(member.key, member.value)
      other = others.next()
    }
    bytes = members.end()
  }
}

/// Writes the members of an object one after the other.
struct MemberWriter {
  private var bytes: [UInt8]
  private var isEmpty = true

  /// Begins an object behind some bytes, which it takes.
  init(behind bytes: inout [UInt8]) {
    self.bytes = []
    swap(&self.bytes, &bytes)
    self.bytes.append(UInt8(ascii: "{"))
  }

  /// Appends a field, whose `opening` is its name in quotes and a colon.
  mutating func append(_ opening: [UInt8], _ value: some FieldValue) {
    separate()
    bytes.append(contentsOf: opening)
    value.appendCanonical(to: &bytes)
  }

  mutating func append(_ name: String, _ value: JSON) {
    separate()
    JSON.appendCanonical(name, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    value.appendCanonical(to: &bytes)
  }

  /// Ends the object.
  ///
  /// - Returns: All bytes.
  consuming func end() -> [UInt8] {
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  private mutating func separate() {
    if !isEmpty { bytes.append(UInt8(ascii: ",")) }
    isEmpty = false
  }
}
