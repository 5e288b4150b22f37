/// A value by which an event can be found without a tag that would show it.
///
/// An e-mail, a user name, the caller's own reference, an order number: the log stores only a keyed
/// hash of it.
package struct Lookup: Sendable, Hashable {
  package let name: String
  package let values: [String]

  package init(_ name: String, _ values: String...) {
    self.init(name, values)
  }

  package init(_ name: String, _ values: [String]) {
    self.name = name
    self.values = values
  }

  /// The bytes to be hashed.
  ///
  /// No value holds U+0000, so no two look-ups give the same bytes.
  package var bytes: [UInt8] {
    var bytes = Array(name.utf8)
    for value in values {
      bytes.append(0)
      bytes.append(contentsOf: value.utf8)
    }
    return bytes
  }

  package static func == (left: Lookup, right: Lookup) -> Bool {
    left.bytes == right.bytes
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(bytes)
  }
}

/// How a look-up is made from an event's data: `email:{site}:{email}`.
package struct LookupTemplate: Sendable, Equatable {
  package let name: String
  package let fields: [String]

  package init(name: String, fields: [String]) {
    self.name = name
    self.fields = fields
  }

  /// The look-up, or nil when one of its fields is absent, null or erased.
  package func lookup(of data: JSONObject) -> Lookup? {
    var values: [String] = []
    for field in fields {
      guard let text = data[field]?.string else { return nil }
      values.append(text)
    }
    return Lookup(name, values)
  }
}
