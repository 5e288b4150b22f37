import Model

extension PlainShop {
  mutating func placeOrder(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    let cart = c["cart"].isNull ? nil : no.noting { try self.cart(c["cart"]) }
    if let cart, carts[cart].order != nil { return }
    no.note("cart_closed", if: cart.map { carts[$0].isExpired } ?? false)
    let total = no.noting { try self.total(c) } ?? 0
    no.note(
      "reference_taken",
      if: !c["reference"].isNull && !orders.numbers { $0.reference == c["reference"] }.isEmpty
    )
    var email = no.noting { try c.email("email") } ?? .null
    var name = c["customer"]
    if let cart, name.isNull, c["email"].isNull {
      name = JSON(carts[cart].now.customer)
      email = carts[cart].now.email
    }
    guard let owner = no.noting({ try owner(c, name, email) }) else { throw no }
    if let other = cart.flatMap({ carts[$0].now.customer }), other != owner {
      no.note("not_found", if: customers[other].hasAccount)
    }
    let site = c.hasSite ? c.site : customers[owner].site
    let number = orderNumber(c, site)
    no.note("order_number_taken", if: isTaken(orderNumber: number, site))
    let contact = email.isNull ? customers[owner].email : email
    _ = no.noting { try checkOwner(owner, contact, site, c) }

    let at = PlainChoosing(
      owner: owner,
      site: site,
      channel: c.channel,
      profiles: profiles.numbers.count
    )
    let facts = facts(c, total, owner, cart)
    let parts = no.noting { try chooseAll(c, contact, at) }
    let paysWithCredit = c.flag("pay_with_credit")
    if paysWithCredit { _ = no.noting { try pot(for: total, of: owner, site, c) } }
    try no.stop()
    guard let parts else { return }
    customers[owner].hasOrdered = true
    let order = orders.add(
      PlainOrder(
        number: number,
        site: site,
        facts: facts,
        reference: c["reference"],
        buyer: owner,
        owner: owner,
        now: parts,
        original: parts
      )
    )
    if let cart { carts[cart].order = order }
    if paysWithCredit { try pay(order, total, c) }
  }

  private mutating func chooseAll(
    _ c: PlainCommand,
    _ email: JSON,
    _ at: PlainChoosing
  ) throws -> PlainOrder.Parts {
    var at = at
    var no = PlainRefusal()
    let wishes = (c["shipments"].array ?? []).map { shipment -> JSON in
      shipment["shipping"].isNull ? ["same_as": "billing"] : shipment["shipping"]
    }
    let isFirstParcelFirst = c["billing"]["same_as"] == "shipping"
    if isFirstParcelFirst, let first = wishes.first, first["same_as"].isNull {
      at.shipping = no.noting { try choose(first, "shipping", at) }
    }
    at.billing = no.noting { try choose(c["billing"], "billing", at) }
    var shipments: [PlainShipment] = []
    for (place, wish) in wishes.enumerated() {
      let isMade = place == 0 && isFirstParcelFirst
      let copy = isMade ? at.shipping : no.noting { try choose(wish, "shipping", at) }
      guard let copy else { continue }
      if place == 0 { at.shipping = copy }
      let method = filled(c["shipments"][place]["method"])
      shipments.append(PlainShipment(method: method, shipping: copy))
    }
    try no.stop()
    guard let billing = at.billing else { throw PlainRefusal("field_invalid") }
    return PlainOrder.Parts(email: email, billing: billing, shipments: shipments)
  }

  /// The sum of lines and adjustments.
  private func total(_ c: PlainCommand) throws -> Int64 {
    var no = PlainRefusal()
    var total: Int64 = 0
    for line in c["lines"].array ?? [] {
      let quantity = line["quantity"].integer ?? 0
      no.note("field_invalid", if: quantity < 1)
      total += quantity * (line["unit_price"].integer ?? 0)
    }
    for adjustment in c["adjustments"].array ?? [] { total += adjustment["amount"].integer ?? 0 }
    no.note("lines_empty", if: c["lines"].array?.isEmpty == true)
    no.note("total_mismatch", if: c["total"].integer.map { $0 != total } ?? false)
    no.note("field_invalid", if: c["currency"] != "EUR" && c["currency"] != "GBP")
    try no.stop()
    return total
  }

  private func orderNumber(_ c: PlainCommand, _ site: String) -> JSON {
    if let number = c["number"].integer { return .string("\(number)") }
    if !c["number"].isNull { return c["number"] }
    var next = orders.numbers.count + 1
    while isTaken(orderNumber: .string("\(next)"), site) { next += 1 }
    return .string("\(next)")
  }

  private func isTaken(orderNumber number: JSON, _ site: String) -> Bool {
    !orders.numbers { $0.number == number && $0.site == site }.isEmpty
  }

  /// Whose order it is: somebody who is named, or found or made by the e-mail.
  private mutating func owner(
    _ c: PlainCommand,
    _ name: JSON,
    _ email: JSON
  ) throws -> Int64 {
    if !name.isNull { return try customer(name, c.site) }
    if email.isNull { throw c["email"].isNull ? PlainRefusal("customer_required") : PlainRefusal() }
    let site = site(c.site)
    let account = holder(email, c.site, hasAccount: true)
    if let account {
      let attaches = site.attachByEmail && customers[account].isEnabled
      if c.channel != .checkout || attaches { return account }
    }
    let guest = holder(email, c.site, hasAccount: false)
    let isFirst = guest.map { !customers[$0].hasOrdered && customers[$0].isEnabled } ?? true
    let registers = site.autoRegister && c.channel != .import && account == nil && isFirst
    if registers, mayOrderAsGuest(c, c.site) {
      return addCustomer(email: email, site: c.site, hasAccount: true, at: c.occurredAt)
    }
    return guest ?? addCustomer(email: email, site: c.site, hasAccount: false, at: c.occurredAt)
  }

  private func mayOrderAsGuest(_ c: PlainCommand, _ site: String) -> Bool {
    self.site(site).guestCheckout || c.channel == .administration || c.channel == .import
  }

  private mutating func checkOwner(
    _ owner: Int64,
    _ email: JSON,
    _ site: String,
    _ c: PlainCommand
  ) throws {
    var no = PlainRefusal()
    no.note("customer_disabled", if: !customers[owner].isEnabled)
    if !customers[owner].hasAccount {
      no.note("guest_checkout_disabled", if: !mayOrderAsGuest(c, site))
      let rule = self.site(site).guestWithAccountEmail
      if rule != "accept", holder(email, site, hasAccount: true) != nil {
        warns = rule == "warn" || c.channel == .import
        no.note("guest_email_has_account", if: !warns)
      }
    }
    try no.stop()
  }

  private func facts(_ c: PlainCommand, _ total: Int64, _ owner: Int64, _ cart: Int64?)
    -> JSONObject
  {
    let lines = (c["lines"].array ?? []).map(Self.kept(line:))
    let customer = customers[owner]
    return [
      "placed_by": .string(c.actor), "channel": .string(c.channel.rawValue),
      "currency": c["currency"], "total": .integer(total), "lines": .array(lines),
      "adjustments": c["adjustments"].isNull ? [] : c["adjustments"],
      "groups": .array(groups(of: owner).map(JSON.string)), "cart": JSON(cart),
      "metadata": .object(mergedMetadata([:], c["metadata"])),
      "placed_at": .string(c.occurredAt.text),
      "buyer": [
        "first_name": customer.firstName, "last_name": customer.lastName,
        "phone": customer.phone, "company": shown(company: customer.company),
      ],
    ]
  }
}
