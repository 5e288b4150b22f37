import Model

extension PlainShop {
  mutating func merge(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    let one = no.noting { try literalCustomer(c["from"], c.site) }
    let other = no.noting { try anyCustomer(c["into"], c.site) }
    guard let from = one, let into = other else { throw no }
    // Merged with the same customer before: nothing changes, whatever became of that one.
    if customers[from].merge != nil, led(from) == into { return }
    no.note("customer_removed", if: customers[from].isRemoved || customers[into].isRemoved)
    no.note("merge_invalid", if: from == into || customers[from].merge != nil)
    no.note("merge_invalid", if: customers[from].hasAccount && !customers[into].hasAccount)
    try no.stop()

    let moved = orders.numbers { $0.owner == from }
    for order in moved { give(order, to: into) }
    let entries = customers[into].hasAccount ? book(of: from).filter { isNew($0, in: into) } : []
    let defaults = customers[from].defaults
    for profile in entries { profiles[profile].customer = into }
    for usage in ["billing", "shipping"] where lacksDefault(into, usage) {
      let usable = entries.filter { isUsable($0, usage) }
      let before = usable.first { $0 == defaults[usage] }
      customers[into].defaults[usage] = before ?? usable.last
    }
    mergeBenefits(of: from, into: into, c)
    let before = profiles.numbers.count
    let kept = book(of: into)
    var waited: [Int64: [Int]] = [:]
    for order in moved { waited[order] = saveWaiting(of: order, keeping: kept) }
    customers[from].merge = PlainCustomer.Merge(
      into: into,
      orders: moved,
      profiles: entries,
      waited: waited,
      saved: Array(profiles.numbers.dropFirst(before))
    )
  }

  /// Whether a book lacks an entry, so that a merge moves it there.
  private func isNew(_ profile: Int64, in customer: Int64) -> Bool {
    let content = profiles[profile].content
    let isSingle = type(content.type)?.multiple == false
    return !book(of: customer).contains { other in
      profiles[other].isEnabled
        && (profiles[other].content == content
          || (isSingle && profiles[other].content.type == content.type))
    }
  }

  mutating func unmerge(_ c: PlainCommand) throws {
    let from = try literalCustomer(c["from"], c.site)
    guard let merge = customers[from].merge else {
      throw customers[from].isRemoved
        ? PlainRefusal("merge_invalid", "customer_removed") : PlainRefusal("merge_invalid")
    }
    let holders = holders(of: from)
    guard let into = holders.last else { return }
    try checkNamesAreFree(of: from)

    customers[from].merge = nil
    for order in merge.orders where orders[order].owner == into {
      give(order, to: from)
      for place in merge.waited[order] ?? [] {
        orders[order].now[place].waits = orders[order].now[place].isWished
      }
    }
    for profile in merge.saved where holders.contains(profiles[profile].customer) {
      profiles[profile].isRemoved = true
    }
    for profile in merge.profiles where holders.contains(profiles[profile].customer) {
      profiles[profile].customer = from
    }
    // What goes home is no longer of what those in between brought along.
    for holder in holders.dropLast() {
      customers[holder].merge?.orders.removeAll(where: merge.orders.contains)
      customers[holder].merge?.profiles.removeAll(where: merge.profiles.contains)
    }
    unmergeBenefits(of: from, from: holders, c)
    for customer in [into, from] { replaceLostDefaults(of: customer) }
  }

  /// Those whom a customer was merged into, one after the other.
  private func holders(of customer: Int64) -> [Int64] {
    var holders: [Int64] = []
    while let merge = customers[holders.last ?? customer].merge { holders.append(merge.into) }
    return holders
  }
}
