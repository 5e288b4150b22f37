package import Model

/// An order was placed, with full copies of its addresses.
package struct OrderPlaced: EventType {
  /// Since version 2 a copied address says when it is not what its revision says.
  ///
  /// Version 1 had a copy of the customer's own details, which are the customer's and not the order's:
  /// they can be read from the events in front of this one.
  package static let version = 2

  /// The order.
  package var order: Int64
  /// What people call the order; unique per site.
  package var number: String
  /// The customer.
  package var customer: Int64
  /// The site whose names the customer uses.
  package var site: String
  /// ISO 4217.
  package var currency: String
  /// Prices in minor units.
  package var lines: [JSON]
  /// Discounts, fees, taxes in minor units.
  package var adjustments: [JSON]
  /// In minor units.
  package var total: Int64
  /// The customer's groups at that moment.
  package var groups: [String]
  /// The cart it came from.
  package var cart: Int64?
  /// The caller's own key.
  package var reference: String?
  /// `profile.revision` of every entry that was copied: its content never changes again.
  package var revisions: [String]
  /// What is odd with the addresses; from the channel `import` also what is wrong.
  package var warnings: [JSON]
  /// Trimmed, A–Z lowered.
  package var email: String?
  package var billing: JSONObject?
  package var shipments: [JSON]
  package var metadata: JSONObject?

  package init(
    order: Int64,
    number: String,
    customer: Int64,
    site: String,
    currency: String,
    lines: [JSON],
    adjustments: [JSON] = [],
    total: Int64,
    groups: [String] = [],
    cart: Int64? = nil,
    reference: String? = nil,
    revisions: [String] = [],
    warnings: [JSON] = [],
    email: String? = nil,
    billing: JSONObject? = nil,
    shipments: [JSON] = [],
    metadata: JSONObject? = nil
  ) {
    self.order = order
    self.number = number
    self.customer = customer
    self.site = site
    self.currency = currency
    self.lines = lines
    self.adjustments = adjustments
    self.total = total
    self.groups = groups
    self.cart = cart
    self.reference = reference
    self.revisions = revisions
    self.warnings = warnings
    self.email = email
    self.billing = billing
    self.shipments = shipments
    self.metadata = metadata
  }

  package init(_ data: EventData) throws(EventProblem) {
    order = try data.integer("order")
    number = try data.text("number")
    customer = try data.integer("customer")
    site = try data.text("site")
    currency = try data.text("currency")
    lines = try data.list("lines")
    adjustments = try data.list("adjustments")
    total = try data.integer("total")
    groups = try data.texts("groups")
    cart = try data.optionalInteger("cart")
    reference = try data.optionalText("reference")
    revisions = try data.texts("revisions")
    warnings = try data.list("warnings")
    email = try data.optionalText("email")
    billing = try data.optionalObject("billing")
    shipments = try data.list("shipments")
    metadata = try data.optionalObject("metadata")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("adjustments", .unlessEmpty(adjustments)),
      ("billing", billing.map(JSON.object)),
      ("cart", cart.map(JSON.integer)),
      ("currency", .string(currency)),
      ("customer", .integer(customer)),
      ("email", email.map(JSON.string)),
      ("groups", .unlessEmpty(groups.map(JSON.string))),
      ("lines", .array(lines)),
      ("metadata", metadata.map(JSON.object)),
      ("number", .string(number)),
      ("order", .integer(order)),
      ("reference", reference.map(JSON.string)),
      ("revisions", .unlessEmpty(revisions.map(JSON.string))),
      ("shipments", .unlessEmpty(shipments)),
      ("site", .string(site)),
      ("total", .integer(total)),
      ("warnings", .unlessEmpty(warnings)),
    ])
  }
}
