import Model
import TestSupport

// Groups, roles, memberships, credit, carts, newsletters and payment methods.
extension CommandGenerator {
  /// What a history is about besides customers, books and orders, with the commands of each, those
  /// that are frequent more than once.
  static let themes: [[String]] = [
    [
      "group.create", "group.edit", "group.remove", "group.add", "group.add", "group.drop",
      "customer.set_groups", "customer.set_groups", "customer.merge", "customer.unmerge",
    ],
    [
      "role.assign", "role.assign", "role.revoke", "membership.grant", "membership.grant",
      "membership.revoke", "order.mark_paid", "order.mark_paid", "customer.merge",
      "customer.unmerge",
    ],
    [
      "credit.grant", "credit.grant", "credit.grant", "credit.spend", "credit.correct",
      "customer.merge", "customer.unmerge",
    ],
    [
      "cart.update", "cart.update", "cart.update", "cart.update", "cart.assign", "cart.clear",
      "cart.purge", "customer.merge", "customer.unmerge",
    ],
    [
      "newsletter.subscribe", "newsletter.subscribe", "newsletter.subscribe",
      "newsletter.unsubscribe", "customer.merge", "customer.unmerge",
    ],
    [
      "payment_method.add", "payment_method.add", "payment_method.add", "payment_method.edit",
      "payment_method.remove", "customer.merge", "customer.unmerge",
    ],
  ]

  /// What a history about groups begins with.
  mutating func groups() -> [Command] {
    ["gold", "silver"].map { code in
      Command(
        name: "group.create",
        fields: group().with("group", code),
        channel: channel()
      )
    }
  }

  mutating func benefit(_ name: String) -> JSONObject {
    switch name {
    case "group.create", "group.edit": return group()
    case "group.remove": return ["group": code()]
    case "group.add", "group.drop":
      let members = (0..<random.number(1...3)).map { _ in customer() }
      return ["group": code(), "customers": .array(members)]
    case "customer.set_groups":
      let groups = Set((0..<random.number(0...2)).map { _ in code() })
      return [
        "customer": customer(),
        "groups": .array(groups.sorted { $0.canonicalText < $1.canonicalText }),
      ]
    case "role.assign": return right("role", withUntil: true)
    case "role.revoke": return right("role", withUntil: false)
    case "membership.grant":
      var fields = right("membership", withUntil: true)
      add("order", order(), to: &fields, percent: 15)
      return fields
    case "membership.revoke": return right("membership", withUntil: false)
    case "credit.grant", "credit.spend", "credit.correct": return booking(name)
    case "cart.update": return updateCart()
    case "cart.assign": return ["cart": cart(), "customer": customer()]
    case "cart.clear": return ["cart": cart()]
    case "cart.purge": return purgeCarts()
    case "newsletter.subscribe", "newsletter.unsubscribe": return newsletter()
    case "payment_method.add":
      return method().with("customer", customer(oftenAmong: stock.accounts)).with("gateway", code())
    case "payment_method.edit":
      var fields = method().with("payment_method", number(upTo: stock.methods))
      fields["customer"] = nil
      return fields
    case "payment_method.remove": return ["payment_method": number(upTo: stock.methods)]
    default: return fields(of: name)
    }
  }

  /// A code, of anything that has one.
  private mutating func code() -> JSON {
    if random.chance(percent: 2) { return "Not A Code" }
    return .string(random.pick(["gold", "gold", "silver", "silver", "staff"]) ?? "")
  }

  private mutating func group() -> JSONObject {
    var fields = optional([
      "group": code(), "name": text(), "discount_percent": .integer(Int64(random.number(0...20))),
      "price_list": random.chance(percent: 20) ? .null : word(), "metadata": metadata(),
    ])
    add("discount_percent", 101, to: &fields, percent: 4)
    return fields
  }

  private mutating func right(_ kind: String, withUntil: Bool) -> JSONObject {
    var fields: JSONObject = ["customer": customer(oftenAmong: stock.accounts)]
    fields[kind] = code()
    let untils: [JSON] = [
      "2027-01-31", "2026-03-10", "2026-06-30T12:00:00Z", "2026-02-03", "someday",
    ]
    if withUntil { add("until", random.pick(untils) ?? .null, to: &fields, percent: 60) }
    return fields
  }

  private mutating func booking(_ name: String) -> JSONObject {
    var amount = Int64(random.number(0...20))
    if name == "credit.correct" { amount -= 10 }
    if name == "credit.grant" { amount *= 5 }
    if random.chance(percent: 2) { amount = 1 << 53 - 2 }
    var fields: JSONObject = [
      "customer": customer(oftenAmong: stock.accounts), "amount": .integer(amount),
      "currency": random.chance(percent: 90) ? "EUR" : "GBP",
    ]
    add("name", text(), to: &fields, percent: 30)
    if name == "credit.spend" { add("order", order(), to: &fields, percent: 20) }
    if name == "credit.correct", random.chance(percent: 25) {
      fields["corrects"] = .integer(random.pick(stock.credited) ?? 1)
    }
    return fields
  }

  mutating func cart() -> JSON {
    if random.chance(percent: 8) { return .string("ref:" + (word().string ?? "")) }
    return number(upTo: stock.carts)
  }

  private mutating func updateCart() -> JSONObject {
    var fields = JSONObject()
    if stock.carts > 0, random.chance(percent: 55) { fields["cart"] = cart() }
    add("reference", word(), to: &fields, percent: fields["cart"] == nil ? 40 : 4)
    add("currency", "EUR", to: &fields, percent: fields["cart"] == nil ? 90 : 20)
    switch random.number(1...10) {
    case 1...5: fields["customer"] = customer()
    case 6...8: fields["email"] = email()
    case 9 where random.chance(percent: 30):
      fields["customer"] = customer()
      fields["email"] = email()
    default: break
    }
    if random.chance(percent: 70) { fields["lines"] = lines() }
    return fields
  }

  private mutating func purgeCarts() -> JSONObject {
    var fields = JSONObject()
    add("older_than_days", .integer(Int64(random.number(0...9) * 3)), to: &fields, percent: 70)
    add("at", "2026-03-20T10:00:00Z", to: &fields, percent: 20)
    return fields
  }

  private mutating func newsletter() -> JSONObject {
    var fields: JSONObject = ["list": code()]
    let isNamed = random.chance(percent: 50)
    if isNamed { fields["customer"] = customer() }
    if !isNamed || random.chance(percent: 5) { fields["email"] = email() }
    return fields
  }

  private mutating func method() -> JSONObject {
    let labels: [JSON] = ["Visa *1111", "Visa *2222", .null, "4111 1111 1111 1111"]
    let days: [JSON] = ["2026-01-31", "2027-01-31", .null, "2027-02-30"]
    var fields = optional(["reusable": flag(), "label": .null, "expires_on": .null])
    add("label", labels[random.number(0...9) / 3], to: &fields, percent: 50)
    add("expires_on", days[random.number(0...9) / 3], to: &fields, percent: 40)
    if random.chance(percent: 60) {
      let owner = random.pick(stock.accounts)
      fields["billing"] = choice(of: owner, "tax")
      if let owner, random.chance(percent: 90) { fields["customer"] = .integer(owner) }
    }
    return fields
  }

  /// What is bought, at times with a membership.
  mutating func lines(price: Int64 = 1) -> JSON {
    var line: JSONObject = [
      "sku": "tea", "title": word(), "quantity": 2, "unit_price": .integer(price),
    ]
    if !themes.isEmpty, random.chance(percent: 15) {
      var grants: JSONObject = ["membership": random.chance(percent: 70) ? "gold" : "silver"]
      let durations: [JSON] = ["P1Y", "P1M", "P10D"]
      add("duration", random.pick(durations) ?? .null, to: &grants, percent: 80)
      line["grants"] = .object(grants)
    }
    return [.object(line)]
  }

  /// What carts, credit and payment methods add to an order.
  mutating func useBenefits(in fields: inout JSONObject, for owner: Int64?) {
    if stock.carts > 0, random.chance(percent: 40) {
      fields["cart"] = cart()
      if random.chance(percent: 40) {
        fields["customer"] = nil
        fields["email"] = nil
      }
    }
    if stock.credited.count > 0 { add("pay_with_credit", true, to: &fields, percent: 30) }
    guard stock.methods > 0, random.chance(percent: 35) else { return }
    let own = owner.flatMap { stock.keptMethods[$0] }
    let method = own.flatMap { random.pick($0) }.map(JSON.integer) ?? number(upTo: stock.methods)
    fields["billing"] = ["payment_method": method]
  }
}
