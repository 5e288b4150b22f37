import Events
import Model

/// Takes an entry out of its address book.
///
/// Orders keep their copies; a default that goes is replaced by the newest entry that can serve, by
/// an event of its own.
public struct RemoveProfile: Decision {
  /// The entry; one that was removed before is no error.
  public var profile: ProfileReference
  /// Refuse when an order ever copied the entry, whatever became of the order.
  public var unlessUsed = false

  /// The removal of an entry.
  public init(profile: ProfileReference) {
    self.profile = profile
  }

  /// The command `profile.remove`.
  public static let declaration = Declaration<RemoveProfile>(
    "profile.remove",
    "Takes an entry out of its address book; orders keep their copies.",
    [
      Field(required: "profile", \.profile, "The entry"),
      Field("unless_used", \.unlessUsed, "Refuse when an order ever copied the entry"),
    ],
    empty: { RemoveProfile(profile: 0) }
  )

  /// The entry.
  public var subject: Subject? { .profile(profile) }

  /// Appends `ProfileRemoved`, and `DefaultProfileSet` or `DefaultProfileCleared` for each usage
  /// whose default it was; nothing when it is removed already.
  ///
  /// Refuses with `profile_in_use` when that was asked for.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.profileEvenIfRemoved(profile)
    context.touch(state)
    guard !state.isRemoved else { return }
    _ = try context.owner(of: state)
    if unlessUsed { try context.refuseUsed(state) }
    context.append(ProfileRemoved(customer: state.customer, profile: state.number))
    var book = try AddressBook(of: state.customer, in: context.history)
    book.remove(state.number)
    context.replaceLostDefaults(in: &book)
  }
}
