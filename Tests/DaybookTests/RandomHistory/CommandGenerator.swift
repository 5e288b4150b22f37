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
  var stock = Stock()
  private(set) var tokens: [String] = []
  private var given: [Command] = []
  /// What sets the scene: sites that ask for different things, types of profiles.
  private var opening: [Command] = []
  /// Commands of what else the history is about.
  private(set) var themes: [String] = []
  /// Whether people are merged and parted all the time, so that there are chains of merges.
  var mergesOften = false

  init(_ random: SeededRandom) {
    self.random = random
    let first = self.random.number(0...5)
    themes = Self.themes[first] + Self.themes[(first + self.random.number(1...5)) % 6]
    opening = scene() + (themes.contains("group.create") ? groups() : [])
  }

  /// Learns the tokens that a command gave.
  mutating func learn(_ outcome: Outcome) {
    for claim in outcome.extras["claims"]?.array ?? [] {
      if let token = claim["token"].string { tokens.append(token) }
    }
  }

  /// The next command.
  mutating func next() -> Command {
    if !opening.isEmpty { return opening.removeFirst() }
    if random.chance(percent: 3), let again = repeated() { return again }
    var command = fresh()
    if random.chance(percent: 7) { spoil(&command) }
    if random.chance(percent: 10) {
      command.fields["command_id"] = .string("id-\(random.number(1...200))")
      given.append(command)
    }
    return command
  }

  /// A command that was given before, or another one under its id.
  private mutating func repeated() -> Command? {
    guard var again = random.pick(given) else { return nil }
    if random.chance(percent: 30) { again.channel = random.pick(Channel.allCases) ?? .system }
    return again
  }

  /// The kinds of commands, those that are frequent more than once.
  private static let names: [String] = {
    let weights: KeyValuePairs<String, Int> = [
      "customer.register": 10, "customer.record_guest": 4, "customer.edit": 5,
      "customer.change_email": 4, "customer.set_metadata": 2, "customer.disable": 3,
      "customer.enable": 2, "customer.remove": 3, "customer.restore": 3, "customer.merge": 5,
      "customer.unmerge": 4, "customer.link_contact": 2, "profile_type.define": 3,
      "profile_type.remove": 1, "profile.add": 10, "profile.edit": 7, "profile.disable": 4,
      "profile.enable": 4, "profile.remove": 4, "profile.set_default": 4,
      "profile.clear_default": 3, "order.place": 22, "order.change_profile": 8,
      "order.add_shipment": 3, "order.change_email": 2, "order.mark_paid": 2,
      "order.complete": 2, "order.cancel": 2, "order.assign": 5, "claim.request": 9,
      "claim.confirm": 10, "claim.decline": 2, "claim.cancel": 2, "site.configure": 2,
    ]
    // Those that are yet to be written are left out.
    let known = weights.filter { Decisions.named($0.key) != nil }
    return known.flatMap { Array(repeating: $0.key, count: $0.value) }
  }()

  private mutating func fresh() -> Command {
    if mergesOften, random.chance(percent: 35) {
      let isMerge = stock.merged.isEmpty || random.chance(percent: 60)
      let name = isMerge ? "customer.merge" : "customer.unmerge"
      return finished(name, fields(of: name))
    }
    if !themes.isEmpty, random.chance(percent: 24), let name = random.pick(themes) {
      return finished(name, benefit(name))
    }
    var name = random.pick(Self.names) ?? ""
    while random.chance(percent: 95), isPointless(name) { name = random.pick(Self.names) ?? "" }
    return finished(name, fields(of: name))
  }

  private mutating func finished(_ name: String, _ own: JSONObject) -> Command {
    var fields = own
    if fields["site"] == nil, random.chance(percent: 25) { fields["site"] = site() }
    if random.chance(percent: 30) { fields["reason"] = "asked" }
    if random.chance(percent: 10) {
      fields["occurred_at"] = .string("2026-02-0\(random.number(1...9))T10:00:00Z")
    }
    return Command(name: name, fields: fields, channel: channel())
  }

  /// Whether there is nothing yet that such a command could be about.
  private func isPointless(_ name: String) -> Bool {
    switch name {
    case "profile.add", "order.place", "customer.register", "customer.record_guest": false
    case "customer.restore": stock.removed.isEmpty
    case "customer.unmerge": stock.merged.isEmpty
    case "customer.enable": stock.disabled.isEmpty
    case "profile.enable": stock.disabledProfiles.isEmpty
    case "claim.request": stock.guestOrders.isEmpty || stock.accounts.isEmpty
    case "claim.confirm", "claim.decline", "claim.cancel": stock.claims == 0
    case _ where name.hasPrefix("customer."): stock.customers == 0
    case _ where name.hasPrefix("profile."): stock.profiles == 0
    case _ where name.hasPrefix("order."): stock.orders == 0
    default: false
    }
  }

  mutating func channel() -> Channel {
    let channels: [Channel] = [
      .checkout, .checkout, .checkout, .administration, .administration, .administration,
      .account, .orderEdit, .import, .system,
    ]
    return random.pick(channels) ?? .checkout
  }

  mutating func fields(of name: String) -> JSONObject {
    switch name {
    case "customer.register": register()
    case "customer.record_guest": recordGuest()
    case "customer.edit": editCustomer()
    case "customer.change_email": ["customer": customer(), "email": email()]
    case "customer.set_metadata": ["customer": customer(), "metadata": metadata()]
    case "customer.enable": ["customer": customer(oftenAmong: stock.disabled)]
    case "customer.restore": ["customer": customer(oftenAmong: stock.removed)]
    case "customer.merge": merge()
    case "customer.unmerge": ["from": customer(oftenAmong: stock.merged)]
    case "customer.link_contact":
      ["customer": customer(), "contact": number(upTo: stock.customers)]
    case "profile_type.define": defineType()
    case "profile_type.remove": ["code": type()]
    case "profile.add": addProfile()
    case "profile.edit": editProfile()
    case "profile.enable":
      optional(["profile": profile(oftenAmong: stock.disabledProfiles), "unless_used": flag()])
    case "profile.disable", "profile.remove":
      optional(["profile": profile(), "unless_used": flag()])
    case "profile.set_default": ["profile": profile(), "usage": usage()]
    case "profile.clear_default": ["customer": customer(), "usage": usage()]
    case "order.place": placeOrder()
    case "order.change_profile": changeProfile()
    case "order.add_shipment": addShipment()
    case "order.change_email": ["order": order(), "email": email()]
    case "order.mark_paid", "order.complete", "order.cancel": ["order": order()]
    case "order.assign": assign()
    case "claim.request": requestClaim()
    case "claim.confirm": optional(["token": token(), "update_email": flag()])
    case "claim.decline": ["token": token()]
    case "claim.cancel": ["claim": number(upTo: stock.claims)]
    case "site.configure": configureSite(site())
    default: ["customer": customer()]
    }
  }
}
