import Events
import Model

/// Removes a customer.
///
/// Orders and their snapshots stay, e-mail and user name are free for others, and the address book
/// is out of view. Unlike in Kentico, orders are no hindrance.
public struct RemoveCustomer: Decision {
  /// Who is removed; a guest can be, too.
  public var customer: CustomerReference

  /// The removal of a customer.
  public init(customer: CustomerReference) {
    self.customer = customer
  }

  /// The command `customer.remove`.
  public static let declaration = Declaration<RemoveCustomer>(
    "customer.remove",
    "Removes a customer; orders stay, the e-mail is free again.",
    [Field(required: "customer", \.customer, "The customer")],
    empty: { RemoveCustomer(customer: 0) }
  )

  /// The customer.
  public var subject: Subject? { .customer(customer) }

  /// Appends `CustomerRemoved`; nothing when the customer is removed already.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.customerEvenIfRemoved(customer)
    context.touch(CustomerEntity.kind, state.number)
    guard !state.isRemoved else { return }
    context.append(CustomerRemoved(customer: state.number))
  }
}
