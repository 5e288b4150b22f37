public import Model

/// Changes an entry of an address book.
///
/// Orders that copied it keep what they copied.
public struct EditProfile: Decision {
  /// The entry; one that was removed is not found.
  public var profile: ProfileReference
  /// Given parts change, null clears a part.
  public var address: Address?
  /// Phone number.
  public var phone: Change<String> = .keep
  /// The profile type's own fields: given ones change, null clears one.
  public var fields: JSONObject?

  /// A change of an entry, so far without any.
  public init(profile: ProfileReference) {
    self.profile = profile
  }

  /// The command `profile.edit`.
  public static let declaration = Declaration<EditProfile>(
    "profile.edit",
    "Changes an entry of an address book; orders keep what they copied.",
    [
      Field(required: "profile", \.profile, "The entry"),
      Field("address", \.address, "What changes in the address"),
      Field("phone", \.phone, "Phone number"),
      Field("fields", \.fields, "The profile type's own fields"),
    ],
    empty: { EditProfile(profile: 0) }
  )

  /// The entry.
  public var subject: Subject? { .profile(profile) }

  /// Appends `ProfileEdited` with the parts that change; nothing when none does.
  ///
  /// The revision goes up when an order copied the present one. Refuses with `address_invalid`.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.profile(profile)
    let owner = try context.owner(of: state)
    context.touch(state)
    let content = state.content.changed(address: address, phone: phone, fields: fields)
    if fields != nil { try context.profileType(of: state).check(content.fields) }
    var warnings: [JSON] = []
    if content.address != state.content.address {
      warnings = try context.check(content.address, path: "address", on: owner.site)
      try context.refuseInvalidAddresses()
    }
    _ = try context.editProfile(state, to: content, warnings: warnings)
  }
}
