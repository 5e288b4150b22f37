package import Model

/// A customer's address book got an entry.
package struct ProfileAdded: EventType {
  package static let version = 2
  /// The profile type that needs no definition; events do not name it since version 2, so that it has
  /// no tag.
  package static let builtInType = "customer"

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
  /// The administrative area as of ISO 3166-2, where the address names one that is known.
  package var area: String?
  package var phone: String?
  /// The type's own fields.
  package var fields: JSONObject?

  package init(
    customer: Int64,
    profile: Int64,
    profileType: String = Self.builtInType,
    reference: String? = nil,
    warnings: [JSON] = [],
    address: JSONObject? = nil,
    area: String? = nil,
    phone: String? = nil,
    fields: JSONObject? = nil
  ) {
    self.customer = customer
    self.profile = profile
    self.profileType = profileType
    self.reference = reference
    self.warnings = warnings
    self.address = address
    self.area = area
    self.phone = phone
    self.fields = fields
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
    profile = try data.integer("profile")
    profileType =
      data.version == 1
      ? try data.text("profile_type")
      : try data.optionalText("profile_type") ?? Self.builtInType
    reference = try data.optionalText("reference")
    warnings = try data.list("warnings")
    address = try data.optionalObject("address")
    area = try data.optionalText("area")
    phone = try data.optionalText("phone")
    fields = try data.optionalObject("fields")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("address", address.map(JSON.object)),
      ("area", area.map(JSON.string)),
      ("customer", .integer(customer)),
      ("fields", fields.map(JSON.object)),
      ("phone", phone.map(JSON.string)),
      ("profile", .integer(profile)),
      ("profile_type", profileType == Self.builtInType ? nil : .string(profileType)),
      ("reference", reference.map(JSON.string)),
      ("warnings", .unlessEmpty(warnings)),
    ])
  }
}
