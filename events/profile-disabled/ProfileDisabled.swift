package import Model

/// An address-book entry is kept, but not offered or used for the time being.
package struct ProfileDisabled: EventType {
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
