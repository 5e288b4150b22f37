import Model

// Roles and memberships.
extension PlainShop {
  mutating func assignRole(_ c: PlainCommand) throws {
    let customer = try account(c["customer"], c.site)
    let code = c["role"].string ?? ""
    if let old = customers[customer].roles[code], old.until == c["until"] { return }
    customers[customer].roles[code] = PlainRight(start: c.occurredAt, until: c["until"])
  }

  mutating func revokeRole(_ c: PlainCommand) throws {
    let customer = try account(c["customer"], c.site)
    customers[customer].roles[c["role"].string ?? ""] = nil
  }

  mutating func grantMembership(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    let customer = no.noting { try account(c["customer"], c.site) }
    let order = c["order"].isNull ? nil : no.noting { try self.order(c["order"], c.site) }
    try no.stop()
    guard let customer else { return }
    let code = c["membership"].string ?? ""
    if let old = customers[customer].memberships[code], old.until == c["until"],
      old.order == JSON(order)
    {
      return
    }
    customers[customer].memberships[code] =
      PlainRight(start: c.occurredAt, until: c["until"], order: JSON(order))
  }

  mutating func revokeMembership(_ c: PlainCommand) throws {
    let customer = try account(c["customer"], c.site)
    customers[customer].memberships[c["membership"].string ?? ""] = nil
  }

  /// The memberships that an order sells, now that it is paid.
  mutating func grantSold(by number: Int64, at time: Instant) {
    let order = orders[number]
    guard customers[order.owner].hasAccount, !customers[order.owner].isRemoved else { return }
    for line in order.facts["lines"]?.array ?? [] {
      guard let code = line["grants"]["membership"].string else { continue }
      let old = customers[order.owner].memberships[code]
      let isHeld = old?.holds(at: time) == true
      if isHeld, old?.end == nil { continue }
      let start = isHeld ? old?.end ?? time : time
      let until = line["grants"]["duration"].string.flatMap { Self.later(start, by: $0) }
      customers[order.owner].memberships[code] =
        PlainRight(start: time, until: JSON(until?.text), order: .integer(number))
    }
  }

  /// A time so much later; of the durations only those that the generator knows.
  private static func later(_ time: Instant, by duration: String) -> Instant? {
    switch duration {
    case "P1Y": time.advanced(byMonths: 12)
    case "P1M": time.advanced(byMonths: 1)
    case "P10D": time.advanced(bySeconds: 864_000)
    default: nil
    }
  }

  func shown(_ rights: [String: PlainRight], _ kind: String, at time: Instant) -> JSON {
    let active = rights.filter { $0.value.holds(at: time) }.sorted { $0.key < $1.key }
    return .array(
      active.map { code, right in
        var shown: JSONObject = ["until": right.shownUntil]
        shown[kind] = .string(code)
        if kind == "membership" { shown["order"] = right.order }
        return .object(shown)
      }
    )
  }

  /// The answer to `entitlements`, for a time that is not before the last event.
  func shownEntitlements(of name: Int64, at time: Instant) -> JSON? {
    guard customers.has(name) else { return nil }
    let number = led(name)
    let customer = customers[number]
    let groups = groups(of: number).map { code -> JSON in
      let group = self.groups[code] ?? PlainGroup()
      return [
        "group": .string(code), "discount_percent": group.discount, "price_list": group.priceList,
      ]
    }
    return [
      "customer": .integer(number), "at": .string(time.text), "groups": .array(groups),
      "roles": shown(customer.roles, "role", at: time),
      "memberships": shown(customer.memberships, "membership", at: time),
      "credit": shownBalances(of: number),
    ]
  }
}
