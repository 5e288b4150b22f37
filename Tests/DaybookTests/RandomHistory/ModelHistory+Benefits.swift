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

  /// Compares what the ledger shows of them with what the plain shop has.
  func compareBenefits() throws {
    let now = ledger.clock.now
    try compare("group.list", [:], "groups", shop.shownGroups())
    for group in ["gold", "silver", "staff"] {
      try compare("group.show", ["group": .string(group)], shop.shownGroup(group))
    }
    try compare("cart.list", [:], "carts", shop.shownCarts())
    try compare("newsletter.list", [:], "newsletters", shop.shownSubscriptions(), isOrdered: false)
    for number in shop.customers.numbers {
      let customer: JSONObject = ["customer": .integer(number)]
      try compare("credit.show", customer, shop.shownCredit(of: number))
      for time in [now, now.advanced(byMonths: 1) ?? now] {
        let at = customer.with("at", .string(time.text))
        try compare("entitlements", at, shop.shownEntitlements(of: number, at: time))
      }
      let methods = shop.shownMethods(of: number)
      try compare("payment_method.list", customer, "payment_methods", methods, isOrdered: false)
    }
  }

  private func compare(
    _ name: String,
    _ fields: JSONObject,
    _ plural: String,
    _ rows: [JSON]?,
    isOrdered: Bool = true
  ) throws {
    var found = try answer(name, fields)?[plural].array
    var rows = rows
    if !isOrdered {
      found?.sort { $0.canonicalText < $1.canonicalText }
      rows?.sort { $0.canonicalText < $1.canonicalText }
    }
    note(name, fields, rows.map(JSON.array), found.map(JSON.array))
  }

  private func compare(_ name: String, _ fields: JSONObject, _ expected: JSON?) throws {
    note(name, fields, expected, try answer(name, fields))
  }

  private func answer(_ name: String, _ fields: JSONObject) throws -> JSON? {
    guard let query = Queries.named(name) else { return nil }
    do {
      let answer = try JSON(parsing: ledger.ledger.answer(query.read(fields)).text)
      return Self.withoutPositions(answer)
    } catch let refusal as Refusal where refusal.code == .notFound {
      return nil
    }
  }

  /// What only the log knows is left out.
  private static func withoutPositions(_ json: JSON) -> JSON {
    guard var members = json.object, let entries = members["entries"]?.array else { return json }
    members["entries"] = .array(
      entries.map { entry in
        var entry = entry.object ?? [:]
        entry["position"] = nil
        return .object(entry)
      }
    )
    return .object(members)
  }

  private func note(_ name: String, _ fields: JSONObject, _ expected: JSON?, _ found: JSON?) {
    guard found != expected else { return }
    differences += [
      "after command \(given), \(name) \(JSON.object(fields).canonicalText)",
      "  the plain shop: \(expected?.canonicalText ?? "not found")",
      "  the ledger:     \(found?.canonicalText ?? "not found")",
    ]
  }
}
