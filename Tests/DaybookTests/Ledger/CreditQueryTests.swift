import Daybook
import Model
import TestSupport
import Testing

@Suite("credit show")
struct CreditQueryTests {
  private let shop: TemporaryLedger

  init() throws {
    shop = try TemporaryLedger()
    try shop.perform("customer.register", ["email": "ada@example.com"])
    try book("grant", 500, ["name": "Welcome"])
    try book("grant", 70, ["site": "default"])
    try book("spend", 200)
    try book("correct", -400, ["corrects": 2, "name": "Typed wrongly"])
  }

  private func book(_ kind: String, _ amount: Int64, _ more: JSONObject = [:]) throws {
    var fields: JSONObject = ["customer": 1, "currency": "EUR", "amount": .integer(amount)]
    for (key, value) in more { fields[key] = value }
    try shop.perform("credit.\(kind)", fields)
  }

  private func entry(
    _ position: Int64,
    _ kind: JSON,
    _ amount: Int64,
    leaving balance: Int64,
    _ more: JSONObject = [:]
  ) -> JSON {
    var entry: JSONObject = [
      "position": .integer(position), "kind": kind, "amount": .integer(amount),
      "currency": "EUR", "site": .null, "name": .null, "order": .null, "corrects": .null,
      "balance": .integer(balance), "occurred_at": "2026-03-01T12:00:00.000000Z",
    ]
    for (key, value) in more { entry[key] = value }
    return .object(entry)
  }

  private func shown(_ fields: JSONObject = [:], at moment: Moment = Moment()) throws -> JSON {
    try shop.ask("credit.show", fields.with("customer", 1), at: moment)
  }

  @Test("balances of all pots, and each booking with what it left, the newest first")
  func show() throws {
    let answer = try shown()
    #expect(answer["customer"] == 1)
    #expect(
      answer["balances"] == [
        ["site": .null, "currency": "EUR", "balance": -100],
        ["site": "default", "currency": "EUR", "balance": 70],
      ]
    )
    #expect(
      answer["entries"].array == [
        entry(5, "corrected", -400, leaving: -100, ["name": "Typed wrongly", "corrects": 2]),
        entry(4, "spent", 200, leaving: 300),
        entry(3, "granted", 70, leaving: 70, ["site": "default"]),
        entry(2, "granted", 500, leaving: 500, ["name": "Welcome"]),
      ]
    )
    let page = try shown(["limit": 1, "offset": 1])
    #expect(page["entries"].array?.map { $0["position"] } == [4])
    #expect(page["balances"] == answer["balances"])
  }

  @Test("as of before, without what came later")
  func before() throws {
    let answer = try shown(at: Moment(recorded: .position(3)))
    #expect(answer["balances"].array?.map { $0["balance"] } == [500, 70])
    #expect(answer["entries"].array?.count == 2)
  }

  @Test("what was true then, without what happened in the business later")
  func effective() throws {
    try book("grant", 50, ["occurred_at": "2026-01-01T00:00:00Z"])
    try shop.perform(
      "customer.register",
      ["email": "early@example.com", "occurred_at": "2025-12-01T00:00:00Z"]
    )
    try book("grant", 100, ["customer": 2, "occurred_at": "2026-02-20T00:00:00Z"])
    try book("grant", 30, ["customer": 2, "occurred_at": "2026-01-01T00:00:00Z"])
    let then = Moment(effective: Instant("2026-01-15T00:00:00Z"))
    let answer = try shop.ask("credit.show", ["customer": 2], at: then)
    #expect(answer["balances"].array?.map { $0["balance"] } == [30])
    #expect(answer["entries"].array?.map { $0["balance"] } == [30])
    let shown = try shop.ask("customer.show", ["customer": 2], at: then)
    #expect(shown["credit"][0]["balance"] == 30)
    #expect(try shop.ask("customer.show", ["customer": 2])["credit"][0]["balance"] == 130)
  }

  @Test("an order that was paid with credit is named")
  func order() throws {
    try book("grant", 5000)
    try shop.perform("order.place", place(["customer": 1, "pay_with_credit": true]))
    let entry = try #require(try shown()["entries"].array?.first)
    #expect(entry["kind"] == "spent" && entry["order"] == 1 && entry["balance"] == 3900)
    #expect(try shop.ask("order.show", ["order": 1])["status"] == "paid")
  }

  @Test("a merge shows as corrections of both, and the number leads on")
  func merged() throws {
    try shop.perform("customer.register", ["email": "eve@example.com"])
    try shop.perform("customer.merge", ["from": 1, "into": 2])
    let answer = try shop.ask("credit.show", ["customer": 1])
    #expect(answer["customer"] == 2)
    #expect(answer["balances"].array?.map { $0["balance"] } == [-100, 70])
    try shop.perform("customer.unmerge", ["from": 1])
    #expect(try shown()["balances"].array?.map { $0["balance"] } == [-100, 70])
    let other = try shop.ask("credit.show", ["customer": 2])
    #expect(other["balances"].array?.map { $0["balance"] } == [0, 0])
  }

  @Test("who has none has none; who is unknown is not found")
  func none() throws {
    try shop.perform("customer.record_guest", ["email": "eve@example.com"])
    #expect(
      try shop.ask("credit.show", ["customer": 2])
        == ["customer": 2, "balances": [], "entries": []]
    )
    #expect(try shop.refusedAnswer("credit.show", ["customer": 3]) == .notFound)
    #expect(try shop.refusedAnswer("credit.show", ["customer": 1, "limit": -1]) == .fieldInvalid)
  }
}
