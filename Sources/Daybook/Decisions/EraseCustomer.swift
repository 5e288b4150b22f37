import Events
import Model

/// Erases a person: what is personal goes from the log and the read models, for good.
///
/// Everybody who was merged into the customer goes along, and the contacts that nobody else has. The
/// events stay with their positions and hashes; their personal parts are blank from then on (GDPR
/// article 17; orders are kept by default, as article 17 (3) b and the tax laws have it). The basis and the
/// reason of the erasure itself stay.
public struct EraseCustomer: Decision {
  /// Who is erased; somebody who was removed or erased before can be, too.
  public var customer: CustomerReference
  /// The legal basis; it stands in the log for ever, so it names nobody.
  public var basis: PublicText
  /// Whether orders stay as they are, since the books must be kept.
  public var keepOrders: Bool
  /// Whether only to say what would be erased.
  public var dryRun: Bool

  /// The erasure of a person.
  public init(
    customer: CustomerReference,
    basis: PublicText,
    keepOrders: Bool = true,
    dryRun: Bool = false
  ) {
    self.customer = customer
    self.basis = basis
    self.keepOrders = keepOrders
    self.dryRun = dryRun
  }

  /// The command `customer.erase`.
  public static let declaration = Declaration<EraseCustomer>(
    "customer.erase",
    "Erases what is personal of a customer, for good; basis and reason stay.",
    [
      Field(required: "customer", \.customer, "The customer"),
      Field(required: "basis", \.basis, "The legal basis; stays, so name nobody in it"),
      Field("keep_orders", \.keepOrders, "Whether orders stay as they are; true when left out"),
      Field("dry_run", \.dryRun, "Only say which fields of which events would be erased"),
    ],
    empty: { EraseCustomer(customer: 0, basis: "") }
  )

  /// The customer.
  public var subject: Subject? { .customer(customer) }

  /// Appends `CustomerErased`, which blanks what it covers as it enters the log; nothing for a dry run,
  /// and when nothing is left to be erased of one who was erased before.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.customerEvenIfRemoved(customer)
    context.touch(CustomerEntity.kind, state.number)
    let history = context.history
    let scope = try ErasureScope(of: state, keepingOrders: keepOrders, in: history)
    if dryRun {
      var found: [JSON] = []
      try history.readPersonal(of: scope.subjects) { event in
        found.append(description(of: event))
        return true
      }
      context.extras["events"] = .array(found)
      return
    }
    if state.isErased {
      var isLeft = false
      try history.readPersonal(of: scope.subjects) { _ in
        isLeft = true
        return false
      }
      guard isLeft else { return }
    }
    context.append(
      CustomerErased(
        customer: state.number,
        customers: scope.customers,
        contacts: scope.contacts,
        profiles: scope.profiles,
        paymentMethods: scope.paymentMethods,
        orders: scope.orders,
        carts: scope.carts,
        basis: basis.text,
        keepOrders: keepOrders
      )
    )
  }

  private func description(of event: Event) -> JSON {
    [
      "position": .integer(event.position),
      "type": .string(event.type),
      "fields": .array(event.personalFields.map(JSON.string)),
    ]
  }
}
