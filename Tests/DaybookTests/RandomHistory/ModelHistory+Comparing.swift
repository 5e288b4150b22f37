import Daybook
import EventLog
import Model
import Projections
import TestSupport

// Comparing all that can be shown.
extension ModelHistory {
  /// A question, and what the plain shop answers; nil for what is not found.
  typealias Pair = (question: Asker.Question, expected: JSON?)

  /// Compares what the ledger shows with what the plain shop has.
  func compare() throws {
    guard differences.isEmpty else { return }
    let pairs = try pairs()
    let answers = try Asker(shop: ledger).answers(pairs.map(\.question))
    for ((question, expected), answer) in zip(pairs, answers) {
      var found = answer.hasPrefix("not_found: ") ? nil : try JSON(parsing: answer)
      found = found.map { Self.comparable($0, isCustomer: expected?["created_at"].isNull == false) }
      let expected = expected.map { Self.comparable($0, isCustomer: false) }
      guard found != expected else { continue }
      differences.append("after command \(given), \(question.text)")
      note(expected ?? "not found", found ?? "not found", at: "")
    }
  }

  /// Compares the ways in which read models come to be.
  func compareReadModels() throws {
    guard differences.isEmpty else { return }
    let asker = Asker(shop: ledger)
    let questions = try pairs().map(\.question)
    let incremental = try asker.answers(questions)
    let size = try ledger.log.tree().size
    let asOfHead = try asker.answers(questions, fromAllUntil: size)
    let models = try ledger.ledger.readModels()
    try models.rebuild(nil, from: ledger.log)
    let rebuilt = try asker.answers(questions)
    for (index, question) in questions.enumerated() {
      let answers = [incremental[index], asOfHead[index], rebuilt[index]]
      guard Set(answers.map(JSON.string)).count > 1 else { continue }
      differences.append("\(question.text)\n  caught up, as of the head, rebuilt:")
      differences += answers
    }
  }

  private func pairs() throws -> [Pair] {
    let asker = Asker(shop: ledger)
    var pairs: [Pair] = []
    func ask(_ name: String, _ fields: JSONObject, _ expected: JSON?) throws {
      pairs.append((try asker.question(name, fields), expected))
    }
    for number in shop.customers.numbers {
      let customer: JSONObject = ["customer": .integer(number)]
      try ask("customer.show", customer, shop.shown(customer: number, at: ledger.clock.now))
      let book = shop.shownBook(of: number, all: false)
      try ask("profile.list", customer, Self.list(book, "profiles"))
      let wholeBook = shop.shownBook(of: number, all: true)
      try ask("profile.list", customer.with("all", true), Self.list(wholeBook, "profiles"))
    }
    for number in shop.profiles.numbers {
      try ask("profile.show", ["profile": .integer(number)], shop.shown(profile: number))
    }
    for number in shop.orders.numbers {
      try ask("order.show", ["order": .integer(number)], shop.shown(order: number))
    }
    for number in shop.claims.numbers {
      let claim = shop.shown(claim: number, at: ledger.clock.now)
      try ask("claim.show", ["claim": .integer(number)], claim)
    }
    for site in ["default", "uk", "eu"] {
      try ask("site.show", ["site": .string(site)], shop.shown(site: site))
    }
    try ask("profile_type.list", [:], Self.list(shop.shownTypes(), "profile_types"))
    return try pairs + benefits()
  }

  static func list(_ rows: [JSON]?, _ plural: String) -> JSON? {
    guard let rows else { return nil }
    var list: JSONObject = ["count": .integer(Int64(rows.count))]
    list[plural] = .array(rows)
    return .object(list)
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
      differences.append("  \(place) the plain shop: \(expected.canonicalText)")
      differences.append("  \(place) the ledger: \(found.canonicalText)")
    }
  }
}
