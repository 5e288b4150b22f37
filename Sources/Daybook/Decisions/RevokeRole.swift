import Events
import Model

/// Takes a role back, at `occurred_at`.
public struct RevokeRole: Decision {
  /// The customer.
  public var customer: CustomerReference
  /// The role.
  public var role: Code

  /// The end of a role.
  public init(customer: CustomerReference, role: Code) {
    self.customer = customer
    self.role = role
  }

  /// The command `role.revoke`.
  public static let declaration = Declaration<RevokeRole>(
    "role.revoke",
    "Takes a role back.",
    [
      Field(required: "customer", \.customer, "The customer"),
      Field(required: "role", \.role, "The role"),
    ],
    empty: { RevokeRole(customer: 0, role: "") }
  )

  /// The customer.
  public var subject: Subject? { .customer(customer) }

  /// Appends `RoleRevoked`; nothing when the customer does not have it.
  ///
  /// Refuses with `no_account`.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.account(customer, for: "a role")
    context.touch(CustomerEntity.kind, state.number)
    do { try role.check() } catch { throw error.inside("role") }
    guard try Terms.roles(of: state.number, in: context.history).byCode[role.text] != nil else {
      return
    }
    context.append(RoleRevoked(customer: state.number, role: role.text))
  }
}
