import Events
import Model

/// Brings a disabled entry of an address book back into use.
public struct EnableProfile: Decision {
  /// The entry.
  public var profile: ProfileReference
  /// Refuse when an order ever copied the entry, whatever became of the order.
  public var unlessUsed = false

  /// The end of a bar.
  public init(profile: ProfileReference) {
    self.profile = profile
  }

  /// The command `profile.enable`.
  public static let declaration = Declaration<EnableProfile>(
    "profile.enable",
    "Brings a disabled entry of an address book back into use.",
    [
      Field(required: "profile", \.profile, "The entry"),
      Field("unless_used", \.unlessUsed, "Refuse when an order ever copied the entry"),
    ],
    empty: { EnableProfile(profile: 0) }
  )

  /// The entry.
  public var subject: Subject? { .profile(profile) }

  /// Appends `ProfileEnabled`, and `DefaultProfileSet` for each usage without a default that it
  /// serves, unless that was cleared on purpose; nothing when it is enabled already.
  ///
  /// Refuses with `profile_type_single` when there is another entry by now and one is all there may
  /// be, and with `profile_in_use` when that was asked for.
  public func decide(in context: inout DecisionContext) throws {
    var state = try context.profile(profile)
    _ = try context.owner(of: state)
    context.touch(state)
    guard !state.isEnabled else { return }
    if unlessUsed { try context.refuseUsed(state) }
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
