import Events
import Model

/// Brings a removed customer back, with address book, e-mail and user name.
public struct RestoreCustomer: Decision {
  /// Who was removed, by number or reference: the e-mail leads to nobody.
  public var customer: CustomerReference

  /// The return of a customer.
  public init(customer: CustomerReference) {
    self.customer = customer
  }

  /// The command `customer.restore`.
  public static let declaration = Declaration<RestoreCustomer>(
    "customer.restore",
    "Brings a removed customer back, with address book, e-mail and user name.",
    [Field(required: "customer", \.customer, "The customer")],
    empty: { RestoreCustomer(customer: 0) }
  )

  /// The customer.
  public var subject: Subject? { .customer(customer) }

  /// Appends `CustomerRestored`; nothing when the customer is not removed.
  ///
  /// Refuses with `customer_erased` for one who was erased, and with `email_taken` or `username_taken` when somebody else has the name by now.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.customerEvenIfRemoved(customer)
    context.touch(CustomerEntity.kind, state.number)
    guard state.isRemoved else { return }
    guard !state.isErased else { throw context.erased(state) }
    try context.refuseTakenNames(of: state)
    context.append(CustomerRestored(customer: state.number))
  }
}
