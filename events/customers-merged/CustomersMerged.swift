package import Model

/// A customer turned out to be the same as another one, and what they own went there.
///
/// Snapshots of orders stay as they are. Groups, roles, memberships, newsletters and credit have events of their
/// own; what is named here is what the other one got by it, and gives back when the merge is undone.
package struct CustomersMerged: EventType {
  /// Who is no customer of their own any more.
  package var from: Int64
  /// Who they are.
  package var into: Int64
  /// The orders that went along.
  package var orders: [Int64]
  /// The address-book entries that went along.
  package var profiles: [Int64]
  /// The open carts that went along.
  package var carts: [Int64]
  /// The payment methods that went along.
  package var paymentMethods: [Int64]
  /// The address-book entries that were made of addresses which waited in the orders.
  package var saved: [Int64]
  /// Whether addresses that waited in the orders entered the other one's address book.
  package var savedToAddressBook: Bool
  /// The groups that the other one joined by it.
  package var groups: [String]
  /// The roles that the other one got by it.
  package var roles: [String]
  /// The memberships that the other one got by it.
  package var memberships: [String]
  /// The newsletters that the other one got by it.
  package var lists: [String]
  /// What went from pot to pot.
  package var credit: [JSON]

  package init(
    from: Int64,
    into: Int64,
    orders: [Int64] = [],
    profiles: [Int64] = [],
    carts: [Int64] = [],
    paymentMethods: [Int64] = [],
    saved: [Int64] = [],
    savedToAddressBook: Bool = false,
    groups: [String] = [],
    roles: [String] = [],
    memberships: [String] = [],
    lists: [String] = [],
    credit: [JSON] = []
  ) {
    self.from = from
    self.into = into
    self.orders = orders
    self.profiles = profiles
    self.carts = carts
    self.paymentMethods = paymentMethods
    self.saved = saved
    self.savedToAddressBook = savedToAddressBook
    self.groups = groups
    self.roles = roles
    self.memberships = memberships
    self.lists = lists
    self.credit = credit
  }

  package init(_ data: EventData) throws(EventProblem) {
    from = try data.integer("from")
    into = try data.integer("into")
    orders = try data.integers("orders")
    profiles = try data.integers("profiles")
    carts = try data.integers("carts")
    paymentMethods = try data.integers("payment_methods")
    saved = try data.integers("saved")
    savedToAddressBook = try data.flag("saved_to_address_book")
    groups = try data.texts("groups")
    roles = try data.texts("roles")
    memberships = try data.texts("memberships")
    lists = try data.texts("lists")
    credit = try data.list("credit")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("carts", .unlessEmpty(carts.map(JSON.integer))),
      ("credit", .unlessEmpty(credit)),
      ("from", .integer(from)),
      ("groups", .unlessEmpty(groups.map(JSON.string))),
      ("into", .integer(into)),
      ("lists", .unlessEmpty(lists.map(JSON.string))),
      ("memberships", .unlessEmpty(memberships.map(JSON.string))),
      ("orders", .unlessEmpty(orders.map(JSON.integer))),
      ("payment_methods", .unlessEmpty(paymentMethods.map(JSON.integer))),
      ("profiles", .unlessEmpty(profiles.map(JSON.integer))),
      ("roles", .unlessEmpty(roles.map(JSON.string))),
      ("saved", .unlessEmpty(saved.map(JSON.integer))),
      ("saved_to_address_book", savedToAddressBook ? true : nil),
    ])
  }
}
