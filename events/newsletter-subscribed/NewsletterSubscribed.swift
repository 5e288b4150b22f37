package import Model

/// Somebody wants a newsletter: a customer, or a contact who is none.
package struct NewsletterSubscribed: EventType {
  /// The list.
  package var list: String
  /// The site whose contact it is.
  package var site: String
  /// The contact: one per site and e-mail, shared by guest and registered.
  package var contact: Int64
  /// The customer.
  package var customer: Int64?
  /// Of a contact who is no customer.
  ///
  /// Trimmed, A–Z lowered.
  package var email: String?

  package init(
    list: String,
    site: String,
    contact: Int64,
    customer: Int64? = nil,
    email: String? = nil
  ) {
    self.list = list
    self.site = site
    self.contact = contact
    self.customer = customer
    self.email = email
  }

  package init(_ data: EventData) throws(EventProblem) {
    list = try data.text("list")
    site = try data.text("site")
    contact = try data.integer("contact")
    customer = try data.optionalInteger("customer")
    email = try data.optionalText("email")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("contact", .integer(contact)),
      ("customer", customer.map(JSON.integer)),
      ("email", email.map(JSON.string)),
      ("list", .string(list)),
      ("site", .string(site)),
    ])
  }
}
