package import Model

/// A customer belongs to another contact of marketing from now on.
package struct ContactLinked: EventType {
  /// The customer.
  package var customer: Int64
  /// The contact: one per site and e-mail, shared by guest and registered.
  package var contact: Int64

  package init(
    customer: Int64,
    contact: Int64
  ) {
    self.customer = customer
    self.contact = contact
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
    contact = try data.integer("contact")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("contact", .integer(contact)),
      ("customer", .integer(customer)),
    ])
  }
}
