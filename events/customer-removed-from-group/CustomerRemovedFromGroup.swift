package import Model

/// A customer left a group.
package struct CustomerRemovedFromGroup: EventType {
  /// The customer.
  package var customer: Int64
  /// The group.
  package var group: String

  package init(
    customer: Int64,
    group: String
  ) {
    self.customer = customer
    self.group = group
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
    group = try data.text("group")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("customer", .integer(customer)),
      ("group", .string(group)),
    ])
  }
}
