package import Model

/// An order went to the customer who claimed it.
///
/// Its snapshots stay.
package struct OrderClaimed: EventType {
  /// The claim.
  package var claim: Int64
  /// The order.
  package var order: Int64
  /// Who owned it.
  package var from: Int64
  /// Who owns it now.
  package var to: Int64
  /// The site whose names the customer uses.
  package var site: String
  /// The order's new contact e-mail, only when asked for.
  package var email: String?

  package init(
    claim: Int64,
    order: Int64,
    from: Int64,
    to: Int64,
    site: String,
    email: String? = nil
  ) {
    self.claim = claim
    self.order = order
    self.from = from
    self.to = to
    self.site = site
    self.email = email
  }

  package init(_ data: EventData) throws(EventProblem) {
    claim = try data.integer("claim")
    order = try data.integer("order")
    from = try data.integer("from")
    to = try data.integer("to")
    site = try data.text("site")
    email = try data.optionalText("email")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("claim", .integer(claim)),
      ("email", email.map(JSON.string)),
      ("from", .integer(from)),
      ("order", .integer(order)),
      ("site", .string(site)),
      ("to", .integer(to)),
    ])
  }
}
