package import Model

/// A payment method is kept no longer.
package struct PaymentMethodRemoved: EventType {
  /// The customer.
  package var customer: Int64
  /// The payment method.
  package var paymentMethod: Int64

  package init(
    customer: Int64,
    paymentMethod: Int64
  ) {
    self.customer = customer
    self.paymentMethod = paymentMethod
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
    paymentMethod = try data.integer("payment_method")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("customer", .integer(customer)),
      ("payment_method", .integer(paymentMethod)),
    ])
  }
}
