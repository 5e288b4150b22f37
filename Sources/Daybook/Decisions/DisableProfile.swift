import Events
import Model

/// Keeps an entry in its address book, but out of use.
///
/// That is no change of its content: no revision, and orders that copied it are in sync with it. A
/// default that goes is replaced by the newest entry that can serve, by an event of its own.
public struct DisableProfile: Decision {
  /// The entry.
  public var profile: ProfileReference
  /// Refuse when an order ever copied the entry, whatever became of the order.
  public var unlessUsed = false

  /// A bar for an entry.
  public init(profile: ProfileReference) {
    self.profile = profile
  }

  /// The command `profile.disable`.
  public static let declaration = Declaration<DisableProfile>(
    "profile.disable",
    "Keeps an entry in its address book, but out of use.",
    [
      Field(required: "profile", \.profile, "The entry"),
      Field("unless_used", \.unlessUsed, "Refuse when an order ever copied the entry"),
    ],
    empty: { DisableProfile(profile: 0) }
  )

  /// The entry.
  public var subject: Subject? { .profile(profile) }

  /// Appends `ProfileDisabled`, and `DefaultProfileSet` or `DefaultProfileCleared` for each usage
  /// whose default it was; nothing when it is disabled already.
  ///
  /// Refuses with `profile_in_use` when that was asked for.
  public func decide(in context: inout DecisionContext) throws {
    var state = try context.profile(profile)
    _ = try context.owner(of: state)
    context.touch(state)
    guard state.isEnabled else { return }
    if unlessUsed { try context.refuseUsed(state) }
    context.append(ProfileDisabled(customer: state.customer, profile: state.number))
    var book = try AddressBook(of: state.customer, in: context.history)
    state.isEnabled = false
    book.update(state)
    context.replaceLostDefaults(in: &book)
  }
}
