import Daybook
import Model
import TestSupport
import Testing

@Suite("entitlements, and what customer show says of them")
struct EntitlementTests {
  private let shop: TemporaryLedger

  /// Account 1; it is noon of 2026-03-01.
  init() throws {
    shop = try TemporaryLedger()
    try shop.perform(
      "customer.register",
      ["email": "ada@example.com", "occurred_at": "2025-01-01T00:00:00Z"]
    )
  }

  private func held(_ kind: String, _ at: JSON? = nil) throws -> JSON {
    var fields: JSONObject = ["customer": 1]
    fields["at"] = at
    return try shop.ask("entitlements", fields)[kind]
  }

  @Test("a role holds from its start to its last moment")
  func times() throws {
    try shop.perform(
      "role.assign",
      [
        "customer": 1, "role": "buyer", "until": "2026-02-01T00:00:00Z",
        "occurred_at": "2026-01-01T00:00:00Z",
      ]
    )
    let role: JSON = [["role": "buyer", "until": "2026-02-01T00:00:00.000000Z"]]
    #expect(try held("roles", "2025-12-31T23:59:59.999999Z") == [])
    #expect(try held("roles", "2026-01-01T00:00:00Z") == role)
    #expect(try held("roles", "2026-02-01T00:00:00Z") == role)
    #expect(try held("roles", "2026-02-01T00:00:00.000001Z") == [])
    #expect(try held("roles", "2026-01-31") == role)
    #expect(try held("roles", "2026-02-01") == [])
    #expect(try held("roles") == [])
    #expect(try shop.ask("customer.show", ["customer": 1])["roles"] == [])
  }

  @Test("a day counts to its end, in UTC")
  func days() throws {
    try shop.perform(
      "membership.grant",
      ["customer": 1, "membership": "gold", "until": "2026-03-01"]
    )
    let gold: JSON = [["membership": "gold", "until": "2026-03-01", "order": .null]]
    #expect(try held("memberships", "2026-03-01T23:59:59.999999Z") == gold)
    #expect(try held("memberships", "2026-03-02T00:00:00Z") == [])
    #expect(try held("memberships", "2026-03-02T00:59:59+01:00") == gold)
    #expect(try held("memberships", "2026-03-01") == gold)
    #expect(try held("memberships") == gold)
    #expect(try shop.ask("customer.show", ["customer": 1])["memberships"] == gold)
    shop.clock.advance(bySeconds: 12 * 3600)
    #expect(try held("memberships") == [])
    #expect(try shop.ask("customer.show", ["customer": 1])["memberships"] == [])
  }

  @Test("the answer says for when it is: a day is its end")
  func at() throws {
    let at = try held("at", "2026-03-01")
    #expect(at == "2026-03-01T23:59:59.999999Z")
    #expect(try held("at") == "2026-03-01T12:00:00.000000Z")
    #expect(try shop.refusedAnswer("entitlements", ["customer": 2]) == .notFound)
    #expect(try shop.refusedAnswer("entitlements", ["customer": 1, "at": "now"]) == .fieldInvalid)
  }

  @Test("another end takes the place of the one before, and a revoked one is gone from then on")
  func replaced() throws {
    for (until, day) in [("2026-01-31", "01"), ("2026-06-30", "10")] {
      try shop.perform(
        "role.assign",
        [
          "customer": 1, "role": "buyer", "until": .string(until),
          "occurred_at": .string("2026-01-\(day)T00:00:00Z"),
        ]
      )
    }
    try shop.perform(
      "role.revoke",
      ["customer": 1, "role": "buyer", "occurred_at": "2026-02-10T00:00:00Z"]
    )
    #expect(try held("roles", "2026-01-09") == [["role": "buyer", "until": "2026-01-31"]])
    #expect(try held("roles", "2026-01-10") == [["role": "buyer", "until": "2026-06-30"]])
    #expect(
      try held("roles", "2026-02-09T23:59:59Z") == [["role": "buyer", "until": "2026-06-30"]]
    )
    #expect(try held("roles", "2026-02-10T00:00:00Z") == [])
  }

  @Test("groups as they treated their members at the time, also those that are gone")
  func groups() throws {
    func perform(_ name: String, _ fields: JSONObject, _ day: String) throws {
      let time: JSON = .string("2026-01-\(day)T00:00:00Z")
      try shop.perform(name, fields.with("group", "gold").with("occurred_at", time))
    }
    try perform("group.create", ["discount_percent": 10, "price_list": "retail"], "01")
    try perform("group.add", ["customers": [1]], "02")
    try perform("group.remove", [:], "03")
    try perform("group.create", ["discount_percent": 20], "04")
    try perform("group.add", ["customers": [1]], "05")
    let old: JSON = [["group": "gold", "discount_percent": 10, "price_list": "retail"]]
    let new: JSON = [["group": "gold", "discount_percent": 20, "price_list": .null]]
    for (day, groups) in [("01", []), ("02", old), ("03", []), ("04", []), ("05", new)] {
      #expect(try held("groups", .string("2026-01-\(day)")) == groups)
    }
    #expect(try held("groups") == new)
  }

  @Test("groups with the discount that they gave then")
  func editedGroups() throws {
    func perform(_ name: String, _ fields: JSONObject, _ day: String) throws {
      let time: JSON = .string("2026-01-\(day)T00:00:00Z")
      try shop.perform(name, fields.with("group", "gold").with("occurred_at", time))
    }
    try perform("group.create", ["discount_percent": 5], "01")
    try perform("group.add", ["customers": [1]], "02")
    try perform("group.edit", ["discount_percent": 10, "price_list": "trade"], "04")
    try perform("group.edit", ["name": "Gold"], "05")
    try perform("group.remove", [:], "06")
    try perform("group.create", ["discount_percent": 90], "07")
    let first: JSON = [["group": "gold", "discount_percent": 5, "price_list": .null]]
    let second: JSON = [["group": "gold", "discount_percent": 10, "price_list": "trade"]]
    for (day, groups) in [("01", []), ("03", first), ("05", second), ("08", [])] as [(String, JSON)]
    {
      #expect(try held("groups", .string("2026-01-\(day)")) == groups)
    }
  }

  @Test("what somebody had who was merged into the customer since")
  func mergedSince() throws {
    let early: JSON = "2026-01-02T00:00:00Z"
    try shop.perform("customer.register", ["email": "early@example.com"])
    for (name, fields) in [
      ("role.assign", ["role": "buyer"]), ("membership.grant", ["membership": "gold"]),
      ("credit.grant", ["currency": "EUR", "amount": 70]),
    ] as [(String, JSONObject)] {
      try shop.perform(name, fields.with("customer", 2).with("occurred_at", early))
    }
    try shop.perform(
      "customer.merge",
      ["from": 2, "into": 1, "occurred_at": "2026-02-01T00:00:00Z"]
    )
    for day in ["2026-01-03", "2026-02-02"] as [JSON] {
      #expect(try held("roles", day) == [["role": "buyer", "until": .null]])
      let membership: JSON = ["membership": "gold", "until": .null, "order": .null]
      #expect(try held("memberships", day) == [membership])
      let pot: JSON = ["site": .null, "currency": "EUR", "balance": 70]
      #expect(try held("credit", day) == [pot])
    }
    #expect(try held("roles", "2026-01-01") == [])
  }

  @Test("credit as it was booked by then, in each pot")
  func credit() throws {
    func perform(_ name: String, _ amount: Int64, _ day: String, _ site: String? = nil) throws {
      var fields: JSONObject = [
        "customer": 1, "currency": "EUR", "amount": .integer(amount),
        "occurred_at": .string("2026-01-\(day)T00:00:00Z"),
      ]
      fields["site"] = site.map(JSON.string)
      try shop.perform(name, fields)
    }
    try perform("credit.grant", 500, "02")
    try perform("credit.spend", 200, "04")
    try perform("credit.grant", 30, "05", "uk")
    try perform("credit.correct", -400, "06")
    // Recorded last, and so not in time for what was spent by then.
    try perform("credit.grant", 1, "01")
    func pot(_ balance: JSON, _ site: JSON = .null) -> JSON {
      ["site": site, "currency": "EUR", "balance": balance]
    }
    #expect(try held("credit", "2026-01-01") == [pot(1)])
    #expect(try held("credit", "2026-01-03") == [pot(501)])
    #expect(try held("credit", "2026-01-04") == [pot(301)])
    #expect(try held("credit") == [pot(-99), pot(30, "uk")])
    #expect(
      try shop.ask("customer.show", ["customer": 1])["credit"] == [pot(-99), pot(30, "uk")]
    )
  }

  @Test("an order that is paid makes a member, and a second one prolongs")
  func sold() throws {
    try shop.perform(
      "order.place",
      place([
        "customer": 1,
        "lines": [
          [
            "sku": "gold", "quantity": 1, "unit_price": 9900,
            "grants": ["membership": "gold", "duration": "P1Y"],
          ]
        ],
      ])
    )
    #expect(try held("memberships") == [])
    try shop.perform("order.mark_paid", ["order": 1, "occurred_at": "2026-02-28T10:00:00Z"])
    let gold: JSON = [
      ["membership": "gold", "until": "2027-02-28T10:00:00.000000Z", "order": 1]
    ]
    #expect(try held("memberships", "2026-02-28T09:59:59Z") == [])
    #expect(try held("memberships", "2026-02-28T10:00:00Z") == gold)
    #expect(try held("memberships", "2027-02-28T10:00:00Z") == gold)
    #expect(try held("memberships", "2027-02-28T10:00:01Z") == [])
    #expect(try shop.ask("customer.show", ["customer": 1])["memberships"] == gold)
  }
}
