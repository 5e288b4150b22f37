package import Model

/// A cart was emptied.
package struct CartCleared: EventType {
  /// The cart.
  package var cart: Int64
  /// The customer.
  package var customer: Int64?

  package init(
    cart: Int64,
    customer: Int64? = nil
  ) {
    self.cart = cart
    self.customer = customer
  }

  package init(_ data: EventData) throws(EventProblem) {
    cart = try data.integer("cart")
    customer = try data.optionalInteger("customer")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("cart", .integer(cart)),
      ("customer", customer.map(JSON.integer)),
    ])
  }
}
