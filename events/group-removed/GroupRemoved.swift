package import Model

/// A group is gone, and nobody is in it any more.
package struct GroupRemoved: EventType {
  /// The group.
  package var group: String

  package init(
    group: String
  ) {
    self.group = group
  }

  package init(_ data: EventData) throws(EventProblem) {
    group = try data.text("group")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("group", .string(group))
    ])
  }
}
