import Events
import Model

/// Makes a registered customer a member, from `occurred_at` on.
///
/// Memberships that an order sells are granted by themselves when it is paid.
public struct GrantMembership: Decision {
  /// The customer.
  public var customer: CustomerReference
  /// The membership.
  public var membership: Code
  /// The last moment, or the last day; without end when left out.
  public var until: LastMoment?
  /// The order that sold it.
  public var order: OrderReference?

  /// A membership without end.
  public init(customer: CustomerReference, membership: Code) {
    self.customer = customer
    self.membership = membership
  }

  /// The command `membership.grant`.
  public static let declaration = Declaration<GrantMembership>(
    "membership.grant",
    "Makes a customer a member, from occurred_at on.",
    [
      Field(required: "customer", \.customer, "The customer"),
      Field(required: "membership", \.membership, "The membership"),
      Field("until", \.until, "Last moment, or last day; without end when left out"),
      Field("order", \.order, "The order that sold it"),
    ],
    empty: { GrantMembership(customer: 0, membership: "") }
  )

  /// The customer.
  public var subject: Subject? { .customer(customer) }

  /// Appends `MembershipGranted`; nothing when the customer has it so already.
  ///
  /// Refuses with `no_account`.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.account(customer, for: "a membership")
    context.touch(CustomerEntity.kind, state.number)
    do { try membership.check() } catch { throw error.inside("membership") }
    let until = try until?.checked(as: "until")
    let order = try order.map { try context.order($0).number }
    let held = try Terms.memberships(of: state.number, in: context.history).byCode[membership.text]
    if let held, held.until?.text == until?.text, held.order == order { return }
    context.append(
      MembershipGranted(
        customer: state.number,
        membership: membership.text,
        until: until?.text,
        order: order
      )
    )
  }
}
