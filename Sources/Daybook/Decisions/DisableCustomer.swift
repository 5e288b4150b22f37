import Events
import Model

/// Bars a customer from ordering, claiming and spending, for the time being (as in Kentico).
///
/// Everything else goes on: the customer is shown, listed, and can be edited.
public struct DisableCustomer: Decision {
  /// Who is barred; a guest can be, too.
  public var customer: CustomerReference

  /// A bar for a customer.
  public init(customer: CustomerReference) {
    self.customer = customer
  }

  /// The command `customer.disable`.
  public static let declaration = Declaration<DisableCustomer>(
    "customer.disable",
    "Bars a customer from ordering, claiming and spending, for the time being.",
    [Field(required: "customer", \.customer, "The customer")],
    empty: { DisableCustomer(customer: 0) }
  )

  /// The customer.
  public var subject: Subject? { .customer(customer) }

  /// Appends `CustomerDisabled`; nothing when the customer is disabled already.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.customer(customer)
    context.touch(CustomerEntity.kind, state.number)
    guard !state.isDisabled else { return }
    context.append(CustomerDisabled(customer: state.number))
  }
}
