import Events
import Model

/// Keeps a payment method of a registered customer, with a billing address of its own.
///
/// What the gateway needs to charge it stays with the gateway: no card number has a place here.
public struct AddPaymentMethod: Decision {
  /// The customer.
  public var customer: CustomerReference
  /// Who does the payments; a card number is refused.
  public var gateway: Code
  /// What people read; a card number is refused.
  public var label: String?
  /// The last day on which it can be used; never expires when left out.
  public var expiresOn: Day?
  /// Whether it may be used again.
  public var reusable: Bool = true
  /// Its own copy of a billing address: an entry of the book, an entry modified, or a new address.
  public var billing: ProfileChoice?

  /// A payment method at a gateway.
  public init(customer: CustomerReference, gateway: Code) {
    self.customer = customer
    self.gateway = gateway
  }

  /// The command `payment_method.add`.
  public static let declaration = Declaration<AddPaymentMethod>(
    "payment_method.add",
    "Keeps a customer's payment method; never a card number.",
    [
      Field(required: "customer", \.customer, "The customer"),
      Field(required: "gateway", \.gateway, "Who does the payments; never a card number"),
      Field("label", \.label, "What people read; never a card number"),
      Field("expires_on", \.expiresOn, "Last day on which it can be used"),
      Field("reusable", \.reusable, "Whether it may be used again; true when left out"),
      Field("billing", \.billing, "Its own billing address"),
    ],
    empty: { AddPaymentMethod(customer: 0, gateway: "") }
  )

  /// The customer.
  public var subject: Subject? { .customer(customer) }

  /// Appends `PaymentMethodAdded`, after what it does to the address book.
  ///
  /// Refuses with `no_account`, `usage_not_allowed`, `profile_disabled` or `address_invalid`.
  public func decide(in context: inout DecisionContext) throws {
    let owner = try context.account(customer, for: "a payment method")
    do { try gateway.check() } catch { throw error.inside("gateway") }
    try context.refuseCardNumber(in: gateway.text, of: "gateway")
    try context.refuseCardNumber(in: label, of: "label")
    try expiresOn?.check(as: "expires_on")
    var copier = ProfileCopier(OrderOwner(owner), site: owner.site)
    let copy = try billing.map { try context.ownCopy(of: $0, &copier) }
    try context.refuseInvalidAddresses()
    context.append(
      PaymentMethodAdded(
        customer: owner.number,
        paymentMethod: try context.number(of: PaymentMethodEntity.kind),
        gateway: gateway.text,
        expiresOn: expiresOn?.text,
        reusable: reusable,
        warnings: copier.warnings,
        label: label,
        billing: copy?.json
      )
    )
  }
}
