import Model

extension PlainShop {
  mutating func requestClaim(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    let wantsAll = c.flag("all")
    no.note("field_missing", if: c["orders"].isNull && !wantsAll)
    no.note("field_invalid", if: !c["orders"].isNull && wantsAll)
    no.note("field_invalid", if: c["orders"].array?.isEmpty == true)
    guard let customer = no.noting({ try account(c["customer"], c.site) }) else { throw no }
    no.note("customer_disabled", if: !customers[customer].isEnabled)
    let named =
      wantsAll ? all(for: customer) : (c["orders"].array ?? []).map { try? order($0, c.site) }
    no.note("order_not_claimable", if: wantsAll && named.isEmpty)
    for order in named {
      guard let order else {
        no.note("order_not_claimable")
        continue
      }
      let owner = orders[order].owner
      no.note("already_yours", if: owner == customer)
      no.note("order_not_claimable", if: owner != customer && customers[owner].hasAccount)
    }
    try no.stop()

    let numbers = Set(named.compactMap { $0 }).sorted()
    var emails: [JSON] = []
    for order in named.compactMap({ $0 }) where !emails.contains(orders[order].now.email) {
      emails.append(orders[order].now.email)
    }
    let seconds = c["valid_for"].integer ?? 900
    for email in emails {
      let claimed = numbers.filter { orders[$0].now.email == email }
      _ = claims.add(
        PlainClaim(
          customer: customer,
          email: email,
          orders: claimed,
          moves: claimed.map { orders[$0].moves },
          requestedAt: c.occurredAt,
          expiresAt: Instant(microseconds: c.now.microseconds + seconds * 1_000_000)
        )
      )
    }
  }

  /// Every guest order with an account's own e-mail.
  private func all(for customer: Int64) -> [Int64?] {
    let email = customers[customer].email
    return orders.numbers {
      !customers[$0.owner].hasAccount && !$0.isCancelled && $0.now.email == email
        && $0.site == customers[customer].site
    }
  }

  /// The claim of a token, of which the test makes sure that it was handed out.
  private func claim(_ c: PlainCommand) throws -> Int64 {
    guard let number = tokens[c["token"]] else { throw PlainRefusal("claim_token_invalid") }
    return number
  }

  private func checkIsOpen(_ claim: Int64, _ c: PlainCommand) throws {
    if claims[claim].status != "pending" { throw PlainRefusal("claim_closed") }
    if c.now >= claims[claim].expiresAt { throw PlainRefusal("claim_expired") }
  }

  mutating func confirmClaim(_ c: PlainCommand) throws {
    let number = try claim(c)
    let claim = claims[number]
    let customer = led(claim.customer)
    var no = PlainRefusal()
    _ = no.noting { try checkIsOpen(number, c) }
    no.note("customer_removed", if: customers[customer].isRemoved)
    no.note("customer_disabled", if: !customers[customer].isEnabled)
    for (order, moves) in zip(claim.orders, claim.moves) {
      no.note("claim_stale", if: orders[order].moves != moves)
      no.note("order_cancelled", if: orders[order].isCancelled)
    }
    try no.stop()
    for order in claim.orders {
      give(order, to: customer)
      if c.flag("update_email") { orders[order].now.email = customers[customer].email }
      saveWaiting(of: order)
    }
    close(number, "confirmed", c)
  }

  mutating func declineClaim(_ c: PlainCommand) throws {
    let number = try claim(c)
    try checkIsOpen(number, c)
    close(number, "declined", c)
  }

  mutating func cancelClaim(_ c: PlainCommand) throws {
    guard let number = Self.number(c["claim"]), claims.has(number) else {
      throw PlainRefusal("not_found")
    }
    if claims[number].status == "cancelled" { return }
    if claims[number].status != "pending" { throw PlainRefusal("claim_closed") }
    close(number, "cancelled", c)
  }

  private mutating func close(_ claim: Int64, _ status: String, _ c: PlainCommand) {
    claims[claim].status = status
    claims[claim].closedAt = c.occurredAt
  }
}
