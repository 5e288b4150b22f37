package import Model

/// A cart came into being, or changed: all of it is here.
package struct CartUpdated: EventType {
  /// The cart.
  package var cart: Int64
  /// The site where it is filled.
  package var site: String
  /// The customer.
  package var customer: Int64?
  /// The contact: one per site and e-mail, shared by guest and registered.
  package var contact: Int64?
  /// ISO 4217.
  package var currency: String
  /// Prices in minor units.
  package var lines: [JSON]
  /// The caller's own key.
  package var reference: String?
  /// Of somebody who is no customer yet.
  ///
  /// Trimmed, A–Z lowered.
  package var email: String?

  package init(
    cart: Int64,
    site: String,
    customer: Int64? = nil,
    contact: Int64? = nil,
    currency: String,
    lines: [JSON] = [],
    reference: String? = nil,
    email: String? = nil
  ) {
    self.cart = cart
    self.site = site
    self.customer = customer
    self.contact = contact
    self.currency = currency
    self.lines = lines
    self.reference = reference
    self.email = email
  }

  package init(_ data: EventData) throws(EventProblem) {
    cart = try data.integer("cart")
    site = try data.text("site")
    customer = try data.optionalInteger("customer")
    contact = try data.optionalInteger("contact")
    currency = try data.text("currency")
    lines = try data.list("lines")
    reference = try data.optionalText("reference")
    email = try data.optionalText("email")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("cart", .integer(cart)),
      ("contact", contact.map(JSON.integer)),
      ("currency", .string(currency)),
      ("customer", customer.map(JSON.integer)),
      ("email", email.map(JSON.string)),
      ("lines", .unlessEmpty(lines)),
      ("reference", reference.map(JSON.string)),
      ("site", .string(site)),
    ])
  }
}
