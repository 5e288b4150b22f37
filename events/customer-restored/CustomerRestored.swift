package import Model

/// A removed customer is back, with address book, e-mail and user name.
package struct CustomerRestored: EventType {
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
