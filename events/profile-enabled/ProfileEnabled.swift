package import Model

/// A disabled address-book entry is offered again.
package struct ProfileEnabled: EventType {
  /// The customer.
  package var customer: Int64
  /// The address-book entry.
  package var profile: Int64

  package init(
    customer: Int64,
    profile: Int64
  ) {
    self.customer = customer
    self.profile = profile
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
    profile = try data.integer("profile")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("customer", .integer(customer)),
      ("profile", .integer(profile)),
    ])
  }
}
