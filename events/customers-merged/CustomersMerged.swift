package import Model

/// A customer turned out to be the same as another one, and what they own went there.
///
/// Snapshots of orders stay as they are.
package struct CustomersMerged: EventType {
  /// Who is no customer of their own any more.
  package var from: Int64
  /// Who they are.
  package var into: Int64
  /// The orders that went along.
  package var orders: [Int64]
  /// The address-book entries that went along.
  package var profiles: [Int64]

  package init(
    from: Int64,
    into: Int64,
    orders: [Int64] = [],
    profiles: [Int64] = []
  ) {
    self.from = from
    self.into = into
    self.orders = orders
    self.profiles = profiles
  }

  package init(_ data: EventData) throws(EventProblem) {
    from = try data.integer("from")
    into = try data.integer("into")
    orders = try data.integers("orders")
    profiles = try data.integers("profiles")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("from", .integer(from)),
      ("into", .integer(into)),
      ("orders", .unlessEmpty(orders.map(JSON.integer))),
      ("profiles", .unlessEmpty(profiles.map(JSON.integer))),
    ])
  }
}
