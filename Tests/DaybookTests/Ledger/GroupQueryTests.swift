import Daybook
import Model
import Projections
import TestSupport
import Testing

@Suite("group list, group show, customer list --group")
struct GroupQueryTests {
  private let shop: TemporaryLedger

  /// Accounts 1 and 2, guest 3; gold with 1 and 3, press with 1.
  init() throws {
    shop = try TemporaryLedger()
    try shop.perform("customer.register", ["email": "ada@example.com"])
    try shop.perform("customer.register", ["email": "eve@example.com"])
    try shop.perform("customer.record_guest", ["email": "bob@example.com"])
    try shop.perform(
      "group.create",
      [
        "group": "gold", "name": "Gold", "discount_percent": 10, "price_list": "retail",
        "metadata": ["tier": 2],
      ]
    )
    try shop.perform("group.create", ["group": "press"])
    try shop.perform("group.add", ["group": "gold", "customers": [1, 3]])
    try shop.perform("customer.set_groups", ["customer": 1, "groups": ["press", "gold"]])
  }

  @Test("whoever joined again by business times is in once")
  func effective() throws {
    let early: JSONObject = ["occurred_at": "2026-01-01T00:00:00Z"]
    try shop.perform("customer.register", early.with("email", "early@example.com"))
    try shop.perform("group.create", early.with("group", "vip"))
    let vip: JSONObject = ["group": "vip", "customers": [4]]
    try shop.perform("group.add", vip.with("occurred_at", "2026-01-02T00:00:00Z"))
    try shop.perform("group.drop", vip.with("occurred_at", "2026-02-01T00:00:00Z"))
    try shop.perform("group.add", vip.with("occurred_at", "2026-01-03T00:00:00Z"))
    let then = Moment(effective: Instant("2026-01-15T00:00:00Z"))
    let shown = try shop.ask("group.show", ["group": "vip"], at: then)
    #expect(shown["members"] == 1)
    #expect(shown["customers"] == [4])
    #expect(try shop.ask("customer.show", ["customer": 4], at: then)["groups"] == ["vip"])
  }

  private let gold: JSON = [
    "group": "gold", "name": "Gold", "discount_percent": 10, "price_list": "retail",
    "metadata": ["tier": 2], "members": 2,
  ]
  private let press: JSON = [
    "group": "press", "name": .null, "discount_percent": .null, "price_list": .null,
    "metadata": [:], "members": 1,
  ]

  private func members(_ group: JSON) throws -> [JSON] {
    let shown = try shop.ask("group.show", ["group": group])
    let customers = try #require(shown["customers"].array)
    #expect(shown["members"] == .integer(Int64(customers.count)))
    let listed = try shop.ask("customer.list", ["group": group])
    #expect((listed["customers"].array ?? []).map { $0["customer"] } == customers)
    return customers
  }

  @Test("groups come by their codes, with the number of their members")
  func list() throws {
    #expect(try shop.ask("group.list") == ["count": 2, "groups": [gold, press]])
    #expect(
      try shop.ask("group.list", ["limit": 1, "offset": 1]) == ["count": 2, "groups": [press]]
    )
  }

  @Test("one group, with who is in it")
  func show() throws {
    var expected = try #require(gold.object)
    expected["customers"] = [1, 3]
    #expect(try shop.ask("group.show", ["group": "gold"]) == .object(expected))
    expected["customers"] = [3]
    #expect(
      try shop.ask("group.show", ["group": "gold", "limit": 5, "offset": 1]) == .object(expected)
    )
    #expect(try shop.refusedAnswer("group.show", ["group": "silver"]) == .notFound)
    #expect(try shop.refusedAnswer("group.show", ["group": "gold", "limit": -1]) == .fieldInvalid)
  }

  @Test("an edit changes what is given, and null clears")
  func edit() throws {
    try shop.perform(
      "group.edit",
      ["group": "gold", "discount_percent": .null, "metadata": ["tier": "", "b": true]]
    )
    let shown = try shop.ask("group.show", ["group": "gold"])
    #expect(shown["name"] == "Gold" && shown["price_list"] == "retail")
    #expect(shown["discount_percent"].isNull && shown["metadata"] == ["b": true])
  }

  @Test("a removed group has nobody, and one of the same code begins anew")
  func again() throws {
    try shop.perform("group.remove", ["group": "gold"])
    #expect(try shop.ask("group.list") == ["count": 1, "groups": [press]])
    #expect(try shop.refusedAnswer("group.show", ["group": "gold"]) == .notFound)
    #expect(try shop.ask("customer.show", ["customer": 1])["groups"] == ["press"])
    try shop.perform("group.create", ["group": "gold"])
    #expect(try members("gold") == [])
    #expect(try shop.ask("customer.show", ["customer": 1])["groups"] == ["press"])
    try shop.perform("group.add", ["group": "gold", "customers": [2]])
    #expect(try members("gold") == [2])
    let before = Moment(recorded: .position(5))
    #expect(try shop.ask("group.show", ["group": "gold"], at: before)["name"] == "Gold")
  }

  @Test("removed customers are out of view, restored ones are back")
  func removed() throws {
    try shop.perform("customer.remove", ["customer": 3])
    #expect(try members("gold") == [1])
    try shop.perform("group.drop", ["group": "gold", "customers": [1]])
    #expect(try members("gold") == [])
    try shop.perform("customer.restore", ["customer": 3])
    #expect(try members("gold") == [3])
    try shop.perform("customer.remove", ["customer": 3])
    try shop.perform("group.drop", ["group": "gold", "customers": [3]])
    try shop.perform("customer.restore", ["customer": 3])
    #expect(try members("gold") == [])
  }

  @Test("a merge leaves one member where there were two")
  func merged() throws {
    try shop.perform("customer.merge", ["from": 3, "into": 1])
    #expect(try members("gold") == [1])
    try shop.perform("customer.unmerge", ["from": 3])
    #expect(try members("gold") == [1, 3])
    try shop.perform("customer.merge", ["from": 1, "into": 2])
    #expect(try members("press") == [2])
    #expect(try members("gold") == [2, 3])
  }

  @Test("read models say the same when they are made anew")
  func replay() throws {
    try again()
    try shop.perform("customer.merge", ["from": 1, "into": 2])
    let models = try shop.ledger.readModels()
    #expect(try models.verify(nil, against: shop.log).isEmpty)
  }
}
