package import Model

/// Somebody does not want a newsletter any more.
package struct NewsletterUnsubscribed: EventType {
  /// The list.
  package var list: String
  /// The contact: one per site and e-mail, shared by guest and registered.
  package var contact: Int64
  /// The customer.
  package var customer: Int64?

  package init(
    list: String,
    contact: Int64,
    customer: Int64? = nil
  ) {
    self.list = list
    self.contact = contact
    self.customer = customer
  }

  package init(_ data: EventData) throws(EventProblem) {
    list = try data.text("list")
    contact = try data.integer("contact")
    customer = try data.optionalInteger("customer")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("contact", .integer(contact)),
      ("customer", customer.map(JSON.integer)),
      ("list", .string(list)),
    ])
  }
}
