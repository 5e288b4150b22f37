import Daybook
import Model
import TestSupport

// Groups, roles, memberships, credit, carts, newsletters and payment methods.
extension ModelHistory {
  /// Remembers where credit was booked, so that it can be corrected.
  func learnCredit(_ name: String, _ outcome: Outcome) {
    guard name.hasPrefix("credit."), !outcome.isReplayed, let position = outcome.positions.first,
      let booking = shop.bookings.last
    else { return }
    shop.credited[position] = booking.pot.customer
  }

  /// What can be asked about them, and what the plain shop answers.
  func benefits() throws -> [Pair] {
    let asker = Asker(shop: ledger)
    var pairs: [Pair] = []
    func ask(_ name: String, _ fields: JSONObject, _ expected: JSON?) throws {
      pairs.append((try asker.question(name, fields), expected))
    }
    try ask("group.list", [:], Self.list(shop.shownGroups(), "groups"))
    for group in ["gold", "silver", "staff"] {
      try ask("group.show", ["group": .string(group)], shop.shownGroup(group))
    }
    try ask("cart.list", [:], Self.list(shop.shownCarts(), "carts"))
    try ask("newsletter.list", [:], Self.list(shop.shownSubscriptions(), "newsletters"))
    let now = ledger.clock.now
    for number in shop.customers.numbers {
      let customer: JSONObject = ["customer": .integer(number)]
      try ask("credit.show", customer, shop.shownCredit(of: number))
      for time in [now, now.advanced(byMonths: 1) ?? now] {
        let at = customer.with("at", .string(time.text))
        try ask("entitlements", at, shop.shownEntitlements(of: number, at: time))
      }
      let methods = shop.shownMethods(of: number)
      try ask("payment_method.list", customer, Self.list(methods, "payment_methods"))
    }
    return pairs
  }

  /// An answer without what only the log can know, lists without an order of their own sorted.
  static func comparable(_ answer: JSON, isCustomer: Bool) -> JSON {
    guard var members = answer.object else { return answer }
    if isCustomer {
      members["updated_at"] = nil
      members["last_position"] = nil
    }
    for key in ["newsletters", "payment_methods"] {
      guard let rows = members[key]?.array else { continue }
      members[key] = .array(rows.sorted { $0.canonicalText < $1.canonicalText })
    }
    if let entries = members["entries"]?.array {
      members["entries"] = .array(
        entries.map { entry in
          var entry = entry.object ?? [:]
          entry["position"] = nil
          // What a merge writes there is for people.
          if entry["name"]?.string?.hasPrefix("Customer ") == true { entry["name"] = .null }
          return .object(entry)
        }
      )
    }
    return .object(members)
  }
}
