package import Model

/// A customer has another e-mail.
///
/// Placed orders keep theirs.
package struct CustomerEmailChanged: EventType {
  /// The customer.
  package var customer: Int64
  /// The site whose names the customer uses.
  package var site: String
  /// The contact: one per site and e-mail, shared by guest and registered.
  package var contact: Int64
  /// Trimmed, A–Z lowered.
  package var email: String?

  package init(
    customer: Int64,
    site: String,
    contact: Int64,
    email: String? = nil
  ) {
    self.customer = customer
    self.site = site
    self.contact = contact
    self.email = email
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
    site = try data.text("site")
    contact = try data.integer("contact")
    email = try data.optionalText("email")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("contact", .integer(contact)),
      ("customer", .integer(customer)),
      ("email", email.map(JSON.string)),
      ("site", .string(site)),
    ])
  }
}
