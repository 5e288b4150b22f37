import Events
import Model

/// Lets a disabled customer order, claim and spend again.
public struct EnableCustomer: Decision {
  /// Who was disabled.
  public var customer: CustomerReference

  /// The end of a bar.
  public init(customer: CustomerReference) {
    self.customer = customer
  }

  /// The command `customer.enable`.
  public static let declaration = Declaration<EnableCustomer>(
    "customer.enable",
    "Lets a disabled customer order, claim and spend again.",
    [Field(required: "customer", \.customer, "The customer")],
    empty: { EnableCustomer(customer: 0) }
  )

  /// The customer.
  public var subject: Subject? { .customer(customer) }

  /// Appends `CustomerEnabled`; nothing when the customer is not disabled.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.customer(customer)
    context.touch(CustomerEntity.kind, state.number)
    guard state.isDisabled else { return }
    context.append(CustomerEnabled(customer: state.number))
  }
}
