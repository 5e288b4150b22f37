package import Model

/// A person was erased: the personal parts of all earlier events that belong to what is listed here
/// are blank.
package struct CustomerErased: EventType {
  /// Who was named: the customer, where they were merged whom they were merged into.
  package var customer: Int64
  /// The customer, and everybody who was merged into them.
  package var customers: [Int64]
  /// Their contacts, but for those that somebody else has too.
  package var contacts: [Int64]
  /// Their address-book entries, those they removed too.
  package var profiles: [Int64]
  /// Their payment methods.
  package var paymentMethods: [Int64]
  /// The orders they own or placed, when none are kept.
  package var orders: [Int64]
  /// Their carts.
  package var carts: [Int64]
  /// The legal basis, such as `GDPR art. 17 (1) a`.
  package var basis: String
  /// Whether orders stay as they are, because the books must be kept.
  package var keepOrders: Bool

  package init(
    customer: Int64,
    customers: [Int64],
    contacts: [Int64],
    profiles: [Int64],
    paymentMethods: [Int64],
    orders: [Int64],
    carts: [Int64],
    basis: String,
    keepOrders: Bool
  ) {
    self.customer = customer
    self.customers = customers
    self.contacts = contacts
    self.profiles = profiles
    self.paymentMethods = paymentMethods
    self.orders = orders
    self.carts = carts
    self.basis = basis
    self.keepOrders = keepOrders
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
    customers = try data.integers("customers")
    contacts = try data.integers("contacts")
    profiles = try data.integers("profiles")
    paymentMethods = try data.integers("payment_methods")
    orders = try data.integers("orders")
    carts = try data.integers("carts")
    basis = try data.text("basis")
    keepOrders = try data.boolean("keep_orders")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("basis", .string(basis)),
      ("carts", .array(carts.map(JSON.integer))),
      ("contacts", .array(contacts.map(JSON.integer))),
      ("customer", .integer(customer)),
      ("customers", .array(customers.map(JSON.integer))),
      ("keep_orders", .boolean(keepOrders)),
      ("orders", .array(orders.map(JSON.integer))),
      ("payment_methods", .array(paymentMethods.map(JSON.integer))),
      ("profiles", .array(profiles.map(JSON.integer))),
    ])
  }
}
