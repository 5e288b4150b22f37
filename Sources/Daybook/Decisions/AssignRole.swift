import Events
import Model

/// Gives a registered customer a role, from `occurred_at` on (as in Kentico).
///
/// The same role with another end takes the place of the one before.
public struct AssignRole: Decision {
  /// The customer.
  public var customer: CustomerReference
  /// The role.
  public var role: Code
  /// The last moment, or the last day; without end when left out.
  public var until: LastMoment?

  /// A role without end.
  public init(customer: CustomerReference, role: Code) {
    self.customer = customer
    self.role = role
  }

  /// The command `role.assign`.
  public static let declaration = Declaration<AssignRole>(
    "role.assign",
    "Gives a customer a role, from occurred_at on.",
    [
      Field(required: "customer", \.customer, "The customer"),
      Field(required: "role", \.role, "The role"),
      Field("until", \.until, "Last moment, or last day; without end when left out"),
    ],
    empty: { AssignRole(customer: 0, role: "") }
  )

  /// The customer.
  public var subject: Subject? { .customer(customer) }

  /// Appends `RoleAssigned`; nothing when the customer has it so already.
  ///
  /// Refuses with `no_account`.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.account(customer, for: "a role")
    context.touch(CustomerEntity.kind, state.number)
    do { try role.check() } catch { throw error.inside("role") }
    let until = try until?.checked(as: "until")
    let held = try Terms.roles(of: state.number, in: context.history).byCode[role.text]
    if let held, held.until?.text == until?.text { return }
    context.append(RoleAssigned(customer: state.number, role: role.text, until: until?.text))
  }
}
