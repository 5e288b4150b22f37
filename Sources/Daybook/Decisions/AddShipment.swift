import Events
import Model

/// Adds a parcel to an order.
public struct AddShipment: Decision {
  /// The order.
  public var order: OrderReference
  /// The parcel; its number is the next one of the order.
  public var shipment = Shipment()

  /// A parcel that goes where the invoice goes.
  public init(order: OrderReference) {
    self.order = order
  }

  /// The command `order.add_shipment`.
  public static let declaration = Declaration<AddShipment>(
    "order.add_shipment",
    "Adds a parcel to an order.",
    [
      Field(required: "order", \.order, "The order"),
      Field("method", \.shipment.method, "How it is sent"),
      Field("shipping", \.shipment.shipping, "Where it goes; a copy of billing when left out"),
    ],
    empty: { AddShipment(order: 0) }
  )

  /// The order.
  public var subject: Subject? { .order(order) }

  /// Appends `ShipmentAdded`, after what it does to the address book.
  ///
  /// Refuses with `order_cancelled`, `usage_not_allowed`, `profile_disabled`, `address_invalid` or
  /// `country_not_allowed`.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.openOrderWithAddresses(order)
    let site = state.placed.site
    let choice = shipment.shipping ?? .same(as: .billing)
    try choice.checkForm(at: "shipping")
    var copier = ProfileCopier(try context.orderOwner(of: state), site: site)
    let copy =
      if let usage = choice.sameAs {
        try present(usage, in: state)
      } else {
        try copier.copy(choice, "shipping", for: .shipping, &context)
      }
    try context.refuseInvalidAddresses()
    let address = PlacedAddress(
      path: "shipping.address",
      usage: .shipping,
      address: copy.content.address
    )
    let findings = try context.checkCountries(of: [address], on: site)
    context.append(
      ShipmentAdded(
        order: state.number,
        customer: state.customer,
        shipment: state.lastShipment + 1,
        revisions: [copy.source].compactMap { $0 },
        warnings: copier.warnings + findings,
        method: shipment.method,
        shipping: copy.json
      )
    )
  }

  /// The order's present copy for billing, or that of its first shipment.
  private func present(_ usage: Usage, in order: OrderState) throws(Refusal) -> Snapshot {
    let first = order.shipments.min { $0.key < $1.key }?.value
    guard let copy = usage == .billing ? order.billing : first else {
      throw .invalid("shipping.same_as", "names an address that the order does not have")
    }
    return copy
  }
}
