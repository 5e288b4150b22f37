package import Model

/// A customer may not order, claim or spend for the time being (as in Kentico).
package struct CustomerDisabled: EventType {
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
