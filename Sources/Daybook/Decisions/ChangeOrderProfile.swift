import Events
import Model

/// Corrects an address of an order, or takes another entry of the address book in its place.
///
/// The copy made at placement stays readable. The address book follows only when asked, and only
/// while its entry says what the order's copy says.
public struct ChangeOrderProfile: Decision {
  /// The order.
  public var order: OrderReference
  /// Whether billing changes or a shipment.
  public var usage: Usage
  /// The shipment; may be left out when there is only one.
  public var shipment: Int64?
  /// An entry of the owner's address book to be copied; either this or `address`.
  public var profile: ProfileReference?
  /// What changes in the copy: given parts change, null clears a part.
  public var address: Address?
  /// Whether the address book follows: the entry that was copied is edited, or an address that came
  /// from no book is added.
  public var updateAddressBook = false

  /// A correction of an address.
  public init(order: OrderReference, usage: Usage, address: Address) {
    self.order = order
    self.usage = usage
    self.address = address
  }

  /// Another entry of the address book in the place of a copy.
  public init(order: OrderReference, usage: Usage, profile: ProfileReference) {
    self.order = order
    self.usage = usage
    self.profile = profile
  }

  private init() {
    order = 0
    usage = .billing
  }

  /// The command `order.change_profile`.
  public static let declaration = Declaration<ChangeOrderProfile>(
    "order.change_profile",
    "Corrects an address of an order; the one at placement stays readable.",
    [
      Field(required: "order", \.order, "The order"),
      Field(required: "usage", \.usage, "billing or shipping"),
      Field("shipment", \.shipment, "The shipment, if there are several"),
      Field("profile", \.profile, "An entry of the address book to be copied instead"),
      Field("address", \.address, "What changes in the address"),
      Field("update_address_book", \.updateAddressBook, "Whether the address book follows"),
    ],
    empty: { ChangeOrderProfile() }
  )

  /// The order.
  public var subject: Subject? { .order(order) }

  /// Appends `OrderProfileChanged`, after what it does to the address book; nothing when the copy
  /// stays as it is.
  ///
  /// Refuses with `order_cancelled`, `usage_not_allowed`, `profile_disabled`, `address_invalid` or
  /// `country_not_allowed`.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.openOrderWithAddresses(order)
    context.touch(state)
    let shipment = try shipment(of: state, in: context)
    let before = shipment.map { state.shipments[$0] } ?? state.billing
    var copier = ProfileCopier(try context.orderOwner(of: state), site: state.placed.site)
    var findings: [JSON] = []
    let copy: Snapshot
    switch (profile, address) {
    case (let profile?, nil):
      copy = try copier.copy(.profile(profile), "", for: usage, &context)
    case (nil, let address?):
      copy = try correct(before, by: address, of: state, &copier, &findings, &context)
    case (nil, nil): throw Refusal.missing("address")
    case (_?, _?): throw Refusal.invalid("profile", "goes without address: give one of the two")
    }
    guard copy.json != before?.json else { return }
    findings += try context.checkCountries(
      of: [PlacedAddress(path: "address", usage: usage, address: copy.content.address)],
      on: state.placed.site
    )
    context.append(
      OrderProfileChanged(
        order: state.number,
        customer: state.customer,
        usage: usage.rawValue,
        shipment: shipment,
        revisions: [copy.source].compactMap { $0 },
        warnings: copier.warnings + findings,
        copy: copy.json
      )
    )
  }

  /// The number of the shipment that is meant; nil for billing.
  private func shipment(of order: OrderState, in context: DecisionContext) throws -> Int64? {
    guard usage == .shipping else {
      if shipment != nil { throw Refusal.invalid("shipment", "goes with the usage shipping") }
      return nil
    }
    guard let shipment else {
      guard order.lastShipment == 1 else {
        guard order.lastShipment > 1 else { throw Refusal.notFound("shipment", "1") }
        throw Refusal.missing("shipment")
      }
      return 1
    }
    guard (1...max(order.lastShipment, 1)).contains(shipment), order.lastShipment > 0 else {
      throw Refusal.notFound("shipment", "\(shipment)")
    }
    return shipment
  }

  private func correct(
    _ before: Snapshot?,
    by address: Address,
    of order: OrderState,
    _ copier: inout ProfileCopier,
    _ findings: inout [JSON],
    _ context: inout DecisionContext
  ) throws -> Snapshot {
    var copy = before ?? Snapshot(type: ProfileType.builtIn, content: ProfileContent())
    let content = copy.content.changed(address: address, phone: .keep, fields: nil)
    guard content != copy.content else { return copy }
    findings = try context.check(content.address, path: "address", on: order.placed.site)
    try context.refuseInvalidAddresses()
    if updateAddressBook,
      let saved = try copier.follow(copy, to: content, findings: findings, &context)
    {
      findings = []
      return saved
    }
    copy.content = content
    copy.isModified = copy.profile != nil
    return copy
  }
}
