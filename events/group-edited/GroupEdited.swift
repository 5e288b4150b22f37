package import Model

/// A group changed: only what changed is here, null where cleared.
package struct GroupEdited: EventType {
  /// The fields that a change may carry.
  package static let changeable = ["name", "discount_percent", "price_list", "metadata"]

  /// The group.
  package var group: String
  /// The changed fields as they are now, null where cleared.
  package var changes: JSONObject

  package init(
    group: String,
    changes: JSONObject
  ) {
    self.group = group
    self.changes = changes
  }

  package init(_ data: EventData) throws(EventProblem) {
    group = try data.text("group")
    changes = data.changes(Self.changeable)
  }

  package var data: JSONObject {
    var data = changes
    data["group"] = .string(group)
    return data
  }
}
