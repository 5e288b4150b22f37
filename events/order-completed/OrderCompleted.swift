package import Model

/// An order was completed.
///
/// Nothing is left to be done for it.
package struct OrderCompleted: EventType {
  /// The order.
  package var order: Int64
  /// The customer.
  package var customer: Int64

  package init(
    order: Int64,
    customer: Int64
  ) {
    self.order = order
    self.customer = customer
  }

  package init(_ data: EventData) throws(EventProblem) {
    order = try data.integer("order")
    customer = try data.integer("customer")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("customer", .integer(customer)),
      ("order", .integer(order)),
    ])
  }
}
