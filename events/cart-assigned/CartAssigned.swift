package import Model

/// A cart belongs to a customer from here on, as after a login.
package struct CartAssigned: EventType {
  /// The cart.
  package var cart: Int64
  /// Whose it was; nobody's when left out.
  package var from: Int64?
  /// Whose it is now.
  package var to: Int64

  package init(
    cart: Int64,
    from: Int64? = nil,
    to: Int64
  ) {
    self.cart = cart
    self.from = from
    self.to = to
  }

  package init(_ data: EventData) throws(EventProblem) {
    cart = try data.integer("cart")
    from = try data.optionalInteger("from")
    to = try data.integer("to")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("cart", .integer(cart)),
      ("from", from.map(JSON.integer)),
      ("to", .integer(to)),
    ])
  }
}
