import Model
import Projections
import Testing

/// Customers who are others, or are gone.
@Suite struct MergesTests {
  private let log: FakeLog

  /// Customers 1, 2 and 3, each with an entry, a default and an order of the same number.
  init() throws {
    log = try FakeLog()
    for customer in Int64(1)...3 {
      try log.register(customer, ["reference": .string("r-\(customer)")])
      try log.addProfile(customer, of: customer)
      try log.setDefault("billing", customer, of: customer)
      try log.place(customer, of: customer)
    }
  }

  private func show(_ customer: Int64) throws -> JSON {
    try filled(log).value("customers/show", ["customer": .integer(customer)])
  }

  private func book(_ customer: Int64, _ fields: [String: JSON] = [:]) throws -> [JSON] {
    let parameters = fields.merging(["customer": .integer(customer), "all": 1]) { $1 }
    let models = try filled(log)
    let rows = try models.values("profiles/list", parameters).map { $0["profile"] }
    #expect(try models.value("profiles/count", parameters) == .integer(Int64(rows.count)))
    return rows
  }

  private func found(_ parameters: [String: JSON]) throws -> [String] {
    try filled(log).rows("customers/find", parameters)
  }

  private let byEmail: [String: JSON] = [
    "kind": "registered", "site": "default", "email": "c3@example.com",
  ]

  @Test func leadsOnToTheEndOfAChain() throws {
    try log.merge(3, into: 2, orders: [3], profiles: [3])
    try log.merge(2, into: 1, orders: [2, 3], profiles: [3])
    #expect(try found(["customer": 3]) == ["1"])
    #expect(try found(["reference": "r-3"]) == ["1"])
    #expect(try found(byEmail) == ["1"])
    #expect(try show(1)["orders"] == 3)
    #expect(try filled(log).rows("orders/of-customer", ["customer": 1]) == ["3", "2", "1"])
    #expect(try filled(log).rows("customers/merged-into", ["customer": 1]) == ["1", "2", "3"])
    #expect(try filled(log).rows("customers/merged-into", ["customer": 2]) == ["2", "3"])
    try log.unmerge(2, into: 1, orders: [2, 3], profiles: [3])
    #expect(try found(["customer": 3]) == ["2"])
    #expect(try show(1)["orders"] == 1)
    #expect(try show(2)["orders"] == 2)
  }

  @Test func givesTheEmailToWhoeverHasItNow() throws {
    try log.merge(3, into: 2)
    try log.register(4, ["email": "c3@example.com"])
    #expect(try found(byEmail) == ["4"])
    try log.note("CustomerRemoved", customer: 4)
    #expect(try found(byEmail) == ["2"])
  }

  @Test func putsBooksTogetherAndApart() throws {
    try log.merge(3, into: 1, orders: [3], profiles: [3])
    #expect(try book(1) == [1, 3])
    #expect(try book(3) == [])
    #expect(try show(1)["default_billing_profile"] == 1)
    let entry = try filled(log).value("profiles/show", ["profile": 3])
    #expect(entry["customer"] == 1 && entry["default_billing"] == false)
    // Entry 2 stays with customer 2, and nobody sees it.
    try log.merge(2, into: 1, orders: [2])
    #expect(try book(1) == [1, 3])
    #expect(try filled(log).rows("profiles/show", ["profile": 2]) == [])
    try log.unmerge(2, into: 1, orders: [2])
    try log.unmerge(3, into: 1, orders: [3], profiles: [3])
    for customer in Int64(1)...3 {
      #expect(try book(customer) == [.integer(customer)])
      #expect(try show(customer)["default_billing_profile"] == .integer(customer))
      #expect(try show(customer)["orders"] == 1)
    }
  }

  @Test func hidesTheBookOfOneWhoWasRemoved() throws {
    try log.note("CustomerRemoved", customer: 2)
    #expect(try book(2) == [])
    #expect(try show(2)["default_billing_profile"].isNull)
    #expect(try show(2)["removed"] == true)
    #expect(try filled(log).rows("profiles/show", ["profile": 2]) == [])
    let preferred: [String: JSON] = ["customer": 2, "usage": "billing"]
    #expect(try filled(log).rows("profiles/preferred", preferred) == [])
    try log.note("CustomerRestored", customer: 2)
    #expect(try book(2) == [2])
    #expect(try show(2)["default_billing_profile"] == 2)
    #expect(try filled(log).value("profiles/preferred", preferred)["default_billing"] == true)
  }

  @Test func listsThoseWhoAreThere() throws {
    func listed(_ parameters: [String: JSON] = [:]) throws -> [JSON] {
      let models = try filled(log)
      let rows = try models.values("customers/list", parameters).map { $0["customer"] }
      #expect(try models.value("customers/count", parameters) == .integer(Int64(rows.count)))
      return rows
    }
    try log.note("CustomerDisabled", customer: 3)
    #expect(try listed(["enabled": "no"]) == [3])
    try log.note("CustomerRemoved", customer: 1)
    try log.merge(2, into: 3)
    #expect(try listed() == [3])
    try log.note("CustomerEnabled", customer: 3)
    #expect(try listed(["enabled": "no"]) == [])
    try log.unmerge(2, into: 3)
    try log.note("CustomerRestored", customer: 1)
    #expect(try listed(["enabled": "yes"]) == [1, 2, 3])
  }

  @Test func linksAContact() throws {
    try log.append("ContactLinked", tags: ["customer:1"], ["customer": 1, "contact": 2])
    #expect(try show(1)["contact"] == 2)
    #expect(try show(1)["last_position"] == .integer(log.position))
  }
}
