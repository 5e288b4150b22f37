package import Model

/// An order is reached by another e-mail from now on.
package struct OrderEmailChanged: EventType {
  /// The order.
  package var order: Int64
  /// The customer.
  package var customer: Int64
  /// The site whose names the customer uses.
  package var site: String
  /// Trimmed, A–Z lowered.
  package var email: String?

  package init(
    order: Int64,
    customer: Int64,
    site: String,
    email: String? = nil
  ) {
    self.order = order
    self.customer = customer
    self.site = site
    self.email = email
  }

  package init(_ data: EventData) throws(EventProblem) {
    order = try data.integer("order")
    customer = try data.integer("customer")
    site = try data.text("site")
    email = try data.optionalText("email")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("customer", .integer(customer)),
      ("email", email.map(JSON.string)),
      ("order", .integer(order)),
      ("site", .string(site)),
    ])
  }
}
