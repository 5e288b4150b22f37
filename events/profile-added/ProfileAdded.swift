package import Model

/// A customer's address book got an entry.
package struct ProfileAdded: EventType {
  /// The customer.
  package var customer: Int64
  /// The address-book entry.
  package var profile: Int64
  /// The profile type; the built-in one is `customer`.
  package var profileType: String
  /// The caller's own key.
  package var reference: String?
  /// What is odd with the addresses; from the channel `import` also what is wrong.
  package var warnings: [JSON]
  package var address: JSONObject?
  package var phone: String?
  /// The type's own fields.
  package var fields: JSONObject?

  package init(
    customer: Int64,
    profile: Int64,
    profileType: String,
    reference: String? = nil,
    warnings: [JSON] = [],
    address: JSONObject? = nil,
    phone: String? = nil,
    fields: JSONObject? = nil
  ) {
    self.customer = customer
    self.profile = profile
    self.profileType = profileType
    self.reference = reference
    self.warnings = warnings
    self.address = address
    self.phone = phone
    self.fields = fields
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
    profile = try data.integer("profile")
    profileType = try data.text("profile_type")
    reference = try data.optionalText("reference")
    warnings = try data.list("warnings")
    address = try data.optionalObject("address")
    phone = try data.optionalText("phone")
    fields = try data.optionalObject("fields")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("address", address.map(JSON.object)),
      ("customer", .integer(customer)),
      ("fields", fields.map(JSON.object)),
      ("phone", phone.map(JSON.string)),
      ("profile", .integer(profile)),
      ("profile_type", .string(profileType)),
      ("reference", reference.map(JSON.string)),
      ("warnings", .unlessEmpty(warnings)),
    ])
  }
}
