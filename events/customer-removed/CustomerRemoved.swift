package import Model

/// A customer was removed.
///
/// The e-mail and the user name are free, the address book is out of view, orders stay.
package struct CustomerRemoved: EventType {
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
