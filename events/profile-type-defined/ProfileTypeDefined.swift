package import Model

/// A kind of address-book entry was defined, or defined anew: all of it is here.
package struct ProfileTypeDefined: EventType {
  /// The profile type.
  package var profileType: String
  /// What people call it.
  package var label: String?
  /// What its entries may be used for.
  package var usages: [JSON]
  /// Whether a customer may have several entries of it.
  package var multiple: Bool
  /// The fields that its entries have beside address and phone.
  package var fields: [JSON]

  package init(
    profileType: String,
    label: String? = nil,
    usages: [JSON],
    multiple: Bool,
    fields: [JSON] = []
  ) {
    self.profileType = profileType
    self.label = label
    self.usages = usages
    self.multiple = multiple
    self.fields = fields
  }

  package init(_ data: EventData) throws(EventProblem) {
    profileType = try data.text("profile_type")
    label = try data.optionalText("label")
    usages = try data.list("usages")
    multiple = try data.boolean("multiple")
    fields = try data.list("fields")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("fields", .unlessEmpty(fields)),
      ("label", label.map(JSON.string)),
      ("multiple", .boolean(multiple)),
      ("profile_type", .string(profileType)),
      ("usages", .array(usages)),
    ])
  }
}
