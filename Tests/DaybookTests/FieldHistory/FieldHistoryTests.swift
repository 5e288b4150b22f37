import Daybook
import EventLog
import Model
import SQLite
import TestSupport
import Testing

/// What is said of the fields of customers, profiles and orders, case by case.
@Suite("field history")
struct FieldHistoryTests {
  private let shop: TemporaryLedger

  init() throws {
    shop = try TemporaryLedger()
    try give(
      "customer.register",
      [
        "email": "ada@example.com", "first_name": "Ada", "phone": "+44 1",
        "company": ["name": "Engines", "tax_id": "GB 1"], "metadata": ["hobby": "chess", "a.b": 1],
      ]
    )
  }

  private func give(_ name: String, _ fields: JSONObject) throws {
    try shop.perform(name, fields)
    shop.clock.advance(bySeconds: 60)
  }

  private func field(_ entity: HistoricEntity, _ path: String) throws -> FieldHistory.Field? {
    try shop.ledger.blame(entity).lines.first { $0.field.path == path }?.field
  }

  /// Overwrites the personal part of an event in place, as an erasure does.
  private func blank(_ position: Int64) throws {
    try shop.log.connection.run(
      """
      UPDATE personal SET salt = zeroblob(32), data = printf('%*s', length(CAST(data AS BLOB)), '')
      WHERE position = ?
      """,
      position
    )
  }

  @Test("a field names the event that changed it last, and what was there before")
  func lastChange() throws {
    try give("customer.edit", ["customer": 1, "phone": "+44 2"])
    try give("customer.edit", ["customer": 1, "first_name": "Eve"])
    try give("customer.edit", ["customer": 1, "phone": "+44 1"])
    let phone = try #require(try field(.customer(1), "phone"))
    #expect(phone.content == .value("+44 1"))
    #expect(phone.previous == .value("+44 2"))
    #expect(phone.position == 4)
    #expect(try field(.customer(1), "first_name")?.position == 3)
    #expect(try field(.customer(1), "username") == nil)
  }

  @Test("a cleared field stays in the list, with who cleared it")
  func cleared() throws {
    try give("customer.edit", ["customer": 1, "company": .null])
    let name = try #require(try field(.customer(1), "company.name"))
    #expect(name.content == .nothing && name.previous == .value("Engines") && name.position == 2)
  }

  @Test("metadata are fields one by one, whatever their keys")
  func metadata() throws {
    try give(
      "customer.set_metadata",
      [
        "customer": 1, "metadata": ["hobby": "", "caf\u{E9}": 1, "cafe\u{301}": ["deep": [1, 2]]],
      ]
    )
    #expect(try field(.customer(1), "metadata.hobby")?.content == .nothing)
    #expect(try field(.customer(1), "metadata.a.b")?.position == 1)
    let blame = try shop.ledger.blame(.customer(1))
    let keys = blame.values.filter { $0.key.string?.contains("caf") == true }
    #expect(keys[.string("metadata.caf\u{E9}")] == 1)
    #expect(keys[.string("metadata.cafe\u{301}")] == ["deep": [1, 2]])
  }

  @Test("groups, roles, memberships and credit are fields of the customer")
  func belongings() throws {
    try give("group.create", ["group": "gold"])
    try give("group.create", ["group": "a"])
    try give("group.add", ["group": "gold", "customers": [1]])
    try give("group.add", ["group": "a", "customers": [1]])
    try give("role.assign", ["customer": 1, "role": "editor", "until": "2026-03-02"])
    try give("credit.grant", ["customer": 1, "currency": "EUR", "amount": 500])
    try give("credit.grant", ["customer": 1, "currency": "EUR", "amount": 7, "site": "default"])
    #expect(try field(.customer(1), "groups")?.content == .value(["a", "gold"]))
    #expect(try field(.customer(1), "credit.EUR")?.content == .value(500))
    #expect(try field(.customer(1), "credit.EUR.default")?.content == .value(7))
    try give("group.remove", ["group": "gold"])
    let groups = try #require(try field(.customer(1), "groups"))
    #expect(groups.content == .value(["a"]) && groups.previous == .value(["a", "gold"]))
    #expect(try shop.log.event(at: groups.position)?.type == "GroupRemoved")
    shop.clock.advance(bySeconds: 1_000_000)
    #expect(try shop.ask("customer.show", ["customer": 1])["roles"] == [])
    // It was given, and nobody has taken it since.
    #expect(try field(.customer(1), "roles.editor")?.content == .value(["until": "2026-03-02"]))
  }

  @Test("somebody who was merged leads on, as of then and in the business")
  func merged() throws {
    try give("customer.record_guest", ["email": "ada@example.com", "phone": "9"])
    try give("customer.merge", ["from": 2, "into": 1, "occurred_at": "2026-02-01T00:00:00Z"])
    #expect(try shop.ledger.blame(.customer(2)).number == 1)
    #expect(try shop.ledger.blame(.customer(2), at: .position(2)).number == 2)
    #expect(try shop.ledger.blame(.customer("guest:ada@example.com")).number == 1)
    try give("customer.unmerge", ["from": 2])
    #expect(try shop.ledger.blame(.customer(2)).number == 2)
    let whole = try shop.ledger.diff(.customer(2), from: .position(0), to: .position(3))
    #expect(whole.number == 1)
    #expect(whole.changes.contains { $0.path == "email" && $0.from == .nothing })
  }

  @Test("another entry that becomes the default changes both")
  func defaults() throws {
    try give("profile.add", ["customer": 1, "address": .object(.london)])
    try give("profile.add", ["customer": 1, "address": .object(.paris)])
    try give("profile.set_default", ["profile": 2, "usage": "billing"])
    let position = try shop.log.size()
    for (profile, isDefault) in [(1, false), (2, true)] as [(Int64, Bool)] {
      let field = try #require(try field(.profile(ProfileReference(profile)), "default_billing"))
      #expect(field.content == .value(.boolean(isDefault)) && field.position == position)
    }
    #expect(try field(.customer(1), "default_billing_profile")?.previous == .value(1))
  }

  @Test("an entry that was removed keeps its history")
  func removedEntry() throws {
    try give("profile.add", ["customer": 1, "address": .object(.london)])
    try give("profile.remove", ["profile": 1])
    #expect(try field(.profile(1), "removed")?.content == .value(true))
    #expect(try field(.profile(1), "address.locality")?.content == .value("London"))
    #expect(try field(.profile(1), "default_billing")?.content == .value(false))
  }

  @Test("what an erasure took away is told apart from what never was")
  func erased() throws {
    try give("customer.edit", ["customer": 1, "phone": "+44 2"])
    try give("customer.edit", ["customer": 1, "first_name": "Eve"])
    try blank(1)
    try blank(2)
    #expect(try field(.customer(1), "email")?.content == .erased)
    #expect(try field(.customer(1), "phone")?.content == .erased)
    #expect(try field(.customer(1), "company")?.content == .erased)
    let name = try #require(try field(.customer(1), "first_name"))
    #expect(name.content == .value("Eve") && name.previous == .erased)
    #expect(try shop.ledger.explain(.customer(1), field: "email").content == .erased)
    try give("customer.edit", ["customer": 1, "company": ["name": "New"]])
    #expect(try field(.customer(1), "company")?.content == .nothing)
    #expect(try field(.customer(1), "company.name")?.content == .value("New"))
  }

  @Test("an erased customer has nothing personal left, and says who erased it")
  func erasedCustomer() throws {
    try give("profile.add", ["customer": 1, "address": .object(.london), "phone": "5"])
    try give("customer.edit", ["customer": 1, "phone": "+44 2", "reason": "moved"])
    try give("customer.erase", ["customer": 1, "basis": "art. 17"])
    let head = try shop.log.size()
    let blame = try shop.ledger.blame(.customer(1))
    #expect(blame.values["erased"] == true && blame.values["removed"] == true)
    #expect(try field(.customer(1), "erased")?.position == head)
    let erased = blame.lines.filter { $0.field.content.isErased }.map(\.field.path)
    #expect(
      erased == ["email", "username", "first_name", "last_name", "phone", "company", "metadata"]
    )
    #expect(try field(.profile(1), "address")?.content == .erased)
    // What was known before is not known any more, wherever one looks from.
    let diff = try shop.ledger.diff(.customer(1), from: .position(1), to: .position(head))
    #expect(
      diff.changes.map(\.path) == ["removed", "erased"]
    )
    let texts = blame.lines.map { "\($0.field.content) \($0.field.previous) \($0.event.json)" }
    #expect(!texts.joined().contains("+44") && !texts.joined().contains("moved"))
  }

  @Test("a difference is what changed between two points, and nothing else")
  func difference() throws {
    try give("customer.edit", ["customer": 1, "phone": "+44 2"])
    try give("customer.edit", ["customer": 1, "phone": "+44 1", "first_name": "Eve"])
    let diff = try shop.ledger.diff(.customer(1), from: .position(1))
    #expect(diff.changes.map(\.path) == ["first_name"])
    #expect(diff.changes.first?.position == 3)
    let late = Moment.Recorded.time(shop.clock.now)
    #expect(try shop.ledger.diff(.customer(1), from: late).changes.isEmpty)
    let refusals: [(Moment.Recorded, Moment.Recorded, Refusal.Code)] = [
      (.position(2), .position(1), .fieldInvalid), (.position(0), .position(9), .notFound),
      (.position(9), .now, .notFound), (.position(0), .position(0), .notFound),
    ]
    for (from, to, code) in refusals {
      let refusal = #expect(throws: Refusal.self) {
        try shop.ledger.diff(.customer(1), from: from, to: to)
      }
      #expect(refusal?.code == code)
    }
  }

  @Test("business times leave out what happened later")
  func effective() throws {
    let early = Instant("2026-01-05T00:00:00Z")
    try give(
      "customer.register",
      [
        "email": "old@example.com", "phone": "1", "occurred_at": "2026-01-01T00:00:00Z",
      ]
    )
    try give("customer.edit", ["customer": 2, "phone": "2"])
    try give(
      "customer.edit",
      [
        "customer": 2, "phone": "3", "occurred_at": "2026-01-02T00:00:00Z",
      ]
    )
    let blame = try shop.ledger.blame(.customer(2), at: Moment(effective: early))
    let phone = try #require(blame.lines.first { $0.field.path == "phone" }?.field)
    #expect(phone.content == .value("3") && phone.previous == .value("1") && phone.position == 4)
    #expect(throws: Refusal.self) {
      try shop.ledger.blame(.customer(1), at: Moment(effective: early))
    }
  }

  @Test("somebody merged before they came into being, by business times, leads nowhere")
  func mergedTooEarly() throws {
    let early = Instant("2026-01-05T00:00:00Z")
    try give("customer.record_guest", ["email": "guest@example.com"])
    try give(
      "customer.register",
      ["email": "two@example.com", "occurred_at": "2026-01-01T00:00:00Z"]
    )
    try give(
      "customer.merge",
      ["from": 2, "into": 3, "occurred_at": "2026-01-02T00:00:00Z"]
    )
    #expect(try shop.ledger.blame(.customer(2)).number == 3)
    #expect(try shop.ledger.blame(.customer(3), at: Moment(effective: early)).number == 3)
    #expect(throws: Refusal.self) {
      try shop.ledger.blame(.customer(2), at: Moment(effective: early))
    }
  }
}
