import Events
import Model

/// Takes a kind of address-book entry off what is offered.
///
/// Orders keep copies of its entries.
public struct RemoveProfileType: Decision {
  /// The type's code.
  public var code: Code

  /// The removal of a type.
  public init(code: Code) {
    self.code = code
  }

  /// The command `profile_type.remove`.
  public static let declaration = Declaration<RemoveProfileType>(
    "profile_type.remove",
    "Takes a kind of address-book entry off what is offered.",
    [Field(required: "code", \.code, "The type")],
    empty: { RemoveProfileType(code: "") }
  )

  /// The type.
  public var subject: Subject? { .profileType(code) }

  /// Appends `ProfileTypeRemoved`; nothing when it is removed already.
  ///
  /// Refuses with `profile_type_builtin`, or with `profile_type_in_use` while some address book has
  /// an entry of it.
  public func decide(in context: inout DecisionContext) throws {
    try context.checkDefinable(code)
    guard let type = try ProfileType(code.text, in: context.history) else {
      throw Refusal.notFound("profile_type", code.text)
    }
    context.extras["profile_type"] = .string(code.text)
    guard !type.isRemoved else { return }
    try context.refuseInUse(type)
    context.append(ProfileTypeRemoved(profileType: code.text))
  }
}
