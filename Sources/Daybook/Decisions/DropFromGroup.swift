import Events
import Model

/// Takes customers out of a group; who is unknown or not in it is passed over (as in Medusa).
public struct DropFromGroup: Decision {
  /// The group's code.
  public var group: Code
  /// Who leaves.
  public var customers: [CustomerReference]

  /// Customers who leave a group.
  public init(group: Code, customers: [CustomerReference]) {
    self.group = group
    self.customers = customers
  }

  /// The command `group.drop`.
  public static let declaration = Declaration<DropFromGroup>(
    "group.drop",
    "Takes customers out of a group.",
    [
      Field(required: "group", \.group, "The group"),
      Field(required: "customers", \.customers, "Who leaves"),
    ],
    empty: { DropFromGroup(group: "", customers: []) }
  )

  /// The group.
  public var subject: Subject? { .group(group) }

  /// Appends `CustomerRemovedFromGroup` for each who is in it.
  public func decide(in context: inout DecisionContext) throws {
    context.extras["group"] = .string(group.text)
    _ = try context.group(group)
    var leaving: [Int64] = []
    var seen: Set<Int64> = []
    for reference in customers {
      do {
        let number = try context.customerEvenIfRemoved(reference).number
        if seen.insert(number).inserted { leaving.append(number) }
      } catch let refusal as Refusal where refusal.code == .notFound { continue }
    }
    for number in leaving {
      context.touch(CustomerEntity.kind, number)
      let groups = try CustomerGroups(of: number, in: context.history)
      guard groups.codes.contains(group.text) else { continue }
      context.append(CustomerRemovedFromGroup(customer: number, group: group.text))
    }
  }
}
