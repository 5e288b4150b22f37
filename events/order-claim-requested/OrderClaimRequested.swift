package import Model

/// A customer asks for orders that were placed with another identity.
///
/// The token went to the orders' e-mail.
package struct OrderClaimRequested: EventType {
  /// The claim.
  package var claim: Int64
  /// The customer.
  package var customer: Int64
  /// The orders it is about.
  package var orders: [Int64]
  /// Until when the token works.
  package var expiresAt: String
  /// SHA-256 of the token's 32 random bytes, base64.
  package var tokenHash: String
  /// Trimmed, A–Z lowered.
  package var email: String?

  package init(
    claim: Int64,
    customer: Int64,
    orders: [Int64],
    expiresAt: String,
    tokenHash: String,
    email: String? = nil
  ) {
    self.claim = claim
    self.customer = customer
    self.orders = orders
    self.expiresAt = expiresAt
    self.tokenHash = tokenHash
    self.email = email
  }

  package init(_ data: EventData) throws(EventProblem) {
    claim = try data.integer("claim")
    customer = try data.integer("customer")
    orders = try data.integers("orders")
    expiresAt = try data.text("expires_at")
    tokenHash = try data.text("token_hash")
    email = try data.optionalText("email")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("claim", .integer(claim)),
      ("customer", .integer(customer)),
      ("email", email.map(JSON.string)),
      ("expires_at", .string(expiresAt)),
      ("orders", .array(orders.map(JSON.integer))),
      ("token_hash", .string(tokenHash)),
    ])
  }
}
