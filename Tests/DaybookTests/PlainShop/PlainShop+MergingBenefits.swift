import Model

// What a merge does with all that is neither an order nor an entry of a book.
extension PlainShop {
  /// Gives somebody what another customer has and they lack.
  mutating func mergeBenefits(of from: Int64, into: Int64, _ c: PlainCommand) {
    let time = c.occurredAt
    var gift = PlainGift()
    // In a group in which both are, the one stays, out of view.
    gift.groups = Set(groups(of: from)).subtracting(groups(of: into))
    for code in gift.groups {
      groups[code]?.members.remove(from)
      groups[code]?.members.insert(into)
    }
    if customers[into].hasAccount {
      gift.roles = give(\.roles, of: from, to: into, at: time)
      gift.memberships = give(\.memberships, of: from, to: into, at: time)
    }
    let had = lists(of: into)
    gift.lists = lists(of: from).filter { !had.contains($0) }
    for list in gift.lists { subscribe(into, to: list, at: time, giver: from) }
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

  private mutating func give(
    _ rights: WritableKeyPath<PlainCustomer, [String: PlainRight]>,
    of from: Int64,
    to into: Int64,
    at time: Instant
  ) -> [String] {
    var given: [String] = []
    for (code, right) in customers[from][keyPath: rights]
    where right.end.map({ time <= $0 }) ?? true {
      if customers[into][keyPath: rights][code]?.holds(at: time) == true { continue }
      var gift = PlainRight(start: time, until: right.until, order: right.order)
      gift.giver = from
      customers[into][keyPath: rights][code] = gift
      given.append(code)
    }
    return given
  }

  /// Takes back what a merge gave from those who have it by now.
  mutating func unmergeBenefits(of from: Int64, from holders: [Int64], _ c: PlainCommand) {
    guard let gift = customers[from].gift, let into = holders.last else { return }
    for code in gift.groups where groups[code]?.isRemoved == false {
      if let holder = holders.first(where: { customers[$0].gift?.groups.contains(code) != true }) {
        groups[code]?.members.remove(holder)
      }
      groups[code]?.members.insert(from)
    }
    endRights(gift, of: from, from: holders)
    for (pot, amount) in gift.credit.sorted(by: { $0.key < $1.key }) where amount != 0 {
      let other = PlainPot(customer: into, site: pot.site, currency: pot.currency)
      transfer(amount, from: other, to: from, at: c.occurredAt)
    }
    for cart in gift.carts where carts[cart].isOpen && carts[cart].now.customer == into {
      carts[cart].now.customer = from
    }
    for method in gift.methods where holders.contains(methods[method].customer) {
      methods[method].customer = from
    }
    customers[from].gift = nil
    for holder in holders.dropLast() { forget(gift, of: holder) }
  }

  /// Ends roles, memberships and newsletters along the way on which the merges gave them on.
  private mutating func endRights(_ gift: PlainGift, of from: Int64, from holders: [Int64]) {
    var (roles, memberships, lists) = (gift.roles, gift.memberships, gift.lists)
    var giver = from
    for holder in holders {
      if let next = customers[giver].gift, giver != from {
        roles.removeAll { !next.roles.contains($0) }
        memberships.removeAll { !next.memberships.contains($0) }
        lists.removeAll { !next.lists.contains($0) }
      }
      roles.removeAll { customers[holder].roles[$0]?.giver != giver }
      memberships.removeAll { customers[holder].memberships[$0]?.giver != giver }
      lists.removeAll { list in
        !subscriptions.contains {
          $0.list == list && $0.customer == holder && $0.giver == giver
        }
      }
      for code in roles { customers[holder].roles[code] = nil }
      for code in memberships { customers[holder].memberships[code] = nil }
      for list in lists { unsubscribe(holder, from: list) }
      giver = holder
    }
  }

  /// What goes home is no longer of what somebody in between brought along.
  private mutating func forget(_ gift: PlainGift, of customer: Int64) {
    guard var own = customers[customer].gift else { return }
    own.groups.subtract(gift.groups)
    own.carts.removeAll(where: gift.carts.contains)
    own.methods.removeAll(where: gift.methods.contains)
    for (pot, amount) in gift.credit {
      let key = PlainPot(customer: customer, site: pot.site, currency: pot.currency)
      own.credit[key, default: 0] -= amount
    }
    customers[customer].gift = own
  }
}

extension PlainPot: Comparable {
  static func < (one: PlainPot, other: PlainPot) -> Bool {
    (one.site ?? "", one.currency) < (other.site ?? "", other.currency)
  }
}
