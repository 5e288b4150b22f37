import Daybook
import Model
import TestSupport
import Testing

/// What queries say of customers who were disabled, removed or merged, and of profile types.
@Suite("queries on customers, books and profile types")
struct CustomerQueryTests {
  private let shop: TemporaryLedger

  /// Account 1 with entries 1 and 2, account 2 with entry 3, guest 3; an order of each.
  init() throws {
    shop = try TemporaryLedger()
    try shop.perform("customer.register", ["email": "ada@example.com"])
    try shop.perform(
      "customer.register",
      ["email": "eve@example.com", "reference": "e", "username": "eve"]
    )
    try shop.perform("customer.record_guest", ["email": "bob@example.com"])
    try shop.perform("profile.add", ["customer": 1, "address": .object(.london)])
    try shop.perform("profile.add", ["customer": 1, "address": .object(.paris)])
    try shop.perform("profile.add", ["customer": 2, "address": .object(.berlin)])
    for customer in 1...3 {
      try shop.perform("order.place", place(["customer": .integer(Int64(customer))]))
    }
  }

  private func ask(_ name: String, _ fields: JSONObject = [:]) throws -> JSON {
    let type = try #require(Queries.named(name))
    return try JSON(parsing: shop.ledger.answer(type.read(fields)).text)
  }

  private func refusal(_ name: String, _ fields: JSONObject) throws -> Refusal.Code? {
    do {
      _ = try ask(name, fields)
      return nil
    } catch let refusal as Refusal {
      return refusal.code
    }
  }

  private func numbers(_ name: String, _ key: String, _ fields: JSONObject = [:]) throws -> [JSON] {
    let answer = try ask(name, fields)
    let rows = try #require(answer["\(key)s"].array)
    #expect(answer["count"].integer == Int64(rows.count))
    return rows.map { $0[key] }
  }

  @Test("disabled customers and entries are listed apart")
  func enabled() throws {
    try shop.perform("customer.disable", ["customer": 2])
    #expect(try numbers("customer.list", "customer", ["enabled": "yes"]) == [1, 3])
    #expect(try numbers("customer.list", "customer", ["enabled": "no"]) == [2])
    #expect(try numbers("customer.list", "customer") == [1, 2, 3])
    #expect(try ask("customer.show", ["customer": 2])["enabled"] == false)
    try shop.perform("profile.disable", ["profile": 1])
    #expect(try numbers("profile.list", "profile", ["customer": 1]) == [2])
    #expect(try numbers("profile.list", "profile", ["customer": 1, "all": true]) == [2, 1])
    #expect(try ask("profile.show", ["profile": 1])["enabled"] == false)
  }

  @Test("a removed customer is shown by number, and has no book in view; orders stay")
  func removed() throws {
    try shop.perform("customer.remove", ["customer": 2])
    let shown = try ask("customer.show", ["customer": 2])
    #expect(shown["removed"] == true && shown["email"] == "eve@example.com")
    #expect(shown["default_billing_profile"].isNull && shown["default_shipping_profile"].isNull)
    #expect(shown["orders"] == 1)
    #expect(try ask("customer.show", ["customer": "ref:e"])["customer"] == 2)
    #expect(try refusal("customer.show", ["customer": "eve@example.com"]) == .notFound)
    #expect(try numbers("customer.list", "customer") == [1, 3])
    #expect(try numbers("profile.list", "profile", ["customer": 2, "all": true]) == [])
    #expect(try refusal("profile.show", ["profile": 3]) == .notFound)
    #expect(try refusal("profile.preferred", ["customer": 2, "usage": "billing"]) == .notFound)
    #expect(try numbers("order.list", "order", ["customer": 2]) == [2])
    try shop.perform("customer.restore", ["customer": 2])
    #expect(try ask("customer.show", ["customer": 2])["default_billing_profile"] == 3)
    #expect(try numbers("profile.list", "profile", ["customer": 2]) == [3])
    #expect(try ask("customer.show", ["customer": "eve@example.com"])["removed"] == false)
  }

  @Test("every name of one who was merged leads to whom they are")
  func merged() throws {
    try shop.perform("customer.merge", ["from": 2, "into": 1])
    for name in [2, "ref:e", "eve@example.com"] as [JSON] {
      #expect(try ask("customer.show", ["customer": name])["customer"] == 1)
      #expect(try numbers("profile.list", "profile", ["customer": name]) == [1, 3, 2])
      #expect(try numbers("order.list", "order", ["customer": name]) == [2, 1])
      let preferred = try ask("profile.preferred", ["customer": name, "usage": "billing"])
      #expect(preferred["profile"] == 1)
      #expect(try ask("customer.dossier", ["customer": name])["customer"]["customer"] == 1)
      #expect(try numbers("claim.list", "claim", ["customer": name]) == [])
    }
    #expect(try ask("customer.show", ["customer": 1])["orders"] == 2)
    #expect(try ask("profile.show", ["profile": 3])["customer"] == 1)
    #expect(try ask("order.show", ["order": 2])["customer"] == 1)
    #expect(try numbers("customer.list", "customer") == [1, 3])
    #expect(try numbers("customer.list", "customer", ["registered": "yes"]) == [1])
    // Somebody else may take the e-mail.
    try shop.perform("customer.register", ["email": "eve@example.com"])
    #expect(try ask("customer.show", ["customer": "eve@example.com"])["customer"] == 4)
    #expect(try ask("customer.show", ["customer": 2])["customer"] == 1)
  }

  @Test("commands and queries take the e-mail of several who were merged for the same one")
  func sameName() throws {
    // Customer 4 has the e-mail from the start, customer 1 gets it when it is free.
    try shop.perform("customer.register", ["email": "x@example.com"])
    try shop.perform("customer.register", ["email": "y@example.com"])
    try shop.perform("customer.merge", ["from": 4, "into": 2])
    try shop.perform(
      "customer.change_email",
      ["customer": 1, "email": "x@example.com", "reason": "asked"]
    )
    try shop.perform("customer.merge", ["from": 1, "into": 5])
    let name: JSONObject = ["customer": "x@example.com"]
    let shown = try ask("customer.show", name)["customer"]
    #expect(shown == 2)
    let outcome = try shop.perform("customer.edit", name.with("phone", "1"))
    #expect(outcome.json["customer"] == shown)
  }

  @Test("after the merge is undone everything is as before")
  func unmerged() throws {
    func everything() throws -> [JSON] {
      try (1...3).map { try ask("customer.show", ["customer": .integer($0)]) }.map { customer in
        .object((customer.object ?? [:]).with("last_position", nil).with("updated_at", nil))
      }
        + (1...3).map { try ask("profile.show", ["profile": .integer($0)]) }
        + (1...3).map { try ask("order.show", ["order": .integer($0)]) }
    }
    let before = try everything()
    try shop.perform("customer.merge", ["from": 2, "into": 1])
    #expect(try everything() != before)
    try shop.perform("customer.unmerge", ["from": 2])
    #expect(try everything() == before)
  }

  @Test("the types on offer, the built-in one first")
  func profileTypes() throws {
    let builtIn: JSON = [
      "profile_type": "customer", "label": .null, "usages": ["billing", "shipping"],
      "multiple": true, "fields": [],
    ]
    #expect(try ask("profile_type.list") == ["count": 1, "profile_types": [builtIn]])
    try shop.perform("profile_type.define", ["code": "home", "usages": ["shipping"]])
    let field: JSON = [
      "name": "desk", "label": "Desk", "kind": "number", "required": true, "private": false,
    ]
    try shop.perform(
      "profile_type.define",
      ["code": "a", "label": "Office", "usages": ["billing"], "multiple": false, "fields": [field]]
    )
    #expect(
      try ask("profile_type.list")["profile_types"] == [
        builtIn,
        [
          "profile_type": "a", "label": "Office", "usages": ["billing"], "multiple": false,
          "fields": [field],
        ],
        [
          "profile_type": "home", "label": .null, "usages": ["shipping"], "multiple": true,
          "fields": [],
        ],
      ]
    )
    try shop.perform("profile_type.remove", ["code": "a"])
    #expect(try numbers("profile_type.list", "profile_type") == ["customer", "home"])
    let page = try ask("profile_type.list", ["limit": 1, "offset": 1])
    #expect(page["count"] == 2 && page["profile_types"][0]["profile_type"] == "home")
  }

  @Test("a list of entries for a usage leaves out those that do not serve it")
  func usages() throws {
    try shop.perform("profile_type.define", ["code": "home", "usages": ["shipping"]])
    try shop.perform(
      "profile.add",
      ["customer": 1, "type": "home", "address": .object(.berlin), "default_shipping": true]
    )
    #expect(try numbers("profile.list", "profile", ["customer": 1, "usage": "billing"]) == [1, 2])
    #expect(
      try numbers("profile.list", "profile", ["customer": 1, "usage": "shipping"]) == [1, 4, 2]
    )
    let german: JSONObject = ["customer": 1, "usage": "billing", "country": "DE"]
    #expect(try refusal("profile.preferred", german) == .notFound)
    #expect(try ask("profile.preferred", german.with("usage", "shipping"))["profile"] == 4)
  }

  @Test("a dossier has what is out of view as well")
  func hiddenParts() throws {
    // Entry 4 is the same as entry 1, and stays when its customer is merged.
    try shop.perform("profile.add", ["customer": 2, "address": .object(.london)])
    try shop.perform("claim.request", ["customer": 2, "orders": [3]])
    try shop.perform("customer.merge", ["from": 2, "into": 1])
    func parts() throws -> [JSON] {
      let dossier = try ask("customer.dossier", ["customer": 1])
      return [
        .array((dossier["profiles"].array ?? []).map { $0["profile"] }),
        .array((dossier["claims"].array ?? []).map { $0["claim"] }),
      ]
    }
    #expect(try parts() == [[1, 3, 2, 4], [1]])
    try shop.perform("customer.remove", ["customer": 1])
    #expect(try parts() == [[1, 2, 3, 4], [1]])
    #expect(try numbers("profile.list", "profile", ["customer": 1, "all": true]) == [])
  }

  @Test("a dossier has everything about one person, and nothing about others")
  func dossier() throws {
    try shop.perform("profile.disable", ["profile": 2])
    try shop.perform("customer.merge", ["from": 2, "into": 1])
    try shop.perform("claim.request", ["customer": 1, "orders": [3]])
    let dossier = try ask("customer.dossier", ["customer": 1])
    #expect(
      Set(dossier.object?.keys ?? []) == [
        "customer", "profiles", "orders", "claims", "credit", "carts", "subscriptions",
        "payment_methods", "events",
      ]
    )
    #expect(dossier["profiles"].array?.map { $0["profile"] } == [1, 3, 2])
    #expect(dossier["profiles"][2]["enabled"] == false)
    #expect(dossier["orders"].array?.map { $0["order"] } == [2, 1])
    #expect(dossier["orders"][0] == (try ask("order.show", ["order": 2])))
    #expect(dossier["claims"].array?.map { $0["claim"] } == [1])
    let events = try #require(dossier["events"].array)
    let concerned = try shop.events().filter { event in
      event.tags.contains { ["customer:1", "customer:2"].contains($0) }
    }
    #expect(events.map { $0["position"] } == concerned.map { .integer($0.position) })
    #expect(events[0]["data"]["email"] == "ada@example.com")
    // Of the guest whose order is claimed there is the claim alone.
    let guests = events.filter { JSON.array([$0]).canonicalText.contains("bob@example.com") }
    #expect(guests.map { $0["type"] } == ["OrderClaimRequested"])
    #expect(try refusal("customer.dossier", ["customer": 9]) == .notFound)
  }
}
