import Model

extension PlainShop {
  private static let limit: Int64 = 1 << 53 - 1

  /// What is in a pot.
  func balance(_ pot: PlainPot) -> Int64 {
    bookings.last { $0.pot == pot }?.balance ?? 0
  }

  private func pot(_ c: PlainCommand, _ no: inout PlainRefusal) -> PlainPot? {
    no.note("field_invalid", if: c["currency"] != "EUR" && c["currency"] != "GBP")
    guard let customer = no.noting({ try account(c["customer"], c.site) }) else { return nil }
    let site = c.hasSite ? c.site : nil
    return PlainPot(customer: customer, site: site, currency: c["currency"].string ?? "")
  }

  mutating func grantCredit(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    let amount = c["amount"].integer ?? 0
    no.note("field_invalid", if: amount < 1)
    guard let pot = pot(c, &no) else { throw no }
    let (balance, isTooMuch) = balance(pot).addingReportingOverflow(amount)
    no.note("field_invalid", if: isTooMuch || balance > Self.limit)
    try no.stop()
    book(pot, "granted", amount, balance, c)
  }

  mutating func spendCredit(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    let amount = c["amount"].integer ?? 0
    no.note("field_invalid", if: amount < 1)
    let order = c["order"].isNull ? nil : no.noting { try self.order(c["order"], c.site) }
    guard let pot = pot(c, &no) else { throw no }
    no.note("customer_disabled", if: !customers[pot.customer].isEnabled)
    no.note("credit_insufficient", if: balance(pot) < amount)
    try no.stop()
    book(pot, "spent", amount, balance(pot) - amount, c, order: JSON(order))
  }

  mutating func correctCredit(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    let amount = c["amount"].integer ?? 0
    no.note("field_invalid", if: amount == 0)
    guard let pot = pot(c, &no) else { throw no }
    let (balance, isTooMuch) = balance(pot).addingReportingOverflow(amount)
    no.note("field_invalid", if: isTooMuch || balance > Self.limit || balance < -Self.limit)
    if let position = c["corrects"].integer {
      no.note("not_found", if: credited[position].map(led) != pot.customer)
    }
    try no.stop()
    book(pot, "corrected", amount, balance, c)
  }

  private mutating func book(
    _ pot: PlainPot,
    _ kind: String,
    _ amount: Int64,
    _ balance: Int64,
    _ c: PlainCommand,
    order: JSON = .null
  ) {
    bookings.append(
      PlainBooking(
        pot: pot,
        kind: kind,
        amount: amount,
        balance: balance,
        name: c["name"],
        order: order,
        corrects: c["corrects"],
        occurredAt: c.occurredAt
      )
    )
  }

  /// What pays a whole order: the pot of its site, else the global one; nil for what costs nothing.
  func pot(for total: Int64, of owner: Int64, _ site: String, _ c: PlainCommand) throws -> PlainPot?
  {
    guard customers[owner].hasAccount else { throw PlainRefusal("no_account") }
    guard total > 0 else { return nil }
    let currency = c["currency"].string ?? ""
    let pots = [site, nil].map { PlainPot(customer: owner, site: $0, currency: currency) }
    guard let pot = pots.first(where: { balance($0) >= total }) else {
      throw PlainRefusal("credit_insufficient")
    }
    return pot
  }

  /// Pays a whole order that was just placed.
  mutating func pay(_ number: Int64, _ total: Int64, _ c: PlainCommand) throws {
    let order = orders[number]
    if let pot = try pot(for: total, of: order.owner, order.site, c) {
      bookings.append(
        PlainBooking(
          pot: pot,
          kind: "spent",
          amount: total,
          balance: balance(pot) - total,
          order: .integer(number),
          occurredAt: c.occurredAt
        )
      )
    }
    orders[number].paidAt = c.occurredAt
    grantSold(by: number, at: c.occurredAt)
  }

  /// Moves an amount from a pot to the like one of somebody else.
  mutating func transfer(_ amount: Int64, from pot: PlainPot, to customer: Int64, at time: Instant)
  {
    let other = PlainPot(customer: customer, site: pot.site, currency: pot.currency)
    for (pot, amount) in [(pot, -amount), (other, amount)] {
      bookings.append(
        PlainBooking(
          pot: pot,
          kind: "corrected",
          amount: amount,
          balance: balance(pot) + amount,
          occurredAt: time
        )
      )
    }
  }

  /// The pots of a customer in which something was booked: the global ones first, then by site.
  func pots(of customer: Int64) -> [PlainPot] {
    Set(bookings.map(\.pot)).filter { $0.customer == customer }
      .sorted { ($0.site ?? "", $0.currency) < ($1.site ?? "", $1.currency) }
  }

  func shownBalances(of customer: Int64) -> JSON {
    .array(
      pots(of: customer).map { pot in
        [
          "site": JSON(pot.site), "currency": .string(pot.currency),
          "balance": .integer(balance(pot)),
        ]
      }
    )
  }

  /// The answer to `credit.show`, without the positions, which only the log knows.
  func shownCredit(of name: Int64) -> JSON? {
    guard customers.has(name) else { return nil }
    let number = led(name)
    let entries = bookings.filter { $0.pot.customer == number }.reversed().map { entry -> JSON in
      [
        "kind": .string(entry.kind), "amount": .integer(entry.amount),
        "balance": .integer(entry.balance), "currency": .string(entry.pot.currency),
        "site": JSON(entry.pot.site), "name": entry.name, "order": entry.order,
        "corrects": entry.corrects, "occurred_at": .string(entry.occurredAt.text),
      ]
    }
    return [
      "customer": .integer(number), "balances": shownBalances(of: number),
      "entries": .array(Array(entries)),
    ]
  }
}
