import Events
import Model

/// The copies of addresses that a new order keeps.
struct OrderCopies {
  private(set) var billing: Snapshot
  /// `{shipment, method, shipping}`, numbered from 1.
  private(set) var shipments: [JSON] = []
  private var copier: ProfileCopier

  /// `profile.revision` of every copied entry, each once.
  var sources: [String] { copier.sources }
  /// Findings that the event records.
  var warnings: [JSON] { copier.warnings }

  init(
    _ billing: ProfileChoice,
    _ shipments: [Shipment],
    _ owner: OrderOwner,
    site: String,
    _ context: inout DecisionContext
  ) throws {
    copier = ProfileCopier(owner, site: site)
    // Replaced at once, below.
    self.billing = Snapshot(type: "", content: ProfileContent())
    let ship = shipments.map { $0.shipping ?? .same(as: .billing) }
    try billing.checkForm(at: "billing")
    for (index, choice) in ship.enumerated() {
      try choice.checkForm(at: "shipments[\(index)].shipping")
    }
    if billing.sameAs == nil {
      self.billing = try copier.copy(billing, "billing", for: .billing, &context)
    }
    var copies: [Snapshot?] = []
    for (index, choice) in ship.enumerated() {
      let path = "shipments[\(index)].shipping"
      let isOwn = choice.sameAs == nil
      copies.append(isOwn ? try copier.copy(choice, path, for: .shipping, &context) : nil)
    }
    if let usage = billing.sameAs {
      guard usage == .shipping, let first = copies.first, let first else {
        throw Refusal.invalid(
          "billing.same_as",
          "needs a first shipment with an address of its own"
        )
      }
      self.billing = first
    }
    try number(shipments, ship, copies)
  }

  private mutating func number(
    _ shipments: [Shipment],
    _ choices: [ProfileChoice],
    _ copies: [Snapshot?]
  ) throws {
    for (index, shipment) in shipments.enumerated() {
      var copy = copies[index]
      if choices[index].sameAs == .shipping {
        guard index > 0 else {
          throw Refusal.invalid(
            "shipments[0].shipping.same_as",
            "must be billing: this is the first shipment"
          )
        }
        copy = copies[0]
      }
      self.shipments.append(
        .object(
          JSONObject(present: [
            ("shipment", .integer(Int64(index + 1))), ("method", shipment.method.map(JSON.string)),
            ("shipping", .object((copy ?? billing).json)),
          ])
        )
      )
    }
  }

  /// Every copied address with its path in the command.
  var addresses: [PlacedAddress] {
    let shipped = shipments.enumerated().map { index, shipment in
      PlacedAddress(
        path: "shipments[\(index)].shipping.address",
        usage: .shipping,
        address: shipment["shipping"]["address"].object ?? [:]
      )
    }
    return [
      PlacedAddress(path: "billing.address", usage: .billing, address: billing.content.address)
    ]
      + shipped
  }
}

extension ProfileChoice {
  /// Each choice has exactly one of the five forms.
  ///
  /// - Throws: `field_invalid`, inside a path of the command.
  func checkForm(at path: String) throws(Refusal) {
    do { try checkForm() } catch { throw error.inside(path) }
  }

  private func checkForm() throws(Refusal) {
    let isModified = phone.isGiven || fields != nil || type != nil
    if sameAs != nil, profile != nil || address != nil || paymentMethod != nil || isModified {
      throw .invalid("same_as", "brings everything; leave out the rest")
    }
    if paymentMethod != nil, profile != nil || address != nil || isModified {
      throw .invalid("payment_method", "brings its own address; leave out the rest")
    }
    if profile != nil, type != nil {
      throw .invalid("type", "is the entry's own; leave it out beside profile")
    }
  }
}
