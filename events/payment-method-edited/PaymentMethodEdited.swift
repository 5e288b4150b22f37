package import Model

/// A payment method changed: only what changed is here, null where cleared.
package struct PaymentMethodEdited: EventType {
  /// The fields that a change may carry.
  package static let changeable = ["gateway", "expires_on", "reusable", "label", "billing"]

  /// The customer.
  package var customer: Int64
  /// The payment method.
  package var paymentMethod: Int64
  /// What is odd with the address; from the channel `import` also what is wrong.
  package var warnings: [JSON]
  /// The changed fields as they are now, null where cleared.
  package var changes: JSONObject

  package init(
    customer: Int64,
    paymentMethod: Int64,
    warnings: [JSON] = [],
    changes: JSONObject
  ) {
    self.customer = customer
    self.paymentMethod = paymentMethod
    self.warnings = warnings
    self.changes = changes
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
    paymentMethod = try data.integer("payment_method")
    warnings = try data.list("warnings")
    changes = data.changes(Self.changeable)
  }

  package var data: JSONObject {
    var data = changes
    data["customer"] = .integer(customer)
    data["payment_method"] = .integer(paymentMethod)
    if !warnings.isEmpty { data["warnings"] = .array(warnings) }
    return data
  }
}
