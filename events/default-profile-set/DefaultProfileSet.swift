package import Model

/// An entry became the default of a usage.
package struct DefaultProfileSet: EventType {
  /// The customer.
  package var customer: Int64
  /// The address-book entry.
  package var profile: Int64
  /// `billing` or `shipping`.
  package var usage: String

  package init(
    customer: Int64,
    profile: Int64,
    usage: String
  ) {
    self.customer = customer
    self.profile = profile
    self.usage = usage
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
    profile = try data.integer("profile")
    usage = try data.text("usage")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("customer", .integer(customer)),
      ("profile", .integer(profile)),
      ("usage", .string(usage)),
    ])
  }
}
