package import Model

/// A guest came into being: a customer without an account, one per site and e-mail.
package struct GuestRecorded: EventType {
  /// The customer.
  package var customer: Int64
  /// The site whose names the customer uses.
  package var site: String
  /// The contact: one per site and e-mail, shared by guest and registered.
  package var contact: Int64
  /// Trimmed, A–Z lowered.
  package var email: String?
  package var firstName: String?
  package var lastName: String?
  package var phone: String?
  /// The caller's own key.
  package var reference: String?

  package init(
    customer: Int64,
    site: String,
    contact: Int64,
    email: String? = nil,
    firstName: String? = nil,
    lastName: String? = nil,
    phone: String? = nil,
    reference: String? = nil
  ) {
    self.customer = customer
    self.site = site
    self.contact = contact
    self.email = email
    self.firstName = firstName
    self.lastName = lastName
    self.phone = phone
    self.reference = reference
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
    site = try data.text("site")
    contact = try data.integer("contact")
    email = try data.optionalText("email")
    firstName = try data.optionalText("first_name")
    lastName = try data.optionalText("last_name")
    phone = try data.optionalText("phone")
    reference = try data.optionalText("reference")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("contact", .integer(contact)),
      ("customer", .integer(customer)),
      ("email", email.map(JSON.string)),
      ("first_name", firstName.map(JSON.string)),
      ("last_name", lastName.map(JSON.string)),
      ("phone", phone.map(JSON.string)),
      ("reference", reference.map(JSON.string)),
      ("site", .string(site)),
    ])
  }
}
