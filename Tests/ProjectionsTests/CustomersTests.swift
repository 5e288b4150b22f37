import Model
import Projections
import Testing

@Suite struct CustomersTests {
  @Test func showsACustomerWithAllDetails() throws {
    let log = try FakeLog()
    try log.register(
      5,
      [
        "email": "ada@example.com", "username": "ada", "first_name": "Ada", "last_name": "Lovelace",
        "phone": "+44 20", "company": ["name": "Engines", "tax_id": "GB1"], "reference": "crm-5",
        "metadata": ["tier": "gold", "x": nil],
      ]
    )
    try log.addProfile(9, of: 5)
    try log.setDefault("billing", 9, of: 5)
    try log.place(1, of: 5)
    let rows = try filled(log).rows("customers/show", ["customer": 5])
    #expect(
      rows == [
        """
        {"customer":5,"site":"default","email":"ada@example.com","has_account":true,"enabled":true,\
        "removed":false,"erased":false,"username":"ada","first_name":"Ada","last_name":"Lovelace",\
        "phone":"+44 20","company":{"name":"Engines","organization_id":null,"tax_id":"GB1"},\
        "metadata":{"tier":"gold","x":null},"reference":"crm-5","groups":[],"roles":[],\
        "memberships":[],"credit":[],"contact":5,"orders":1,"default_billing_profile":9,\
        "default_shipping_profile":null,"created_at":"2026-01-01T00:00:01.000000Z",\
        "updated_at":"2026-01-01T00:00:01.000000Z","last_position":4}
        """
      ]
    )
  }

  @Test func changesOnlyWhatAnEditCarries() throws {
    let log = try FakeLog()
    try log.register(1, ["first_name": "Ada", "last_name": "Byron", "phone": "1", "username": "a"])
    try log.edit(1, ["last_name": "Lovelace", "phone": nil])
    let customer = try filled(log).value("customers/show", ["customer": 1])
    #expect(customer["first_name"] == "Ada")
    #expect(customer["last_name"] == "Lovelace")
    #expect(customer["phone"].isNull)
    #expect(customer["username"] == "a")
    #expect(customer["updated_at"] == .string(FakeLog.time(2)))
    #expect(customer["created_at"] == .string(FakeLog.time(1)))
    #expect(customer["last_position"] == 2)
  }

  @Test func keepsReplacesAndClearsTheCompany() throws {
    let log = try FakeLog()
    try log.register(1, ["company": ["name": "Engines", "tax_id": "GB1"]])
    try log.edit(1, ["first_name": "Ada"])
    #expect(try filled(log).value("customers/show", ["customer": 1])["company"]["tax_id"] == "GB1")
    try log.edit(1, ["company": ["name": "Mills"]])
    #expect(
      try filled(log).value("customers/show", ["customer": 1])["company"]
        == ["name": "Mills", "organization_id": nil, "tax_id": nil]
    )
    try log.edit(1, ["company": nil])
    #expect(try filled(log).value("customers/show", ["customer": 1])["company"].isNull)
  }

  @Test func changesEmailAndMetadata() throws {
    let log = try FakeLog()
    try log.register(1)
    try log.append(
      "CustomerEmailChanged",
      ["customer": 1, "site": "default", "contact": 8],
      personal: ["email": "new@example.com"]
    )
    try log.append(
      "CustomerMetadataChanged",
      ["customer": 1],
      personal: ["metadata": ["a": [1, "x"]]]
    )
    let customer = try filled(log).value("customers/show", ["customer": 1])
    #expect(customer["email"] == "new@example.com")
    #expect(customer["contact"] == 8)
    #expect(customer["metadata"] == ["a": [1, "x"]])
    #expect(customer["updated_at"] == .string(FakeLog.time(3)))
  }

  @Test func movesTheLastPositionWithEveryEventThatConcernsTheCustomer() throws {
    let log = try FakeLog()
    try log.register(1)
    try log.recordGuest(2, email: "guest@example.com")
    let steps: [() throws -> Void] = [
      { try log.addProfile(1, of: 1) },
      { try log.editProfile(1, of: 1, revision: 1, ["phone": "2"]) },
      { try log.setDefault("billing", 1, of: 1) },
      { try log.clearDefault("billing", of: 1) },
      { try log.removeProfile(1, of: 1) },
      { try log.place(1, of: 1) },
      { try log.cancel(1, of: 1) },
      { try log.requestClaim(1, by: 1, [2]) },
      { try log.closeClaim(1, by: 1, [2], "OrderClaimDeclined") },
      { try log.closeClaim(1, by: 1, [2], "OrderClaimCancelled") },
      { try log.claim(2, from: 2, to: 1, claim: 1) },
    ]
    for step in steps {
      try step()
      let customer = try filled(log).value("customers/show", ["customer": 1])
      #expect(customer["last_position"] == .integer(log.position))
      #expect(customer["updated_at"] == .string(FakeLog.time(1)))
    }
  }

  @Test func countsOrdersAndMovesThemWithAClaim() throws {
    let log = try FakeLog()
    try log.register(1)
    try log.recordGuest(2, email: "guest@example.com")
    try log.place(1, of: 2)
    try log.place(2, of: 2)
    try log.requestClaim(1, by: 1, [1])
    try log.claim(1, from: 2, to: 1, claim: 1)
    let models = try filled(log)
    #expect(try models.value("customers/show", ["customer": 1])["orders"] == 1)
    #expect(try models.value("customers/show", ["customer": 2])["orders"] == 1)
  }

  @Test func findsByEmailAndReference() throws {
    let log = try FakeLog()
    try log.register(1, ["email": "ada@example.com", "reference": "crm-1"])
    try log.recordGuest(2, email: "ada@example.com")
    try log.register(3, ["email": "ada@example.com"], site: "shop")
    let models = try filled(log)
    func find(_ kind: String, _ site: String) throws -> [String] {
      try models.rows(
        "customers/find",
        ["kind": .string(kind), "site": .string(site), "email": "ada@example.com"]
      )
    }
    #expect(try find("registered", "default") == ["1"])
    #expect(try find("guest", "default") == ["2"])
    #expect(try find("registered", "shop") == ["3"])
    #expect(try find("guest", "shop") == [])
    #expect(try models.rows("customers/find", ["reference": "crm-1"]) == ["1"])
    #expect(try models.rows("customers/find", ["reference": "crm-2"]) == [])
  }

  @Test func listsTheDocumentedColumns() throws {
    let log = try FakeLog()
    try log.register(1, ["last_name": "Lovelace", "company": ["name": "Engines"]])
    try log.addProfile(1, of: 1, ["country_code": "US", "administrative_area": "CA"])
    try log.setDefault("billing", 1, of: 1)
    #expect(
      try filled(log).rows("customers/list", [:]) == [
        """
        {"customer":1,"site":"default","company":"Engines","last_name":"Lovelace","first_name":null,\
        "country":"US","administrative_area":"CA","email":"c1@example.com",\
        "created_at":"2026-01-01T00:00:01.000000Z","enabled":true,"has_account":true}
        """
      ]
    )
  }

  @Test func sortsFiltersAndPages() throws {
    let log = try FakeLog()
    try log.register(1, ["last_name": "byron", "first_name": "Zoe"])
    try log.register(2, ["last_name": "Adams"])
    try log.register(3)
    try log.register(4, ["last_name": "Byron", "first_name": "ann"], site: "shop")
    try log.recordGuest(5, email: "guest@example.com")
    let models = try filled(log)
    func list(_ parameters: [String: JSON] = [:]) throws -> [Int64?] {
      try models.values("customers/list", parameters).map { $0["customer"].integer }
    }
    #expect(try list() == [2, 4, 1, 3, 5])
    #expect(try list(["sort": "-last_name"]) == [4, 1, 2, 3, 5])
    #expect(try list(["sort": "customer"]) == [1, 2, 3, 4, 5])
    #expect(try list(["sort": "-created_at"]) == [5, 4, 3, 2, 1])
    #expect(try list(["sort": "-email"]) == [5, 4, 3, 2, 1])
    #expect(try list(["limit": 2, "offset": 1]) == [4, 1])
    #expect(try list(["site": "shop"]) == [4])
    #expect(try list(["registered": "no"]) == [5])
    #expect(try list(["registered": "yes"]) == [2, 4, 1, 3])
    #expect(try list(["enabled": "no"]) == [])
    #expect(try models.value("customers/count") == 5)
    #expect(try models.value("customers/count", ["registered": "yes", "site": "default"]) == 3)
    #expect(try models.value("customers/count", ["enabled": "no"]) == 0)
  }
}
