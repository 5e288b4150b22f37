import Events
import Model

/// Brings a disabled entry of an address book back into use.
public struct EnableProfile: Decision {
  /// The entry.
  public var profile: ProfileReference

  /// The end of a bar.
  public init(profile: ProfileReference) {
    self.profile = profile
  }

  /// The command `profile.enable`.
  public static let declaration = Declaration<EnableProfile>(
    "profile.enable",
    "Brings a disabled entry of an address book back into use.",
    [Field(required: "profile", \.profile, "The entry")],
    empty: { EnableProfile(profile: 0) }
  )

  /// The entry.
  public var subject: Subject? { .profile(profile) }

  /// Appends `ProfileEnabled`, and `DefaultProfileSet` for each usage without a default that it
  /// serves, unless that was cleared on purpose; nothing when it is enabled already.
  ///
  /// Refuses with `profile_type_single` when there is another entry by now and one is all there may
  /// be.
  public func decide(in context: inout DecisionContext) throws {
    var state = try context.profile(profile)
    _ = try context.owner(of: state)
    context.touch(state)
    guard !state.isEnabled else { return }
    var book = try AddressBook(of: state.customer, in: context.history)
    if let type = try ProfileType(state.type, in: context.history), let only = book.only(of: type) {
      throw only.isTheOnlyOne
    }
    context.append(ProfileEnabled(customer: state.customer, profile: state.number))
    state.isEnabled = true
    book.update(state)
    context.fillDefaults(with: state.number, in: &book)
  }
}
