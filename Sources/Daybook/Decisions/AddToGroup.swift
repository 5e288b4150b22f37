import Events
import Model

/// Adds customers to a group: all of them, or none when one is unknown (as in Medusa).
public struct AddToGroup: Decision {
  /// The group's code.
  public var group: Code
  /// Who joins; guests may, too.
  public var customers: [CustomerReference]

  /// Customers for a group.
  public init(group: Code, customers: [CustomerReference]) {
    self.group = group
    self.customers = customers
  }

  /// The command `group.add`.
  public static let declaration = Declaration<AddToGroup>(
    "group.add",
    "Adds customers to a group, all of them or none.",
    [
      Field(required: "group", \.group, "The group"),
      Field(required: "customers", \.customers, "Who joins"),
    ],
    empty: { AddToGroup(group: "", customers: []) }
  )

  /// The group.
  public var subject: Subject? { .group(group) }

  /// Appends `CustomerAddedToGroup` for each who is not in it yet.
  ///
  /// Refuses with `not_found` naming all unknown ones, or with `customer_removed`.
  public func decide(in context: inout DecisionContext) throws {
    context.extras["group"] = .string(group.text)
    _ = try context.group(group)
    var unknown: [JSON] = []
    var joining: [Int64] = []
    var seen: Set<Int64> = []
    for reference in customers {
      do {
        let number = try context.customer(reference).number
        if seen.insert(number).inserted { joining.append(number) }
      } catch let refusal as Refusal where refusal.code == .notFound {
        unknown.append(reference.fieldJSON)
      }
    }
    guard unknown.isEmpty else {
      let names = unknown.map { $0.string ?? $0.canonicalText }.joined(separator: ", ")
      throw Refusal(
        .notFound,
        "Nobody was added: there is no customer \(names).",
        details: ["kind": .string(CustomerEntity.kind), "customers": .array(unknown)]
      )
    }
    for number in joining {
      context.touch(CustomerEntity.kind, number)
      let groups = try CustomerGroups(of: number, in: context.history)
      guard !groups.codes.contains(group.text) else { continue }
      context.append(CustomerAddedToGroup(customer: number, group: group.text))
    }
  }
}
