import Model
import TestSupport

// Orders and claims.
extension CommandGenerator {
  mutating func placeOrder() -> JSONObject {
    var owner: Int64?
    var fields = JSONObject()
    if random.chance(percent: 55) {
      let customer = customer(oftenAmong: stock.accounts)
      owner = customer.integer
      fields["customer"] = customer
      add("email", email(), to: &fields, percent: 10)
    } else {
      fields["email"] = email()
    }
    let price = Int64(random.number(0...9))
    let lines = lines(price: price)
    fields["currency"] = "EUR"
    fields["lines"] = random.chance(percent: 1) ? [] : lines
    if random.chance(percent: 20) {
      fields["total"] = random.chance(percent: 90) ? .integer(price * 2) : 1
    }
    if fields["total"] == nil {
      add("adjustments", [["label": "gift", "amount": 3]], to: &fields, percent: 5)
    }
    add("number", .integer(Int64(random.number(1...20))), to: &fields, percent: 12)
    add("site", site(), to: &fields, percent: 60)
    add("reference", word(), to: &fields, percent: 5)
    add("metadata", metadata(), to: &fields, percent: 15)
    fields["billing"] = choice(of: owner, "tax")
    let shipments = (0..<random.number(0...2)).map { _ -> JSON in
      random.chance(percent: 25)
        ? ["method": text()] : ["method": "post", "shipping": choice(of: owner, "gift")]
    }
    fields["shipments"] = .array(shipments)
    useBenefits(in: &fields, for: owner)
    return fields
  }

  /// An address for an order, at times of a custom type.
  mutating func choice(of owner: Int64?, _ custom: JSON) -> JSON {
    if random.chance(percent: 6) {
      let isUsual = random.chance(percent: 80)
      return ["same_as": (custom == "tax") == isUsual ? "shipping" : "billing"]
    }
    var choice: JSONObject
    if let book = owner.flatMap({ stock.books[$0] }), random.chance(percent: 65),
      let profile = random.pick(book)
    {
      choice = ["profile": .integer(profile)]
      add("address", change(), to: &choice, percent: 45)
      add("phone", text(), to: &choice, percent: 15)
    } else if random.chance(percent: 2) {
      choice = ["profile": profile()]
    } else {
      choice = ["address": address()]
      let type: JSON = random.chance(percent: 25) ? custom : .null
      if !type.isNull { choice["type"] = type }
      add("phone", text(), to: &choice, percent: 30)
      add("fields", customFields(type), to: &choice, percent: type.isNull ? 10 : 60)
    }
    add(
      "save_to_address_book",
      .boolean(random.chance(percent: 70)),
      to: &choice,
      percent: 40
    )
    return .object(choice)
  }

  mutating func changeProfile() -> JSONObject {
    let order = order()
    let parcels = order.integer.flatMap { stock.parcels[$0] } ?? 0
    let isShipping = random.chance(percent: parcels > 0 ? 50 : 5)
    var fields: JSONObject = [
      "order": order, "usage": isShipping ? "shipping" : "billing", "update_address_book": flag(),
    ]
    if random.chance(percent: 60) { fields["address"] = change() }
    if fields["address"] == nil || random.chance(percent: 5) {
      fields["profile"] = entry(for: order)
    }
    add(
      "shipment",
      .integer(Int64(random.number(1...2))),
      to: &fields,
      percent: isShipping ? 60 : 3
    )
    return fields
  }

  /// Mostly an entry of the book of an order's owner.
  private mutating func entry(for order: JSON) -> JSON {
    let owner = order.integer.flatMap { stock.owners[$0] }
    let book = owner.flatMap { stock.books[$0] } ?? []
    return profile(oftenAmong: book)
  }

  mutating func addShipment() -> JSONObject {
    var fields = optional(["order": order(), "method": text()])
    let owner = fields["order"]?.integer.flatMap { stock.owners[$0] }
    add("shipping", choice(of: owner, "gift"), to: &fields, percent: 70)
    return fields
  }

  mutating func assign() -> JSONObject {
    var fields: JSONObject = ["order": order()]
    if random.chance(percent: 70) { fields["customer"] = customer(oftenAmong: stock.accounts) }
    if fields["customer"] == nil || random.chance(percent: 5) { fields["guest_email"] = email() }
    return fields
  }

  mutating func requestClaim() -> JSONObject {
    var fields: JSONObject = ["customer": customer(oftenAmong: stock.accounts)]
    add("valid_for", .integer(Int64(random.number(1...3000))), to: &fields, percent: 80)
    if random.chance(percent: 25) {
      fields["all"] = true
      return fields
    }
    let orders = (0..<random.number(1...3)).map { _ -> JSON in
      let claimable = random.chance(percent: 85) ? random.pick(stock.guestOrders) : nil
      return claimable.map(JSON.integer) ?? order()
    }
    fields["orders"] = .array(orders)
    return fields
  }
}
