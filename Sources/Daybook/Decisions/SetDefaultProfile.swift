import Model

/// Makes an entry the default of a usage; there is never more than one.
public struct SetDefaultProfile: Decision {
  /// The entry.
  public var profile: ProfileReference
  /// What it becomes the default for.
  public var usage: Usage

  /// An entry as the default of a usage.
  public init(profile: ProfileReference, usage: Usage) {
    self.profile = profile
    self.usage = usage
  }

  /// The command `profile.set_default`.
  public static let declaration = Declaration<SetDefaultProfile>(
    "profile.set_default",
    "Makes an entry the default for billing or shipping.",
    [
      Field(required: "profile", \.profile, "The entry"),
      Field(required: "usage", \.usage, "billing or shipping"),
    ],
    empty: { SetDefaultProfile(profile: 0, usage: .billing) }
  )

  /// The entry.
  public var subject: Subject? { .profile(profile) }

  /// Appends `DefaultProfileSet`; nothing when it is the default already.
  ///
  /// Refuses with `usage_not_allowed` when the type of the entry does not serve the usage, and with
  /// `profile_disabled`.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.profile(profile)
    _ = try context.owner(of: state)
    context.touch(state)
    try context.profileType(of: state).check(usage)
    try state.checkEnabled()
    var book = try AddressBook(of: state.customer, in: context.history)
    context.makeDefault(state.number, usage, in: &book)
  }
}
