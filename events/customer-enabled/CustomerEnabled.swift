package import Model

/// A disabled customer may order, claim and spend again.
package struct CustomerEnabled: EventType {
  /// The customer.
  package var customer: Int64

  package init(
    customer: Int64
  ) {
    self.customer = customer
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("customer", .integer(customer))
    ])
  }
}
