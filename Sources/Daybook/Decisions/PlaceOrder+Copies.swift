import Model

/// Turns the choices of an order into copies, and lets the address book follow where it should.
struct OrderCopies {
  private(set) var billing: Snapshot
  /// `{shipment, method, shipping}`, numbered from 1.
  private(set) var shipments: [JSON] = []
  /// `profile.revision` of every copied entry, each once.
  private(set) var sources: [String] = []
  /// Findings that the event records.
  private(set) var warnings: [JSON] = []

  private let owner: OrderOwner
  /// The order's site, whose rules its addresses keep to.
  private let site: String
  /// With what this command has done to it so far; read only when something is to be done.
  private var book: AddressBook?

  init(
    _ billing: ProfileChoice,
    _ shipments: [Shipment],
    _ owner: inout OrderOwner,
    site: String,
    _ context: inout DecisionContext
  ) throws {
    self.owner = owner
    self.site = site
    // Replaced at once, below.
    self.billing = Snapshot(type: "", content: ProfileContent(address: [:], fields: [:]))
    let ship = shipments.map { $0.shipping ?? .same(as: .billing) }
    try Self.check(billing, at: "billing")
    for (index, choice) in ship.enumerated() {
      try Self.check(choice, at: "shipments[\(index)].shipping")
    }
    if billing.sameAs == nil {
      self.billing = try copy(billing, "billing", for: .billing, &context)
    }
    var copies: [Snapshot?] = []
    for (index, choice) in ship.enumerated() {
      let path = "shipments[\(index)].shipping"
      let isOwn = choice.sameAs == nil
      copies.append(isOwn ? try copy(choice, path, for: .shipping, &context) : nil)
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

  private static func check(_ choice: ProfileChoice, at path: String) throws(Refusal) {
    do { try choice.checkForm() } catch { throw error.inside(path) }
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

  /// One copy, after the address book has followed, so that both are in sync.
  private mutating func copy(
    _ choice: ProfileChoice,
    _ path: String,
    for usage: Usage,
    _ context: inout DecisionContext
  ) throws -> Snapshot {
    do {
      if let method = choice.paymentMethod {
        throw context.missing(PaymentMethodEntity.kind, method.text)
      }
      let copy =
        if let reference = choice.profile {
          try copyEntry(reference, choice, path, for: usage, &context)
        } else {
          try copyNew(choice, path, for: usage, &context)
        }
      if let source = copy.source, !sources.contains(source) { sources.append(source) }
      return copy
    } catch let refusal as Refusal {
      throw refusal.inside(path)
    }
  }

  /// An entry of the owner's address book, as it is or modified.
  private mutating func copyEntry(
    _ reference: ProfileReference,
    _ choice: ProfileChoice,
    _ path: String,
    for usage: Usage,
    _ context: inout DecisionContext
  ) throws -> Snapshot {
    let found = try context.profile(reference)
    guard found.customer == owner.number else {
      throw context.missing(ProfileEntity.kind, reference.text)
    }
    let entry = book?.profile(found.number) ?? found
    try refuse(entry.type, for: usage)
    let content = entry.content.changed(
      address: choice.address,
      phone: choice.phone,
      fields: choice.fields
    )
    guard content != entry.content else { return Snapshot(entry) }
    let findings =
      content.address == entry.content.address
      ? [] : try context.check(content.address, path: path + ".address", on: site)
    guard saves(choice, context) else {
      warnings += findings
      var copy = Snapshot(entry)
      copy.content = content
      return copy
    }
    var book = try book ?? AddressBook(of: owner.number, in: context.history)
    let after = try context.editProfile(
      entry,
      to: content,
      warnings: findings,
      isCopied: Snapshot(entry).source.map(sources.contains) ?? false
    )
    book.update(after)
    self.book = book
    return Snapshot(after)
  }

  /// A new address, which enters the address book when it should and no entry says the same.
  private mutating func copyNew(
    _ choice: ProfileChoice,
    _ path: String,
    for usage: Usage,
    _ context: inout DecisionContext
  ) throws -> Snapshot {
    guard let address = choice.address else { throw Refusal.missing("address") }
    let type = try context.profileType(choice.type)
    try refuse(type, for: usage)
    let content = ProfileContent(
      address: address.applied(to: [:]),
      phone: choice.phone.value,
      fields: JSONObject().merging(choice.fields ?? [:])
    )
    let findings = try context.check(content.address, path: path + ".address", on: site)
    guard saves(choice, context) else {
      warnings += findings
      var copy = Snapshot(type: type, content: content)
      copy.isToBeSaved = !owner.hasAccount && choice.saveToAddressBook == true
      return copy
    }
    var book = try book ?? AddressBook(of: owner.number, in: context.history)
    defer { self.book = book }
    if let equal = book.equal(type: type, content) {
      warnings += findings
      return Snapshot(equal)
    }
    let added = try context.addProfile(content, type: type, warnings: findings, to: &book)
    return Snapshot(added)
  }

  /// Only an account has an address book; by default it follows at checkout.
  private func saves(_ choice: ProfileChoice, _ context: DecisionContext) -> Bool {
    owner.hasAccount && (choice.saveToAddressBook ?? (context.provenance.channel == .checkout))
  }

  private func refuse(_ type: String, for usage: Usage) throws(Refusal) {
    guard !ProfileType.usages(of: type).contains(usage) else { return }
    throw Refusal(
      .usageNotAllowed,
      "The profile type \(type) is not for \(usage.rawValue).",
      details: ["usage": .string(usage.rawValue)]
    )
  }
}

extension ProfileChoice {
  /// Each choice has exactly one of the five forms.
  func checkForm() throws(Refusal) {
    let isModified = phone.isGiven || fields != nil || type != nil
    if sameAs != nil, profile != nil || address != nil || paymentMethod != nil || isModified {
      throw .invalid("same_as", "brings everything; leave out the rest")
    }
    if paymentMethod != nil, profile != nil || address != nil {
      throw .invalid("payment_method", "brings its own address; leave out profile and address")
    }
    if profile != nil, type != nil {
      throw .invalid("type", "is the entry's own; leave it out beside profile")
    }
  }
}
