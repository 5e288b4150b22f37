import Daybook
import EventLog
import Model
import SQLite
import TestSupport

/// One random history, given to a ledger and to the plain shop alike.
final class ModelHistory {
  let ledger: TemporaryLedger
  var shop = PlainShop()
  private(set) var given = 0
  private(set) var refused = 0
  /// Where the two differ; nothing is compared after a difference.
  var differences: [String] = []
  /// The commands so far and what the ledger made of them.
  private(set) var story: [String] = []
  private var answer = ""
  private var generator: CommandGenerator

  init(seed: UInt64) throws {
    ledger = try TemporaryLedger()
    // Nothing here needs to survive a power cut.
    try ledger.log.connection.execute("PRAGMA synchronous = OFF")
    generator = CommandGenerator(SeededRandom(seed: seed))
  }

  /// Gives some commands as one group.
  func run(_ count: Int) throws {
    try ledger.ledger.write { group in
      for _ in 0..<count where differences.isEmpty { try run(in: group) }
    }
  }

  private func run(in group: CommandGroup) throws {
    // Not whole seconds, so that no claim expires at the very moment at which it is confirmed.
    ledger.clock.advance(byMicroseconds: Int64(generator.random.number(0...60)) * 1_000_001)
    generator.stock = shop.stock
    let command = generator.next()
    given += 1
    let expected = shop.perform(
      PlainCommand(
        command.name,
        command.fields,
        channel: command.channel,
        actor: "tester",
        now: ledger.clock.now
      )
    )
    let found = try perform(command, in: group)
    let text = JSON.object(command.fields).canonicalText
    let description = "command \(given), \(command.name) by \(command.channel.rawValue): \(text)"
    story.append("\(description)\n  \(answer)")
    if !Self.agree(expected, found) {
      differences.append(
        "\(description)\n  the plain shop: \(expected)\n  the ledger: \(found)"
      )
    }
  }

  /// What the ledger makes of a command.
  private func perform(
    _ command: CommandGenerator.Command,
    in group: CommandGroup
  ) throws -> PlainVerdict {
    do {
      let outcome = try group.perform(
        ledger.request(command.name, command.fields, channel: command.channel)
      )
      answer = JSON.object(outcome.json).canonicalText
      generator.learn(outcome)
      learnCredit(command.name, outcome)
      for claim in outcome.extras["claims"]?.array ?? [] {
        if !claim["token"].isNull { shop.tokens[claim["token"]] = claim["claim"].integer }
      }
      if outcome.isReplayed { return .replayed }
      return outcome.positions.isEmpty ? .unchanged : .changed
    } catch let refusal as Refusal {
      answer = "\(refusal.code.rawValue): \(refusal.message)"
      refused += 1
      return .refused([refusal.code.rawValue])
    }
  }

  private static func agree(_ expected: PlainVerdict, _ found: PlainVerdict) -> Bool {
    guard case .refused(let allowed) = expected else { return expected == found }
    if case .refused(let codes) = found { return codes.isSubset(of: allowed) }
    return found == .unchanged && allowed.contains("unchanged")
  }

  /// Compares all that can be shown.
  func compare() throws {
    guard differences.isEmpty else { return }
    for number in shop.customers.numbers {
      let customer: JSONObject = ["customer": .integer(number)]
      try compare("customer.show", customer, shop.shown(customer: number, at: ledger.clock.now))
      try compare("profile.list", customer, list(shop.shownBook(of: number, all: false), "profiles"))
      let all = list(shop.shownBook(of: number, all: true), "profiles")
      try compare("profile.list", customer.with("all", true), all)
    }
    for number in shop.profiles.numbers {
      try compare("profile.show", ["profile": .integer(number)], shop.shown(profile: number))
    }
    for number in shop.orders.numbers {
      try compare("order.show", ["order": .integer(number)], shop.shown(order: number))
    }
    for number in shop.claims.numbers {
      let claim = shop.shown(claim: number, at: ledger.clock.now)
      try compare("claim.show", ["claim": .integer(number)], claim)
    }
    try compare("profile_type.list", [:], list(shop.shownTypes(), "profile_types"))
    try compareBenefits()
    for site in ["default", "uk", "eu"] {
      try compare("site.show", ["site": .string(site)], shop.shown(site: site))
    }
  }

  private func list(_ rows: [JSON]?, _ plural: String) -> JSON? {
    guard let rows else { return nil }
    var list: JSONObject = ["count": .integer(Int64(rows.count))]
    list[plural] = .array(rows)
    return .object(list)
  }

  private func compare(_ name: String, _ fields: JSONObject, _ expected: JSON?) throws {
    guard let query = Queries.named(name) else { return }
    var found: JSON?
    do {
      let answer = try ledger.ledger.answer(query.read(fields)).text
      var json = try JSON(parsing: answer)
      if name == "customer.show", var members = json.object {
        // What only the log can know.
        members["updated_at"] = nil
        members["last_position"] = nil
        json = .object(members)
      }
      found = json
    } catch let refusal as Refusal where refusal.code == .notFound {
      found = nil
    }
    guard found != expected else { return }
    differences.append("after command \(given), \(name) \(JSON.object(fields).canonicalText)")
    note(expected ?? "not found", found ?? "not found", at: "")
  }

  /// Notes where two answers differ.
  private func note(_ expected: JSON, _ found: JSON, at place: String) {
    if let one = expected.object, let other = found.object {
      for key in Set(one.keys + other.keys).sorted() where one[key] != other[key] {
        note(one[key] ?? "absent", other[key] ?? "absent", at: "\(place).\(key)")
      }
    } else if let one = expected.array, let other = found.array, one.count == other.count {
      for index in one.indices where one[index] != other[index] {
        note(one[index], other[index], at: "\(place)[\(index)]")
      }
    } else {
      differences.append("  \(place): plain shop \(expected.canonicalText)")
      differences.append("  \(place): ledger     \(found.canonicalText)")
    }
  }
}
