package import Model

/// A customer is no member any more, from the time of the event on.
package struct MembershipRevoked: EventType {
  /// The customer.
  package var customer: Int64
  /// The membership.
  package var membership: String

  package init(
    customer: Int64,
    membership: String
  ) {
    self.customer = customer
    self.membership = membership
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
    membership = try data.text("membership")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("customer", .integer(customer)),
      ("membership", .string(membership)),
    ])
  }
}
