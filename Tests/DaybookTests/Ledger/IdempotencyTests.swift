import Daybook
import EventLog
import Model
import TestSupport
import Testing

@Suite("command_id")
struct IdempotencyTests {
  private let shop: TemporaryLedger
  private let register: JSONObject = [
    "email": "ada@example.com", "command_id": "c-1", "reason": "form",
    "profiles": [["address": ["locality": "London", "given_name": "Ada"]]],
  ]

  init() throws {
    shop = try TemporaryLedger()
  }

  @Test("the same again gives the first outcome, and appends nothing")
  func replay() throws {
    let first = try shop.perform("customer.register", register, channel: .import)
    shop.clock.advance(bySeconds: 3600)
    try shop.perform("customer.record_guest", ["email": "bob@example.com"])
    let size = try shop.log.size()
    let again = try shop.perform("customer.register", register, channel: .import)
    #expect(try shop.log.size() == size)
    #expect(!first.isReplayed && again.isReplayed)
    #expect(again.positions == first.positions)
    #expect(again.numbers == first.numbers)
    #expect(again.warnings == first.warnings && !again.warnings.isEmpty)
    #expect(JSON.object(again.json)["replayed"] == true)
    #expect(JSON.object(first.json)["replayed"].isNull)
  }

  @Test("beside positions and numbers the first outcome tells what it told then")
  func extras() throws {
    try shop.perform("customer.register", register, channel: .import)
    try shop.perform("profile.add", ["customer": 1, "address": .object(.paris)])
    let address: JSONObject = ["locality": "London", "given_name": "Ada"]
    for (name, fields) in [
      ("newsletter.subscribe", ["customer": 1, "list": "news"]),
      ("newsletter.unsubscribe", ["customer": 1, "list": "news"]),
      ("group.create", ["group": "vip"]),
      ("profile.add", ["customer": 1, "address": .object(.paris), "default_billing": true]),
      ("profile.add", ["customer": 1, "address": .object(address.with("locality", "Leeds"))]),
    ] as [(String, JSONObject)] {
      let fields = fields.with("command_id", .string("x-\(try shop.log.size())"))
      let first = try shop.perform(name, fields, channel: .import)
      let again = try shop.perform(name, fields, channel: .import)
      #expect(!first.positions.isEmpty && again.isReplayed)
      var expected = first.json
      expected["replayed"] = true
      #expect(again.json == expected, "\(name)")
    }
  }

  @Test(
    "what does not belong to the content may differ",
    arguments: [
      ("correlation_id", "x"), ("causation", 1), ("occurred_at", "2026-01-01T00:00:00Z"),
      ("unless_changed_since", 0), ("email", " ADA@example.com"), ("site", "default"),
    ] as [(String, JSON)]
  )
  func sameContent(field: String, value: JSON) throws {
    try shop.perform("customer.register", register, channel: .import)
    let again = try shop.perform(
      "customer.register",
      register.with(field, value),
      channel: .import
    )
    #expect(again.isReplayed)
  }

  @Test(
    "other content is refused",
    arguments: [
      ("email", "bob@example.com"), ("actor", "other"), ("channel", "system"), ("reason", "other"),
      ("reason", .null), ("first_name", "Ada"), ("profiles", []), ("site", "uk"),
    ] as [(String, JSON)]
  )
  func otherContent(field: String, value: JSON) throws {
    try shop.perform("customer.register", register, channel: .import)
    let refusal = try shop.refusal(
      "customer.register",
      register.with(field, value),
      channel: .import
    )
    #expect(refusal?.code == .commandIDReused)
    #expect(refusal?.details["positions"] == [1, 2, 3, 4])
  }

  @Test("another command is other content")
  func otherCommand() throws {
    let fields: JSONObject = ["email": "ada@example.com", "command_id": "c-1"]
    try shop.perform("customer.register", fields)
    #expect(try shop.refusal("customer.record_guest", fields)?.code == .commandIDReused)
  }

  @Test("a field left as it is and a field cleared are other content")
  func keepAndClear() throws {
    try shop.perform("customer.register", ["email": "ada@example.com", "phone": "1"])
    let edit: JSONObject = ["customer": 1, "last_name": "Lovelace", "command_id": "c-1"]
    try shop.perform("customer.edit", edit)
    #expect(try shop.perform("customer.edit", edit.with("customer", "1")).isReplayed)
    let refusal = try shop.refusal("customer.edit", edit.with("phone", .null))
    #expect(refusal?.code == .commandIDReused)
  }

  @Test("ids are the same when their bytes are")
  func bytes() throws {
    try shop.perform("customer.record_guest", ["email": "a@b.org", "command_id": "\u{E9}"])
    let other: JSONObject = ["email": "bob@example.com", "command_id": "e\u{301}"]
    #expect(try !shop.perform("customer.register", other).isReplayed)
  }

  @Test("a refused command may be given again with the same id")
  func refused() throws {
    let edit: JSONObject = ["customer": 1, "phone": "1", "command_id": "c-1"]
    #expect(try shop.refusal("customer.edit", edit)?.code == .notFound)
    try shop.perform("customer.register", ["email": "ada@example.com"])
    #expect(try shop.perform("customer.edit", edit).positions == [2])
  }

  @Test("a command that changed nothing is not remembered")
  func nothingChanged() throws {
    try shop.perform("customer.register", ["email": "ada@example.com", "phone": "1"])
    let edit: JSONObject = ["customer": 1, "phone": "1", "command_id": "c-1"]
    #expect(try shop.perform("customer.edit", edit).positions.isEmpty)
    #expect(try shop.perform("customer.edit", edit.with("phone", "2")).positions == [2])
  }

  @Test("a claim that is requested again is told without its token")
  func claims() throws {
    try shop.perform("customer.register", ["email": "ada@example.com"])
    try shop.perform("order.place", place(["email": "bob@example.com"]))
    try shop.perform("order.place", place(["email": "eve@example.com"]))
    let request: JSONObject = ["customer": 1, "orders": [1, 2], "command_id": "c-1"]
    let first = JSON.object(try shop.perform("claim.request", request).json)
    let again = JSON.object(try shop.perform("claim.request", request).json)
    #expect(again["replayed"] == true)
    #expect(again["claims"].array?.count == 2)
    for index in 0..<2 {
      var expected = first["claims"][index].object ?? [:]
      #expect(expected["token"]?.string != nil)
      expected["token"] = .null
      #expect(again["claims"][index] == .object(expected))
    }
    let other = try shop.refusal("claim.request", request.with("orders", [1]))
    #expect(other?.code == .commandIDReused)
  }

  @Test("an order that is placed again is told with its number")
  func orders() throws {
    let fields = place(["email": "ada@example.com", "number": "W-1", "command_id": "c-1"])
    let first = try shop.perform("order.place", fields)
    let again = try shop.perform("order.place", fields)
    #expect(JSON.object(again.json)["number"] == "W-1")
    #expect(again.order == first.order && again.customer == first.customer)
  }

  @Test("works within a group too")
  func group() throws {
    let request = try shop.request("customer.register", register, channel: .import)
    let outcomes = try shop.ledger.write { group in
      [try group.perform(request), try group.perform(request)]
    }
    #expect(outcomes.map(\.isReplayed) == [false, true])
    #expect(outcomes[0].positions == outcomes[1].positions)
  }
}
