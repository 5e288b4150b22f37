package import Model

/// A customer's payment method is kept, with a billing address of its own.
package struct PaymentMethodAdded: EventType {
  /// The customer.
  package var customer: Int64
  /// The payment method.
  package var paymentMethod: Int64
  /// Who does the payments.
  package var gateway: String
  /// The last day on which it can be used; never expires when left out.
  package var expiresOn: String?
  /// Whether it may be used again.
  package var reusable: Bool
  /// What is odd with the address; from the channel `import` also what is wrong.
  package var warnings: [JSON]
  /// What people read; never a card number.
  package var label: String?
  /// Its copy of a billing address.
  package var billing: JSONObject?

  package init(
    customer: Int64,
    paymentMethod: Int64,
    gateway: String,
    expiresOn: String? = nil,
    reusable: Bool,
    warnings: [JSON] = [],
    label: String? = nil,
    billing: JSONObject? = nil
  ) {
    self.customer = customer
    self.paymentMethod = paymentMethod
    self.gateway = gateway
    self.expiresOn = expiresOn
    self.reusable = reusable
    self.warnings = warnings
    self.label = label
    self.billing = billing
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
    paymentMethod = try data.integer("payment_method")
    gateway = try data.text("gateway")
    expiresOn = try data.optionalText("expires_on")
    reusable = try data.boolean("reusable")
    warnings = try data.list("warnings")
    label = try data.optionalText("label")
    billing = try data.optionalObject("billing")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("billing", billing.map(JSON.object)),
      ("customer", .integer(customer)),
      ("expires_on", expiresOn.map(JSON.string)),
      ("gateway", .string(gateway)),
      ("label", label.map(JSON.string)),
      ("payment_method", .integer(paymentMethod)),
      ("reusable", .boolean(reusable)),
      ("warnings", .unlessEmpty(warnings)),
    ])
  }
}
