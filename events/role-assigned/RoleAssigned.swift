package import Model

/// A customer got a role, from the time of the event on.
package struct RoleAssigned: EventType {
  /// The customer.
  package var customer: Int64
  /// The role.
  package var role: String
  /// The last moment, as a time, or the last day, as a date; without end when left out.
  package var until: String?

  package init(
    customer: Int64,
    role: String,
    until: String? = nil
  ) {
    self.customer = customer
    self.role = role
    self.until = until
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
    role = try data.text("role")
    until = try data.optionalText("until")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("customer", .integer(customer)),
      ("role", .string(role)),
      ("until", until.map(JSON.string)),
    ])
  }
}
