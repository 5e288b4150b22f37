import Events
import Model

/// Keeps a payment method no longer; orders keep what they copied.
public struct RemovePaymentMethod: Decision {
  /// The payment method; one that was removed before is no error.
  public var paymentMethod: PaymentMethodReference

  /// The removal of a payment method.
  public init(paymentMethod: PaymentMethodReference) {
    self.paymentMethod = paymentMethod
  }

  /// The command `payment_method.remove`.
  public static let declaration = Declaration<RemovePaymentMethod>(
    "payment_method.remove",
    "Keeps a payment method no longer.",
    [
      Field(required: "payment_method", \.paymentMethod, "The payment method")
    ],
    empty: { RemovePaymentMethod(paymentMethod: 0) }
  )

  /// The payment method.
  public var subject: Subject? { .paymentMethod(paymentMethod) }

  /// Appends `PaymentMethodRemoved`; nothing when it is removed already.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.paymentMethodEvenIfRemoved(paymentMethod)
    context.touch(CustomerEntity.kind, state.customer)
    context.touch(PaymentMethodEntity.kind, state.number)
    guard !state.isRemoved else { return }
    _ = try context.customer(Reference(state.customer))
    context.append(PaymentMethodRemoved(customer: state.customer, paymentMethod: state.number))
  }
}
