extension JSON {
  /// The text, or null.
  package init(_ text: String?) {
    self = text.map(JSON.string) ?? .null
  }

  /// The number, or null.
  package init(_ number: Int64?) {
    self = number.map(JSON.integer) ?? .null
  }

  /// A list, or nil when there is nothing in it.
  package static func unlessEmpty(_ list: [JSON]) -> JSON? {
    list.isEmpty ? nil : .array(list)
  }
}

extension JSONObject {
  /// The members that have a value; those with nil are left out.
  ///
  /// Quickest when they come in the order of their keys.
  package init(present members: [(String, JSON?)]) {
    self.init(capacity: members.count)
    for (key, value) in members {
      if let value { self[key] = value }
    }
  }
}
