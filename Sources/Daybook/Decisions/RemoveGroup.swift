import Events
import Model

/// Removes a group; nobody is in it any more, and its code is free.
///
/// Its members stay customers, and orders keep its name.
public struct RemoveGroup: Decision {
  /// The group's code.
  public var group: Code

  /// The removal of a group.
  public init(group: Code) {
    self.group = group
  }

  /// The command `group.remove`.
  public static let declaration = Declaration<RemoveGroup>(
    "group.remove",
    "Removes a group; its members stay customers.",
    [
      Field(required: "group", \.group, "The group")
    ],
    empty: { RemoveGroup(group: "") }
  )

  /// The group.
  public var subject: Subject? { .group(group) }

  /// Appends `GroupRemoved`; nothing when it is removed already.
  public func decide(in context: inout DecisionContext) throws {
    context.extras["group"] = .string(group.text)
    try context.checkGroup(group)
    guard let state = try GroupState(group.text, in: context.history) else {
      throw Refusal.notFound("group", group.text)
    }
    guard !state.isRemoved else { return }
    context.append(GroupRemoved(group: group.text))
  }
}
