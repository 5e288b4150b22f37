import Events
import Model

/// Changes a group; what members get counts from here on.
public struct EditGroup: Decision {
  /// The group's code.
  public var group: Code
  /// What people call it; public.
  public var name: Change<String> = .keep
  /// What its members pay less.
  public var discountPercent: Change<Percent> = .keep
  /// The price list that counts for its members.
  public var priceList: Change<PublicText> = .keep
  /// What is merged into the metadata; an empty text removes a key.
  public var metadata: JSONObject?

  /// A change of a group, so far without any.
  public init(group: Code) {
    self.group = group
  }

  /// The command `group.edit`.
  public static let declaration = Declaration<EditGroup>(
    "group.edit",
    "Changes a group.",
    [
      Field(required: "group", \.group, "The group"),
      Field("name", \.name, "What people call it"),
      Field("discount_percent", \.discountPercent, "What members pay less, 0 to 100"),
      Field("price_list", \.priceList, "The price list for members"),
      Field("metadata", \.metadata, "Keys to set; an empty text removes a key"),
    ],
    empty: { EditGroup(group: "") }
  )

  /// The group.
  public var subject: Subject? { .group(group) }

  /// Appends `GroupEdited` with what really changes; nothing when nothing does.
  public func decide(in context: inout DecisionContext) throws {
    context.extras["group"] = .string(group.text)
    let state = try context.group(group)
    var wanted = state.details
    if name.isGiven { wanted["name"] = name.value.map(JSON.string) }
    if discountPercent.isGiven { wanted["discount_percent"] = discountPercent.value?.fieldJSON }
    if priceList.isGiven { wanted["price_list"] = priceList.value?.fieldJSON }
    if let metadata {
      let merged = (wanted["metadata"]?.object ?? [:]).replacing(metadata).withoutRemovals
      wanted["metadata"] = merged.isEmpty ? nil : .object(merged)
    }
    var changes = JSONObject()
    for key in GroupEdited.changeable where state.details[key] != wanted[key] {
      changes[key] = wanted[key] ?? .null
    }
    guard !changes.isEmpty else { return }
    context.append(GroupEdited(group: group.text, changes: changes))
  }
}
