package import Model

/// The holder of the e-mail declined a claim.
package struct OrderClaimDeclined: EventType {
  /// The claim.
  package var claim: Int64
  /// The customer.
  package var customer: Int64
  /// The orders it is about.
  package var orders: [Int64]

  package init(
    claim: Int64,
    customer: Int64,
    orders: [Int64]
  ) {
    self.claim = claim
    self.customer = customer
    self.orders = orders
  }

  package init(_ data: EventData) throws(EventProblem) {
    claim = try data.integer("claim")
    customer = try data.integer("customer")
    orders = try data.integers("orders")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("claim", .integer(claim)),
      ("customer", .integer(customer)),
      ("orders", .array(orders.map(JSON.integer))),
    ])
  }
}
