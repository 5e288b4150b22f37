package import Model

/// A merge was a mistake: a customer is one of their own again.
///
/// What went along and has not gone elsewhere since comes back.
package struct MergeUndone: EventType {
  /// Who is a customer of their own again.
  package var from: Int64
  /// Who they had been merged into.
  package var into: Int64
  /// The orders that come back.
  package var orders: [Int64]
  /// The address-book entries that come back.
  package var profiles: [Int64]
  /// The open carts that come back.
  package var carts: [Int64]
  /// The payment methods that come back.
  package var paymentMethods: [Int64]

  package init(
    from: Int64,
    into: Int64,
    orders: [Int64] = [],
    profiles: [Int64] = [],
    carts: [Int64] = [],
    paymentMethods: [Int64] = []
  ) {
    self.from = from
    self.into = into
    self.orders = orders
    self.profiles = profiles
    self.carts = carts
    self.paymentMethods = paymentMethods
  }

  package init(_ data: EventData) throws(EventProblem) {
    from = try data.integer("from")
    into = try data.integer("into")
    orders = try data.integers("orders")
    profiles = try data.integers("profiles")
    carts = try data.integers("carts")
    paymentMethods = try data.integers("payment_methods")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("carts", .unlessEmpty(carts.map(JSON.integer))),
      ("from", .integer(from)),
      ("into", .integer(into)),
      ("orders", .unlessEmpty(orders.map(JSON.integer))),
      ("payment_methods", .unlessEmpty(paymentMethods.map(JSON.integer))),
      ("profiles", .unlessEmpty(profiles.map(JSON.integer))),
    ])
  }
}
