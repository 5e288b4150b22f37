import Events
public import Model

/// Changes the e-mail that an order is reached by; the one it was placed with stays readable.
public struct ChangeOrderEmail: Decision {
  /// The order.
  public var order: OrderReference
  /// The new contact e-mail.
  public var email: EmailAddress

  /// Another contact e-mail for an order.
  public init(order: OrderReference, email: EmailAddress) {
    self.order = order
    self.email = email
  }

  /// The command `order.change_email`.
  public static let declaration = Declaration<ChangeOrderEmail>(
    "order.change_email",
    "Changes the e-mail that an order is reached by.",
    [
      Field(required: "order", \.order, "The order"),
      Field(required: "email", \.email, "The new contact e-mail"),
    ],
    empty: { ChangeOrderEmail(order: 0, email: EmailAddress(unchecked: "")) }
  )

  /// The order.
  public var subject: Subject? { .order(order) }

  /// Appends `OrderEmailChanged`; nothing when it is the same.
  ///
  /// Refuses with `order_cancelled`.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.openOrder(order)
    context.touch(state)
    guard state.email?.isSame(as: email.text) != true else { return }
    context.append(
      OrderEmailChanged(
        order: state.number,
        customer: state.customer,
        site: state.placed.site,
        email: email.text
      )
    )
  }
}
