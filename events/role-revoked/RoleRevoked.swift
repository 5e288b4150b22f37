package import Model

/// A customer lost a role, at the time of the event.
package struct RoleRevoked: EventType {
  /// The customer.
  package var customer: Int64
  /// The role.
  package var role: String

  package init(
    customer: Int64,
    role: String
  ) {
    self.customer = customer
    self.role = role
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
    role = try data.text("role")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("customer", .integer(customer)),
      ("role", .string(role)),
    ])
  }
}
