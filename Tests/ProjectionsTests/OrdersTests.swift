import Model
import Projections
import SQLite
import Testing

@Suite struct OrdersTests {
  @Test func showsAnOrder() throws {
    let log = try FakeLog()
    try log.addProfile(9, of: 5, FakeLog.sentier)
    try log.place(
      7,
      of: 5,
      [
        "lines": [
          ["sku": "club", "quantity": 1, "unit_price": 2600, "grants": ["membership": "gold"]]
        ],
        "adjustments": [["label": "Discount", "amount": -100]], "groups": ["trade"], "cart": 3,
        "reference": "shop-9", "metadata": ["k": "v"],
        "billing": ["profile": 9, "revision": 1, "type": "customer", "address": FakeLog.sentier],
        "shipments": [
          [
            "shipment": 1, "method": "post",
            "shipping": ["type": "customer", "address": ["country_code": "GB"], "phone": "1"],
          ]
        ],
      ]
    )
    let billing = """
      {"profile":9,"revision":1,"type":"customer","address":{"address_line1":"38 Rue du Sentier",\
      "country_code":"FR","locality":"Paris","organization":"Analytique","postal_code":"75002"},\
      "phone":null,"fields":{},"in_sync":true}
      """
    let shipments = """
      [{"shipment":1,"method":"post","shipping":{"profile":null,"revision":null,"type":"customer",\
      "address":{"country_code":"GB"},"phone":"1","fields":{},"in_sync":false}}]
      """
    #expect(
      try filled(log).rows(
        "orders/show",
        ["order": 7, "buyer": ["first_name": "Ada", "company": ["name": "Engines"]]]
      ) == [
        """
        {"order":7,"number":"N-7","site":"default","customer":5,"email":"c5@example.com",\
        "status":"placed","placed_by":"uid:7","channel":"checkout","currency":"GBP","total":2500,\
        "lines":[{"sku":"club","title":null,"quantity":1,"unit_price":2600,\
        "grants":{"membership":"gold"}}],"adjustments":[{"amount":-100,"label":"Discount"}],\
        "billing":\(billing),"shipments":\(shipments),"groups":["trade"],"cart":3,\
        "reference":"shop-9","metadata":{"k":"v"},"placed_at":"2026-01-01T00:00:02.000000Z",\
        "paid_at":null,"buyer":{"first_name":"Ada","last_name":null,"phone":null,\
        "company":{"name":"Engines","organization_id":null,"tax_id":null}},\
        "original":{"email":"c5@example.com","billing":\(billing),"shipments":\(shipments)}}
        """
      ]
    )
  }

  @Test func givesEveryKeyOfABareOrder() throws {
    let log = try FakeLog()
    try log.place(1, of: 1)
    let order = try filled(log).value("orders/show", ["order": 1])
    #expect(order["billing"].isNull)
    #expect(order["shipments"] == [])
    #expect(order["adjustments"] == [])
    #expect(order["groups"] == [])
    #expect(order["metadata"] == [:])
    #expect(
      order["buyer"] == ["first_name": .null, "last_name": .null, "phone": .null, "company": .null]
    )
    #expect(order["original"] == ["email": "c1@example.com", "billing": .null, "shipments": []])
    #expect(
      order["lines"] == [
        ["sku": "tea", "title": "Tea", "quantity": 2, "unit_price": 500, "grants": .null],
        ["sku": "cup", "title": .null, "quantity": 1, "unit_price": 1500, "grants": .null],
      ]
    )
  }

  @Test func tellsWhetherCopiesStillEqualTheBook() throws {
    let log = try FakeLog()
    try log.addProfile(1, of: 1, FakeLog.sentier, ["phone": "1", "fields": ["a": 1]])
    let copy: JSON = [
      "profile": 1, "revision": 1, "type": "customer", "address": FakeLog.sentier, "phone": "1",
      "fields": ["a": 1],
    ]
    try log.place(1, of: 1, ["billing": copy])
    func isInSync() throws -> JSON {
      try filled(log).value("orders/show", ["order": 1])["billing"]["in_sync"]
    }
    #expect(try isInSync() == true)
    try log.editProfile(1, of: 1, revision: 2, ["phone": "2"])
    #expect(try isInSync() == false)
    try log.editProfile(1, of: 1, revision: 2, ["phone": "1"])
    #expect(try isInSync() == true)
    try log.editProfile(1, of: 1, revision: 3, ["fields": .null])
    #expect(try isInSync() == false)
    try log.editProfile(1, of: 1, revision: 3, ["fields": ["a": 1]])
    try log.removeProfile(1, of: 1)
    #expect(try isInSync() == false)
  }

  @Test func findsOrdersThatDifferFromTheBookInSQL() throws {
    let log = try FakeLog()
    try log.addProfile(1, of: 1)
    for order in Int64(1)...2 {
      let address = order == 1 ? FakeLog.downingStreet : FakeLog.sentier
      try log.place(
        order,
        of: 1,
        ["billing": ["profile": 1, "revision": 1, "type": "customer", "address": address]]
      )
    }
    let found = try filled(log).connection.integer(
      "SELECT \"order\" FROM order_copies WHERE NOT original AND NOT in_sync"
    )
    #expect(found == 2)
  }

  @Test func cancelsAndClaims() throws {
    let log = try FakeLog()
    try log.place(1, of: 1, ["email": "old@example.com"])
    try log.place(2, of: 1, ["email": "old@example.com"])
    try log.cancel(1, of: 1)
    try log.claim(2, from: 1, to: 4, claim: 1, email: "new@example.com")
    let models = try filled(log)
    #expect(try models.value("orders/show", ["order": 1])["status"] == "cancelled")
    let claimed = try models.value("orders/show", ["order": 2])
    #expect(claimed["customer"] == 4)
    #expect(claimed["email"] == "new@example.com")
    #expect(claimed["original"]["email"] == "old@example.com")
    try log.claim(2, from: 4, to: 5, claim: 2)
    #expect(try filled(log).value("orders/show", ["order": 2])["email"] == "new@example.com")
  }

  @Test func listsNewestFirst() throws {
    let log = try FakeLog()
    for order in Int64(1)...4 { try log.place(order, of: order % 2) }
    try log.place(5, of: 1, ["site": "shop"])
    try log.cancel(3, of: 1)
    let models = try filled(log)
    func list(_ parameters: [String: JSON] = [:]) throws -> [Int64?] {
      let rows = try models.values("orders/list", parameters).map { $0["order"].integer }
      if parameters["limit"] == nil {
        #expect(try models.value("orders/count", parameters) == .integer(Int64(rows.count)))
      }
      return rows
    }
    #expect(try list() == [5, 4, 3, 2, 1])
    #expect(try list(["customer": 1]) == [5, 3, 1])
    #expect(try list(["customer": 1, "statuses": ["cancelled"]]) == [3])
    #expect(try list(["statuses": ["placed", "paid"]]) == [5, 4, 2, 1])
    #expect(try list(["site": "shop"]) == [5])
    #expect(try list(["customer": 9]) == [])
    #expect(try list(["limit": 2, "offset": 1]) == [4, 3])
    #expect(try list(["customer": 1, "limit": 1, "offset": 1]) == [3])
    #expect(
      try models.rows("orders/list", ["limit": 1]) == [
        """
        {"order":5,"number":"N-5","site":"shop","customer":1,"email":"c1@example.com",\
        "status":"placed","currency":"GBP","total":2500,"placed_at":"2026-01-01T00:00:05.000000Z"}
        """
      ]
    )
  }

  @Test func findsByWhatPeopleKnow() throws {
    let log = try FakeLog()
    try log.place(1, of: 1, ["number": "A"])
    try log.place(2, of: 1, ["number": "A", "site": "shop", "reference": "r-2"])
    let models = try filled(log)
    let named: [String: JSON] = ["number": "A", "email": "c1@example.com"]
    #expect(try models.rows("orders/find", named) == ["1", "2"])
    #expect(try models.rows("orders/find", named.merging(["site": "shop"]) { $1 }) == ["2"])
    #expect(try models.rows("orders/find", ["number": "A", "email": "x@example.com"]) == [])
    #expect(try models.rows("orders/by-number", ["site": "default", "number": "A"]) == ["1"])
    #expect(try models.rows("orders/by-reference", ["reference": "r-2"]) == ["2"])
    #expect(try models.rows("orders/by-reference", [:]) == [])
  }
}
