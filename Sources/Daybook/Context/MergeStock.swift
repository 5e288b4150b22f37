import Events
import Model

/// What a merge took from one customer to another and can still give back: what went along, without what
/// went home since with those who had been merged into the customer before.
///
/// With customer 1 merged into 2, and 2 into 3, the second merge took along what was customer 1's. When the
/// first one is undone, that goes from customer 3 back to 1, and 2 has no part in it any more.
struct MergeStock {
  let merge: CustomersMerged
  private(set) var orders: Set<Int64>
  private(set) var profiles: Set<Int64>
  private(set) var carts: Set<Int64>
  private(set) var paymentMethods: Set<Int64>
  /// Those that are there still: a group of the same code that was created since is another one.
  private(set) var groups: Set<String>
  /// By pots of whom was merged; less than nothing where they spent what was not theirs.
  private(set) var credit: [CreditPot: Int64] = [:]

  /// - Returns: nil when the customer is one of their own.
  init?(of customer: Int64, in history: any History) throws {
    var standing: [Int64: MergeStock] = [:]
    for event in try Self.merges(upTo: customer, in: history) {
      if event.type == CustomersMerged.name {
        let stock = try MergeStock(event, in: history)
        standing[stock.merge.from] = stock
      } else if let gone = standing.removeValue(forKey: try MergeUndone(event).from) {
        var holder = gone.merge.into
        while let next = standing[holder]?.merge.into {
          try standing[holder]?.give(back: gone)
          holder = next
        }
      }
    }
    guard let own = standing[customer] else { return nil }
    self = own
  }

  private init(_ event: Event, in history: any History) throws {
    let merge = try CustomersMerged(event)
    self.merge = merge
    orders = Set(merge.orders)
    profiles = Set(merge.profiles)
    carts = Set(merge.carts)
    paymentMethods = Set(merge.paymentMethods)
    groups = Set(
      try merge.groups.filter { code in
        guard let group = try GroupState(code, in: history) else { return false }
        return !group.isRemoved && group.createdAt < event.position
      }
    )
    for part in merge.credit {
      guard let currency = part["currency"].string, let amount = part["amount"].integer else {
        continue
      }
      let site = part["site"].string
      credit[CreditPot(customer: merge.from, site: site, currency: currency)] = amount
    }
  }

  /// The merges of a customer and of all those who were ever merged into them, at any remove, and how they
  /// were undone, oldest first.
  private static func merges(upTo customer: Int64, in history: any History) throws -> [Event] {
    let types = EventTypes(CustomersMerged.self, MergeUndone.self)
    var found: [Int64: Event] = [:]
    var known: Set<Int64> = [customer]
    // They may be so many, each merged into the next one, that a function must not call itself for each.
    var next = [customer]
    while let into = next.popLast() {
      for event in try history.events(types, tagged: "customer:\(into)") {
        found[event.position] = event
        guard event.type == CustomersMerged.name, event.data["into"]?.integer == into,
          let from = event.data["from"]?.integer, known.insert(from).inserted
        else { continue }
        next.append(from)
      }
    }
    return found.values.sorted { $0.position < $1.position }
  }

  /// Takes out what goes home with somebody who was merged into the customer.
  private mutating func give(back gone: MergeStock) throws {
    orders.subtract(gone.orders)
    profiles.subtract(gone.profiles)
    carts.subtract(gone.carts)
    paymentMethods.subtract(gone.paymentMethods)
    groups.subtract(gone.groups)
    for (pot, amount) in gone.credit {
      let own = pot.of(merge.from)
      let (left, overflow) = (credit[own] ?? 0).subtractingReportingOverflow(amount)
      guard !overflow else {
        throw Refusal.invalid("from", "got more credit back than any amount can be")
      }
      credit[own] = left
    }
  }
}
