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
  public static let declaration = Declaration(
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
    context.touch(CustomerEntity.kind, state.customer)
    context.touch(ProfileEntity.kind, state.number)
    guard !state.isRemoved else { return }
    if unlessUsed { try refuseUsed(state, in: context) }
    var book = try AddressBook(of: state.customer, in: context.history)
    let removed = ProfileRemoved(customer: state.customer, profile: state.number)
    context.append(removed)
    let usages = Usage.allCases.filter { book.defaultProfile($0) == state.number }
    book.apply(removed)
    for usage in usages {
      if let next = book.newest(for: usage) {
        context.makeDefault(next.number, usage, in: &book)
      } else {
        context.append(DefaultProfileCleared(customer: state.customer, usage: usage.rawValue))
      }
    }
  }

  private func refuseUsed(_ state: ProfileState, in context: DecisionContext) throws {
    for revision in 1...max(state.revision, 1)
    where try context.history.hasEvent(tagged: state.revisionTag(revision)) {
      throw Refusal(
        .profileInUse,
        "Profile \(state.number) was copied by an order.",
        details: ["profile": .integer(state.number)]
      )
    }
  }
}
