import Model
import TestSupport

// Customers and their address books.
extension CommandGenerator {
  mutating func newProfile() -> JSONObject {
    var profile = optional([
      "address": address(), "phone": text(), "default_billing": flag(), "default_shipping": flag(),
    ])
    let type: JSON = random.chance(percent: 30) ? type() : .null
    if !type.isNull { profile["type"] = type }
    add("fields", customFields(type), to: &profile, percent: type.isNull ? 30 : 70)
    add("reference", word(), to: &profile, percent: 8)
    return profile
  }

  mutating func register() -> JSONObject {
    var fields = optional([
      "email": email(), "first_name": text(), "last_name": text(), "phone": text(),
      "company": ["name": text(), "tax_id": text()], "metadata": metadata(),
    ])
    add("site", site(), to: &fields, percent: 60)
    add("username", word(), to: &fields, percent: 30)
    add("reference", word(), to: &fields, percent: 15)
    let profiles = (0..<random.number(0...2)).map { _ in JSON.object(newProfile()) }
    fields["profiles"] = .array(profiles)
    if random.chance(percent: 20) {
      fields["from_order"] = random.pick(stock.guestOrders).map(JSON.integer) ?? order()
      if random.chance(percent: 95) { fields["email"] = nil }
    }
    return fields
  }

  mutating func recordGuest() -> JSONObject {
    var fields = optional(["email": email(), "first_name": text(), "phone": text()])
    add("site", site(), to: &fields, percent: 60)
    add("reference", word(), to: &fields, percent: 10)
    return fields
  }

  mutating func editCustomer() -> JSONObject {
    let company: JSON = random.chance(percent: 30) ? .null : ["name": text()]
    var fields = optional([
      "customer": customer(), "first_name": text(), "last_name": text(), "phone": text(),
      "company": company,
    ])
    add("username", text(), to: &fields, percent: 25)
    return fields
  }

  mutating func merge() -> JSONObject {
    let from = random.chance(percent: 50) ? stock.guests : stock.accounts
    return ["from": customer(oftenAmong: from), "into": customer(oftenAmong: stock.accounts)]
  }

  mutating func addProfile() -> JSONObject {
    newProfile().with("customer", customer(oftenAmong: stock.accounts))
  }

  mutating func editProfile() -> JSONObject {
    var fields = optional(["profile": profile(), "address": change(), "phone": text()])
    let type: JSON = random.chance(percent: 70) ? .null : type()
    add("fields", customFields(type), to: &fields, percent: 25)
    return fields
  }
}
