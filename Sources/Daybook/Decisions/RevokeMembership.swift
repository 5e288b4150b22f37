import Events
import Model

/// Ends a membership, at `occurred_at`.
public struct RevokeMembership: Decision {
  /// The customer.
  public var customer: CustomerReference
  /// The membership.
  public var membership: Code

  /// The end of a membership.
  public init(customer: CustomerReference, membership: Code) {
    self.customer = customer
    self.membership = membership
  }

  /// The command `membership.revoke`.
  public static let declaration = Declaration<RevokeMembership>(
    "membership.revoke",
    "Ends a membership.",
    [
      Field(required: "customer", \.customer, "The customer"),
      Field(required: "membership", \.membership, "The membership"),
    ],
    empty: { RevokeMembership(customer: 0, membership: "") }
  )

  /// The customer.
  public var subject: Subject? { .customer(customer) }

  /// Appends `MembershipRevoked`; nothing when the customer is no member.
  ///
  /// Refuses with `no_account`.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.account(customer, for: "a membership")
    context.touch(CustomerEntity.kind, state.number)
    do { try membership.check() } catch { throw error.inside("membership") }
    let held = try Terms.memberships(of: state.number, in: context.history).byCode
    guard held[membership.text] != nil else { return }
    context.append(MembershipRevoked(customer: state.number, membership: membership.text))
  }
}
