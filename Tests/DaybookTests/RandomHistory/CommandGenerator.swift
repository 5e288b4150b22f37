import Daybook
import Model
import TestSupport

/// Makes commands as a shop and its customers might give them, mistakes included.
struct CommandGenerator {
  struct Command {
    var name: String
    var fields: JSONObject
    var channel: Channel
  }

  var random: SeededRandom
  /// What the ledger holds, so that most commands make sense.
  var witness = Witness()
  private var tokens: [String] = []
  private var given: [Command] = []

  init(_ random: SeededRandom) {
    self.random = random
  }

  /// Learns the tokens that a command gave.
  mutating func learn(_ outcome: Outcome) {
    for claim in outcome.extras["claims"]?.array ?? [] {
      if let token = claim["token"].string { tokens.append(token) }
    }
  }

  /// The next command.
  mutating func next() -> Command {
    if random.chance(percent: 3), let again = random.pick(given) { return again }
    var command = fresh()
    if random.chance(percent: 10) {
      command.fields["command_id"] = .string("id-\(random.number(1...200))")
      given.append(command)
    }
    if random.chance(percent: 3) {
      command.fields["unless_changed_since"] = .integer(Int64(random.number(0...100)))
    }
    return command
  }

  private mutating func fresh() -> Command {
    let channel = random.pick(Channel.allCases) ?? .checkout
    let (name, fields): (String, JSONObject) =
      switch random.number(0...99) {
      case 0..<10: ("customer.register", register())
      case 10..<14: ("customer.record_guest", optional(["email": email(), "site": site()]))
      case 14..<20: ("customer.edit", editCustomer())
      case 20..<25: ("customer.change_email", changeEmail())
      case 25..<28: ("customer.set_metadata", ["customer": customer(), "metadata": metadata()])
      case 28..<37: ("profile.add", addProfile())
      case 37..<45: ("profile.edit", editProfile())
      case 45..<50: ("profile.remove", ["profile": profile(), "unless_used": flag()])
      case 50..<54: ("profile.set_default", ["profile": profile(), "usage": usage()])
      case 54..<57: ("profile.clear_default", ["customer": customer(), "usage": usage()])
      case 57..<79: ("order.place", placeOrder())
      case 79..<82: ("order.cancel", ["order": order()])
      case 82..<90: ("claim.request", requestClaim())
      case 90..<96: ("claim.confirm", ["token": token(), "update_email": flag()])
      case 96..<98: ("claim.decline", ["token": token()])
      default: ("claim.cancel", ["claim": number(upTo: witness.claims.count)])
      }
    return Command(name: name, fields: fields, channel: channel)
  }
}

// What commands are made of. Most values come from small pools, so that they meet again.
extension CommandGenerator {
  private mutating func flag() -> JSON { .boolean(random.chance(percent: 30)) }

  private mutating func usage() -> JSON {
    random.chance(percent: 50) ? "billing" : "shipping"
  }

  private mutating func site() -> JSON {
    random.chance(percent: 85) ? "default" : "uk"
  }

  private mutating func email() -> JSON {
    let names = ["ada", "Ada", "bob", "eve", "ren\u{E9}", "rene\u{301}", "max", "zoe", "kim"]
    return .string("\(random.pick(names) ?? "")\(random.number(1...3))@example.com")
  }

  private mutating func word() -> JSON {
    let words = ["a", "B", "\u{E9}", "e\u{301}", "\u{1F600}", "\"q\"", "x y", "0"]
    return .string(random.pick(words) ?? "")
  }

  private mutating func text() -> JSON {
    random.chance(percent: 20) ? .null : word()
  }

  /// A number that exists, or at times one too many.
  private mutating func number(upTo count: Int) -> JSON {
    .integer(Int64(random.number(1...max(count, 1) + (random.chance(percent: 15) ? 2 : 0))))
  }

  private mutating func customer() -> JSON {
    if random.chance(percent: 15) {
      let prefix = random.chance(percent: 50) ? "guest:" : ""
      return .string(prefix + (email().string ?? ""))
    }
    return number(upTo: witness.people.count)
  }

  private mutating func profile() -> JSON {
    number(upTo: Int(witness.profileCount))
  }

  private mutating func order() -> JSON {
    if random.chance(percent: 20) { return .string("no:\(random.number(1...30))") }
    return number(upTo: witness.orders.count)
  }

  private mutating func token() -> JSON {
    if random.chance(percent: 10) { return "1.garbled" }
    return .string(random.pick(tokens.suffix(4)) ?? "0.none")
  }

  private mutating func metadata() -> JSON {
    .object(optional(["level": text(), "note": ["list": [text(), 1]]]))
  }

  /// Some of the members; the first one always.
  private mutating func optional(_ members: KeyValuePairs<String, JSON>) -> JSONObject {
    var object = JSONObject()
    for (index, member) in members.enumerated() where index == 0 || random.chance(percent: 50) {
      object[member.key] = member.value
    }
    return object
  }

  private mutating func address() -> JSON {
    let places: [JSONObject] = [.london, .paris, .berlin]
    var address = random.pick(places) ?? .london
    if random.chance(percent: 30) { address["given_name"] = word() }
    if random.chance(percent: 4) { address["country_code"] = "ZZ" }
    return .object(address)
  }

  private mutating func change() -> JSON {
    .object(optional(["given_name": text(), "locality": word(), "address_line2": text()]))
  }

  private mutating func newProfile() -> JSONObject {
    optional([
      "address": address(), "phone": text(), "fields": ["floor": word()],
      "default_billing": flag(), "default_shipping": flag(),
    ])
  }

  private mutating func register() -> JSONObject {
    var fields = optional([
      "email": email(), "site": site(), "first_name": text(), "last_name": text(),
      "company": ["name": text(), "tax_id": text()], "metadata": metadata(),
    ])
    if random.chance(percent: 30) { fields["username"] = word() }
    if random.chance(percent: 20) { fields["reference"] = word() }
    let profiles = (0..<random.number(0...2)).map { _ in JSON.object(newProfile()) }
    fields["profiles"] = .array(profiles)
    return fields
  }

  private mutating func editCustomer() -> JSONObject {
    let company: JSON = random.chance(percent: 30) ? .null : ["name": text()]
    var fields = optional([
      "customer": customer(), "first_name": text(), "phone": text(), "company": company,
    ])
    if random.chance(percent: 25) { fields["username"] = text() }
    return fields
  }

  private mutating func changeEmail() -> JSONObject {
    optional(["customer": customer(), "reason": "asked", "site": site()])
      .with("email", email())
  }

  private mutating func addProfile() -> JSONObject {
    var fields = newProfile().with("customer", customer())
    if random.chance(percent: 15) { fields["reference"] = word() }
    return fields
  }

  private mutating func editProfile() -> JSONObject {
    optional([
      "profile": profile(), "address": change(), "phone": text(), "fields": ["floor": text()],
    ])
  }

  private mutating func placeOrder() -> JSONObject {
    var owner: Int64?
    var fields = JSONObject()
    if random.chance(percent: 70) {
      let customer = customer()
      owner = customer.integer
      fields["customer"] = customer
    } else {
      fields["email"] = email()
    }
    let price = Int64(random.number(0...9))
    let lines: JSON = [
      ["sku": "tea", "title": word(), "quantity": 2, "unit_price": .integer(price)]
    ]
    fields["currency"] = "EUR"
    fields["lines"] = random.chance(percent: 3) ? [] : lines
    if random.chance(percent: 20) {
      fields["total"] = random.chance(percent: 80) ? .integer(price * 2) : 1
    }
    if random.chance(percent: 20) { fields["number"] = .integer(Int64(random.number(1...40))) }
    if random.chance(percent: 20) { fields["site"] = site() }
    if random.chance(percent: 5) { fields["reference"] = word() }
    fields["billing"] = choice(of: owner)
    let shipments = (0..<random.number(0...3)).map { _ -> JSON in
      random.chance(percent: 30) ? [:] : ["shipping": choice(of: owner)]
    }
    fields["shipments"] = .array(shipments)
    return fields
  }

  private mutating func choice(of owner: Int64?) -> JSON {
    var choice: JSONObject
    if random.chance(percent: 12) {
      return ["same_as": usage()]
    }
    if let book = owner.flatMap({ witness.books[$0] }), random.chance(percent: 75),
      let profile = random.pick(book)
    {
      choice = ["profile": .integer(profile)]
      if random.chance(percent: 50) { choice["address"] = change() }
    } else if random.chance(percent: 5) {
      choice = ["profile": profile()]
    } else {
      choice = ["address": address()]
    }
    if random.chance(percent: 30) { choice["phone"] = text() }
    if random.chance(percent: 40) {
      choice["save_to_address_book"] = .boolean(random.chance(percent: 70))
    }
    return .object(choice)
  }

  private mutating func requestClaim() -> JSONObject {
    let accounts = witness.people.filter(\.value.hasAccount).keys.sorted()
    let account = random.pick(accounts).map(JSON.integer)
    var fields: JSONObject = ["customer": account ?? customer()]
    fields["valid_for"] = .integer(Int64(random.number(1...3000)))
    if random.chance(percent: 25) {
      fields["all"] = true
      return fields
    }
    let guests = witness.orders.filter { witness.people[$0.value.owner]?.hasAccount == false }
    let orders = (0..<random.number(1...3)).map { _ -> JSON in
      let claimable = random.chance(percent: 85) ? random.pick(guests.keys.sorted()) : nil
      return claimable.map(JSON.integer) ?? order()
    }
    fields["orders"] = .array(orders)
    return fields
  }
}
