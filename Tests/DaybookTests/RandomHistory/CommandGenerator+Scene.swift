import Model
import TestSupport

// Sites and profile types.
extension CommandGenerator {
  /// The commands that a history begins with.
  mutating func scene() -> [Command] {
    var commands: [(String, JSONObject)] = [
      ("site.configure", configureSite("uk")), ("site.configure", configureSite("eu")),
      ("profile_type.define", defineType("gift")), ("profile_type.define", defineType("tax")),
    ]
    for _ in 1...3 {
      commands.append(("customer.register", register()))
      commands.append(("order.place", placeOrder()))
    }
    return commands.map { Command(name: $0, fields: $1, channel: channel()) }
  }

  mutating func configureSite(_ site: JSON) -> JSONObject {
    let rules: [JSON] = ["accept", "warn", "refuse", .null]
    let countries: [JSON] = [["gb"], ["GB", "FR"], ["DE", "FR", "GB"], [], .null]
    let overrides: [JSON] = [
      .null, ["given_name": "required", "organization": .null],
      ["organization": "hidden", "postal_code": "optional"],
    ]
    return optional([
      "site": site, "name": text(),
      "guest_checkout": random.chance(percent: 20) ? .null : .boolean(random.chance(percent: 75)),
      "auto_register": .boolean(random.chance(percent: 60)),
      "attach_by_email": .boolean(random.chance(percent: 60)),
      "guest_with_account_email": random.pick(rules) ?? .null,
      "billing_countries": random.pick(countries) ?? .null,
      "shipping_countries": random.pick(countries) ?? .null,
      "address_fields": random.pick(overrides) ?? .null,
    ])
  }

  mutating func defineType() -> JSONObject {
    let type = type()
    return defineType(type)
  }

  /// A type for shipping with few fields, one for billing of which everybody has one entry, or at
  /// times something between the two.
  private mutating func defineType(_ code: JSON) -> JSONObject {
    var fields: JSONObject = ["code": code, "label": text()]
    if code == "gift" {
      fields["usages"] = ["shipping"]
      fields["fields"] = [
        ["name": "note", "label": "Note", "kind": "text"],
        ["name": "floor", "kind": "number", "private": true],
      ]
    } else {
      fields["usages"] = ["billing"]
      fields["multiple"] = false
      fields["fields"] = [
        ["name": "vat", "kind": "text", "required": flag()], ["name": "since", "kind": "date"],
        ["name": "exempt", "kind": "boolean"],
      ]
    }
    add("usages", ["shipping", "billing"], to: &fields, percent: 30)
    add("multiple", flag(), to: &fields, percent: 20)
    return fields
  }
}
