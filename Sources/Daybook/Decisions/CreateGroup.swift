import Events
import Model

/// Creates a group of customers, for discounts, price lists and rules of the shop.
public struct CreateGroup: Decision {
  /// The group's code.
  public var group: Code
  /// What people call it; public.
  public var name: String?
  /// What its members pay less.
  public var discountPercent: Percent?
  /// The price list that counts for its members.
  public var priceList: PublicText?
  /// Free keys and values of the shop.
  public var metadata: JSONObject?

  /// A group with a code.
  public init(group: Code) {
    self.group = group
  }

  /// The command `group.create`.
  public static let declaration = Declaration<CreateGroup>(
    "group.create",
    "Creates a group of customers.",
    [
      Field(required: "group", \.group, "The group"),
      Field("name", \.name, "What people call it"),
      Field("discount_percent", \.discountPercent, "What members pay less, 0 to 100"),
      Field("price_list", \.priceList, "The price list for members"),
      Field("metadata", \.metadata, "Free keys and values"),
    ],
    empty: { CreateGroup(group: "") }
  )

  /// The group.
  public var subject: Subject? { .group(group) }

  /// Appends `GroupCreated`.
  ///
  /// Refuses with `group_exists`.
  public func decide(in context: inout DecisionContext) throws {
    context.extras["group"] = .string(group.text)
    try context.checkGroup(group)
    if let known = try GroupState(group.text, in: context.history), !known.isRemoved {
      throw Refusal(
        .groupExists,
        "There is a group \(group.text) already.",
        details: ["group": .string(group.text)]
      )
    }
    let metadata = (metadata ?? [:]).withoutRemovals
    context.append(
      GroupCreated(
        group: group.text,
        name: name,
        discountPercent: discountPercent?.number,
        priceList: priceList?.text,
        metadata: metadata.isEmpty ? nil : metadata
      )
    )
  }
}
