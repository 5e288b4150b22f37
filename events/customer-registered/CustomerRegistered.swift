package import Model

/// A customer with an account came into being.
package struct CustomerRegistered: EventType {
  /// The customer.
  package var customer: Int64
  /// The site whose names the customer uses.
  package var site: String
  /// The contact: one per site and e-mail, shared by guest and registered.
  package var contact: Int64
  /// Trimmed, A–Z lowered.
  package var email: String?
  package var username: String?
  package var firstName: String?
  package var lastName: String?
  package var phone: String?
  package var company: JSONObject?
  /// Free keys and values of the shop.
  package var metadata: JSONObject?
  /// The caller's own key.
  package var reference: String?

  package init(
    customer: Int64,
    site: String,
    contact: Int64,
    email: String? = nil,
    username: String? = nil,
    firstName: String? = nil,
    lastName: String? = nil,
    phone: String? = nil,
    company: JSONObject? = nil,
    metadata: JSONObject? = nil,
    reference: String? = nil
  ) {
    self.customer = customer
    self.site = site
    self.contact = contact
    self.email = email
    self.username = username
    self.firstName = firstName
    self.lastName = lastName
    self.phone = phone
    self.company = company
    self.metadata = metadata
    self.reference = reference
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
    site = try data.text("site")
    contact = try data.integer("contact")
    email = try data.optionalText("email")
    username = try data.optionalText("username")
    firstName = try data.optionalText("first_name")
    lastName = try data.optionalText("last_name")
    phone = try data.optionalText("phone")
    company = try data.optionalObject("company")
    metadata = try data.optionalObject("metadata")
    reference = try data.optionalText("reference")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("company", company.map(JSON.object)),
      ("contact", .integer(contact)),
      ("customer", .integer(customer)),
      ("email", email.map(JSON.string)),
      ("first_name", firstName.map(JSON.string)),
      ("last_name", lastName.map(JSON.string)),
      ("metadata", metadata.map(JSON.object)),
      ("phone", phone.map(JSON.string)),
      ("reference", reference.map(JSON.string)),
      ("site", .string(site)),
      ("username", username.map(JSON.string)),
    ])
  }
}
