import Model

// What a merge does with all that is neither an order nor an entry of a book.
extension PlainShop {
  /// Gives somebody what another customer has and they lack.
  mutating func mergeBenefits(of from: Int64, into: Int64, _ c: PlainCommand) {
    let time = c.occurredAt
    var gift = PlainGift()
    gift.left = Set(groups(of: from))
    gift.groups = gift.left.subtracting(groups(of: into))
    for code in gift.left {
      // In a group in which both are, the one stays, out of view.
      if gift.groups.contains(code) { groups[code]?.members.remove(from) }
      groups[code]?.members.insert(into)
    }
    if customers[into].hasAccount {
      gift.roles = Self.give(customers[from].roles, to: &customers[into].roles, at: time)
      gift.memberships =
        Self.give(customers[from].memberships, to: &customers[into].memberships, at: time)
    }
    let had = lists(of: into)
    gift.lists = lists(of: from).filter { !had.contains($0) }
    for list in gift.lists { subscribe(into, to: list, at: time) }
    for pot in pots(of: from) where balance(pot) != 0 {
      gift.credit[pot] = balance(pot)
      transfer(balance(pot), from: pot, to: into, at: time)
    }
    gift.carts = carts.numbers { $0.isOpen && $0.now.customer == from }
    for cart in gift.carts { carts[cart].now.customer = into }
    gift.methods = methods.numbers { $0.customer == from && !$0.isRemoved }
    for method in gift.methods { methods[method].customer = into }
    customers[from].gift = gift
  }

  private static func give(
    _ some: [String: PlainRight],
    to others: inout [String: PlainRight],
    at time: Instant
  ) -> [String] {
    var given: [String] = []
    for (code, right) in some where right.end.map({ time <= $0 }) ?? true {
      if others[code]?.holds(at: time) == true { continue }
      others[code] = PlainRight(start: time, until: right.until, order: right.order)
      given.append(code)
    }
    return given
  }

  /// Takes back what a merge gave.
  mutating func unmergeBenefits(of from: Int64, into: Int64, _ c: PlainCommand) {
    guard let gift = customers[from].gift else { return }
    for code in gift.left where groups[code]?.isRemoved == false {
      if gift.groups.contains(code) { groups[code]?.members.remove(into) }
      groups[code]?.members.insert(from)
    }
    for code in gift.roles { customers[into].roles[code] = nil }
    for code in gift.memberships { customers[into].memberships[code] = nil }
    for list in gift.lists { unsubscribe(into, from: list) }
    for (pot, amount) in gift.credit.sorted(by: { $0.key < $1.key }) {
      let other = PlainPot(customer: into, site: pot.site, currency: pot.currency)
      transfer(amount, from: other, to: from, at: c.occurredAt)
    }
    for cart in gift.carts where carts[cart].isOpen && carts[cart].now.customer == into {
      carts[cart].now.customer = from
    }
    for method in gift.methods where methods[method].customer == into {
      methods[method].customer = from
    }
    customers[from].gift = nil
  }
}

extension PlainPot: Comparable {
  static func < (one: PlainPot, other: PlainPot) -> Bool {
    (one.site ?? "", one.currency) < (other.site ?? "", other.currency)
  }
}
