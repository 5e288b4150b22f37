import Events
import Model

/// States all groups that a customer is in; an empty list is none.
public struct SetGroups: Decision {
  /// The customer.
  public var customer: CustomerReference
  /// All groups.
  public var groups: [Code]

  /// All groups of a customer.
  public init(customer: CustomerReference, groups: [Code]) {
    self.customer = customer
    self.groups = groups
  }

  /// The command `customer.set_groups`.
  public static let declaration = Declaration<SetGroups>(
    "customer.set_groups",
    "States all groups that a customer is in.",
    [
      Field(required: "customer", \.customer, "The customer"),
      Field(required: "groups", \.groups, "All groups, or none"),
    ],
    empty: { SetGroups(customer: 0, groups: []) }
  )

  /// The customer.
  public var subject: Subject? { .customer(customer) }

  /// Appends `CustomerRemovedFromGroup` and `CustomerAddedToGroup` for what differs.
  ///
  /// Refuses with `not_found` for an unknown group; then nothing changes.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.customer(customer)
    context.touch(CustomerEntity.kind, state.number)
    for group in groups { _ = try context.group(group) }
    let wanted = Set(groups.map(\.text))
    let present = Set(try CustomerGroups(of: state.number, in: context.history).codes)
    for group in present.subtracting(wanted).sorted() {
      context.append(CustomerRemovedFromGroup(customer: state.number, group: group))
    }
    for group in wanted.subtracting(present).sorted() {
      context.append(CustomerAddedToGroup(customer: state.number, group: group))
    }
  }
}
