import Daybook
import Model
import TestSupport
import Testing

@Suite("what a command comes to")
struct OutcomeTests {
  private let shop: TemporaryLedger

  init() throws {
    shop = try TemporaryLedger()
  }

  private func json(
    _ name: String,
    _ fields: JSONObject,
    channel: Channel = .administration
  ) throws -> JSON {
    .object(try shop.perform(name, fields, channel: channel).json)
  }

  @Test("names everything created or touched by its kind")
  func kinds() throws {
    #expect(
      try json(
        "customer.register",
        [
          "email": "ada@example.com",
          "profiles": [["address": .object(.london)], ["address": .object(.paris)]],
        ]
      ) == ["positions": [1, 2, 3, 4, 5], "customer": 1, "profiles": [1, 2]]
    )
    #expect(
      try json("profile.edit", ["profile": 2, "phone": "1"])
        == ["positions": [6], "customer": 1, "profile": 2]
    )
    #expect(
      try json("order.place", place(["email": "bob@example.com"]), channel: .checkout)
        == ["positions": [7, 8], "customer": 2, "order": 1, "number": "1"]
    )
    #expect(
      try json(
        "order.place",
        place(["customer": 1, "billing": ["address": .object(.berlin)]]),
        channel: .checkout
      ) == ["positions": [9, 10], "customer": 1, "order": 2, "number": "2", "profile": 3]
    )
    #expect(
      try json("order.cancel", ["order": 2]) == ["positions": [11], "customer": 1, "order": 2]
    )
  }

  @Test("a command that changes nothing names its subject")
  func nothing() throws {
    try shop.perform("customer.register", ["email": "ada@example.com"])
    try shop.perform("profile.add", ["customer": 1, "address": .object(.london)])
    #expect(try json("customer.edit", ["customer": 1]) == ["positions": [], "customer": 1])
    #expect(
      try json("profile.add", ["customer": 1, "address": .object(.london)])
        == ["positions": [], "customer": 1, "profile": 1, "reused": true]
    )
    #expect(
      try json("profile.set_default", ["profile": 1, "usage": "billing"])
        == ["positions": [], "customer": 1, "profile": 1]
    )
  }

  @Test("a claim names orders, customers and claims")
  func claims() throws {
    try shop.perform("customer.register", ["email": "ada@example.com"])
    try shop.perform("order.place", place(["email": "bob@example.com"]))
    let requested = try json("claim.request", ["customer": 1, "orders": [1]])
    #expect(requested["claim"] == 1 && requested["order"] == 1 && requested["customer"] == 1)
    let token = requested["claims"][0]["token"]
    #expect(token.string?.utf8.count == 45)
    #expect(requested["claims"][0]["expires_at"] == "2026-03-01T12:15:00.000000Z")
    #expect(
      try json("claim.confirm", ["token": token])
        == ["positions": [5], "claim": 1, "order": 1, "customers": [1, 2]]
    )
    #expect(try shop.refusal("claim.confirm", ["token": token])?.code == .claimClosed)
  }

  @Test("a token is nowhere in the log")
  func tokenIsSecret() throws {
    try shop.perform("customer.register", ["email": "ada@example.com"])
    try shop.perform("order.place", place(["email": "bob@example.com"]))
    let requested = try json("claim.request", ["customer": 1, "all": false, "orders": [1]])
    let token = try #require(requested["claims"][0]["token"].string)
    let secret = String(token.dropFirst(2))
    for event in try shop.events() {
      #expect(!event.json.canonicalText.contains(secret))
    }
  }

  @Test("an import tells its warnings")
  func warnings() throws {
    try shop.perform("customer.register", ["email": "ada@example.com"])
    let outcome = try json(
      "profile.add",
      ["customer": 1, "address": ["locality": "London"]],
      channel: .import
    )
    #expect(
      outcome["warnings"] == [
        ["field": "country_code", "problem": "required", "path": "address"]
      ]
    )
  }
}
