package import Model

/// A customer became a member, from the time of the event on.
package struct MembershipGranted: EventType {
  /// The customer.
  package var customer: Int64
  /// The membership.
  package var membership: String
  /// The last moment, as a time, or the last day, as a date; without end when left out.
  package var until: String?
  /// The order that sold it.
  package var order: Int64?

  package init(
    customer: Int64,
    membership: String,
    until: String? = nil,
    order: Int64? = nil
  ) {
    self.customer = customer
    self.membership = membership
    self.until = until
    self.order = order
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
    membership = try data.text("membership")
    until = try data.optionalText("until")
    order = try data.optionalInteger("order")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("customer", .integer(customer)),
      ("membership", .string(membership)),
      ("order", order.map(JSON.integer)),
      ("until", until.map(JSON.string)),
    ])
  }
}
