import Events
import Model

/// Changes a payment method; orders keep what they copied.
public struct EditPaymentMethod: Decision {
  /// The payment method.
  public var paymentMethod: PaymentMethodReference
  /// Who does the payments; a card number is refused; stays when left out.
  public var gateway: Code?
  /// What people read; a card number is refused.
  public var label: Change<String> = .keep
  /// The last day on which it can be used.
  public var expiresOn: Change<Day> = .keep
  /// Whether it may be used again; stays when left out.
  public var reusable: Bool?
  /// What changes of its billing address, or another entry in its place.
  public var billing: ProfileChoice?

  /// A change of a payment method, so far without any.
  public init(paymentMethod: PaymentMethodReference) {
    self.paymentMethod = paymentMethod
  }

  /// The command `payment_method.edit`.
  public static let declaration = Declaration<EditPaymentMethod>(
    "payment_method.edit",
    "Changes a payment method.",
    [
      Field(required: "payment_method", \.paymentMethod, "The payment method"),
      Field("gateway", \.gateway, "Who does the payments; never a card number"),
      Field("label", \.label, "What people read; never a card number"),
      Field("expires_on", \.expiresOn, "Last day on which it can be used"),
      Field("reusable", \.reusable, "Whether it may be used again"),
      Field("billing", \.billing, "What changes of its own billing address, or another entry"),
    ],
    empty: { EditPaymentMethod(paymentMethod: 0) }
  )

  /// The payment method.
  public var subject: Subject? { .paymentMethod(paymentMethod) }

  /// Appends `PaymentMethodEdited` with what really changes; nothing when nothing does.
  ///
  /// Refuses with `usage_not_allowed`, `profile_disabled` or `address_invalid`.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.paymentMethod(paymentMethod)
    let owner = try context.customer(Reference(state.customer))
    context.touch(CustomerEntity.kind, owner.number)
    context.touch(PaymentMethodEntity.kind, state.number)
    do { try gateway?.check() } catch { throw error.inside("gateway") }
    try context.refuseCardNumber(in: gateway?.text, of: "gateway")
    try context.refuseCardNumber(in: label.value, of: "label")
    try expiresOn.value?.check(as: "expires_on")
    var copier = ProfileCopier(OrderOwner(owner), site: owner.site)
    var wanted = state.details
    if let gateway { wanted["gateway"] = gateway.fieldJSON }
    if let reusable { wanted["reusable"] = .boolean(reusable) }
    if label.isGiven { wanted["label"] = label.value.map(JSON.string) }
    if expiresOn.isGiven { wanted["expires_on"] = expiresOn.value?.fieldJSON }
    if let billing {
      let copy = try context.ownCopy(of: billing, inPlaceOf: state.billing, &copier)
      wanted["billing"] = .object(copy.json)
      try context.refuseInvalidAddresses()
    }
    var changes = JSONObject()
    for key in PaymentMethodEdited.changeable where state.details[key] != wanted[key] {
      changes[key] = wanted[key] ?? .null
    }
    guard !changes.isEmpty else { return }
    context.append(
      PaymentMethodEdited(
        customer: owner.number,
        paymentMethod: state.number,
        warnings: copier.warnings,
        changes: changes
      )
    )
  }
}
