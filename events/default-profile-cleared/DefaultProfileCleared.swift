package import Model

/// A usage has no default entry any more.
package struct DefaultProfileCleared: EventType {
  /// The customer.
  package var customer: Int64
  /// `billing` or `shipping`.
  package var usage: String
  /// Cleared on purpose: no other entry becomes the default by itself.
  package var byRequest: Bool

  package init(
    customer: Int64,
    usage: String,
    byRequest: Bool = false
  ) {
    self.customer = customer
    self.usage = usage
    self.byRequest = byRequest
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
    usage = try data.text("usage")
    byRequest = try data.flag("by_request")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("by_request", byRequest ? true : nil),
      ("customer", .integer(customer)),
      ("usage", .string(usage)),
    ])
  }
}
