import Model

extension PlainShop {
  /// A cart as named, closed ones too.
  func cart(_ name: JSON) throws -> Int64 {
    var found = name.integer ?? name.string.flatMap { Int64($0) }
    if let text = name.string, text.hasPrefix("ref:") {
      found = cart(withReference: .string(String(text.dropFirst(4))))
    }
    guard let found, carts.has(found) else { throw PlainRefusal("not_found") }
    return found
  }

  private func cart(withReference reference: JSON) -> Int64? {
    reference.isNull ? nil : carts.numbers { $0.reference == reference }.first
  }

  private func checkIsOpen(_ cart: Int64) throws {
    var no = PlainRefusal()
    no.note("cart_closed", if: !carts[cart].isOpen)
    no.note(
      "customer_removed",
      if: carts[cart].now.customer.map { customers[$0].isRemoved } ?? false
    )
    try no.stop()
  }

  mutating func updateCart(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    no.note("field_invalid", if: !c["customer"].isNull && !c["email"].isNull)
    no.note("field_invalid", if: c["currency"] == "euro")
    let email = no.noting { try c.email("email") } ?? .null
    let owner = c["customer"].isNull ? nil : no.noting { try self.customer(c["customer"], c.site) }
    var found = c["cart"].isNull ? nil : no.noting { try self.cart(c["cart"]) }
    if let found {
      no.note(
        "field_invalid",
        if: !c["reference"].isNull && c["reference"] != carts[found].reference
      )
    } else if c["cart"].isNull {
      found = cart(withReference: c["reference"])
      no.note("field_missing", if: found == nil && c["currency"].isNull)
    }
    if let found { _ = no.noting { try checkIsOpen(found) } }
    for line in c["lines"].array ?? [] {
      no.note("field_invalid", if: (line["quantity"].integer ?? 0) < 1)
    }
    try no.stop()

    var parts = found.map { carts[$0].now } ?? PlainCart.Parts()
    if let owner {
      parts.hadCustomer = true
      parts.customer = owner
      parts.email = .null
    }
    if !email.isNull {
      parts.customer = nil
      parts.email = email
    }
    if !c["currency"].isNull { parts.currency = c["currency"] }
    if let lines = c["lines"].array { parts.lines = .array(lines.map(Self.kept(line:))) }
    if let found {
      guard parts != carts[found].now else { return }
      carts[found].now = parts
      carts[found].updatedAt = c.occurredAt
    } else {
      _ = carts.add(
        PlainCart(site: c.site, reference: c["reference"], now: parts, updatedAt: c.occurredAt)
      )
    }
    if !email.isNull { _ = contact(email, found.map { carts[$0].site } ?? c.site) }
  }

  /// A line of a cart or an order as it is shown.
  static func kept(line: JSON) -> JSON {
    [
      "sku": line["sku"], "title": filled(line["title"]), "quantity": line["quantity"],
      "unit_price": line["unit_price"], "grants": filled(line["grants"]),
    ]
  }

  mutating func assignCart(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    let customer = no.noting { try self.customer(c["customer"], c.site) }
    let cart = no.noting { try self.cart(c["cart"]) }
    if let cart { _ = no.noting { try checkIsOpen(cart) } }
    try no.stop()
    guard let cart, let customer else { return }
    carts[cart].now.customer = customer
    carts[cart].now.hadCustomer = true
    carts[cart].now.email = .null
  }

  mutating func clearCart(_ c: PlainCommand) throws {
    let cart = try self.cart(c["cart"])
    try checkIsOpen(cart)
    guard carts[cart].now.lines != [] else { return }
    carts[cart].now.lines = []
    carts[cart].updatedAt = c.occurredAt
  }

  mutating func purgeCarts(_ c: PlainCommand) throws {
    let days = c["older_than_days"].integer ?? 30
    let at = c["at"].string.flatMap { Instant($0) } ?? c.now
    guard (1...36_500).contains(days) else { throw PlainRefusal("field_invalid") }
    let limit = Instant(microseconds: at.microseconds - days * 86_400_000_000)
    let old = carts.numbers { $0.isOpen && $0.updatedAt <= limit }
    for cart in old { carts[cart].isExpired = true }
    for customer in Set(old.compactMap { carts[$0].now.customer }) {
      let person = customers[customer]
      let ordered = orders.numbers { $0.owner == customer || $0.buyer == customer }
      guard !person.hasAccount, ordered.isEmpty else { continue }
      if carts.numbers(where: { $0.isOpen && $0.now.customer == customer }).isEmpty {
        customers[customer].isRemoved = true
      }
    }
  }

  /// Lines of a cart do not show what they lack.
  private static func withoutNulls(_ lines: JSON) -> JSON {
    .array(
      (lines.array ?? []).map { line in
        var line = line.object ?? [:]
        for key in ["title", "grants"] where line[key]?.isNull == true { line[key] = nil }
        return .object(line)
      }
    )
  }

  /// The rows of `cart.list`: the one whose content is newest first.
  func shownCarts() -> [JSON] {
    let open = carts.numbers(where: \.isOpen)
    return open.sorted { (carts[$0].updatedAt, $0) > (carts[$1].updatedAt, $1) }.map { number in
      let cart = carts[number]
      return [
        "cart": .integer(number), "site": .string(cart.site), "customer": JSON(cart.now.customer),
        "email": cart.now.customer.map { customers[$0].email } ?? cart.now.email,
        "currency": cart.now.currency, "lines": Self.withoutNulls(cart.now.lines),
        "updated_at": .string(cart.updatedAt.text), "reference": cart.reference,
      ]
    }
  }
}
