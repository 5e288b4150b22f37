import Model
import Projections
import Testing

/// Orders that changed since they were placed.
@Suite struct CorrectionsTests {
  private let log: FakeLog

  /// Order 1 with billing and a shipment to London.
  init() throws {
    log = try FakeLog()
    try log.register(1)
    try log.place(
      1,
      of: 1,
      [
        "billing": Self.copy(FakeLog.downingStreet),
        "shipments": [
          ["shipment": 1, "method": "dhl", "shipping": Self.copy(FakeLog.downingStreet)]
        ],
      ]
    )
  }

  private static func copy(_ address: JSON, profile: JSON = .null) -> JSON {
    [
      "profile": profile, "revision": profile.isNull ? .null : 2, "type": "office",
      "address": address,
    ]
  }

  private func order() throws -> JSON {
    try filled(log).value("orders/show", ["order": 1])
  }

  @Test func keepsWhatTheOrderWasPlacedWith() throws {
    let before = try order()
    try log.changeCopy(1, Self.copy(["country_code": "FR"], profile: 9))
    try log.changeCopy(1, shipment: 1, Self.copy(["country_code": "DE"]))
    try log.changeCopy(1, Self.copy(["country_code": "IT"], profile: 9))
    let after = try order()
    #expect(after["original"] == before["original"])
    #expect(after["billing"]["address"] == ["country_code": "IT"])
    #expect(after["billing"]["profile"] == 9 && after["billing"]["revision"] == 2)
    #expect(after["shipments"][0]["shipping"]["address"] == ["country_code": "DE"])
    #expect(after["shipments"][0]["method"] == "dhl")
    #expect(after["shipments"].array?.count == 1)
  }

  @Test func clearsWhatANewCopyLacks() throws {
    try log.changeCopy(1, ["type": "customer", "address": ["country_code": "FR"], "phone": "1"])
    #expect(try order()["billing"]["phone"] == "1")
    try log.changeCopy(1, ["type": "customer", "address": ["country_code": "FR"]])
    #expect(try order()["billing"]["phone"].isNull)
  }

  @Test func showsShipmentsOfLaterOnAmongTheOthersOnly() throws {
    let before = try order()
    try log.addShipment(2, to: 1, Self.copy(["country_code": "FR"]))
    try log.changeCopy(1, shipment: 2, Self.copy(["country_code": "DE"]))
    let after = try order()
    #expect(after["original"] == before["original"])
    #expect(after["shipments"].array?.map { $0["shipment"] } == [1, 2])
    #expect(after["shipments"][1]["shipping"]["address"] == ["country_code": "DE"])
    #expect(after["shipments"][1]["method"] == "post")
  }

  @Test func comparesTheCopyOfNowWithTheBook() throws {
    try log.addProfile(9, of: 1, FakeLog.sentier)
    #expect(try order()["billing"]["in_sync"] == false)
    try log.changeCopy(1, Self.copy(FakeLog.sentier, profile: 9))
    #expect(try order()["billing"]["in_sync"] == true)
    #expect(try order()["original"]["billing"]["in_sync"] == false)
    // A disabled entry, or one that went to another customer, is still the same.
    try log.note("ProfileDisabled", profile: 9, of: 1)
    try log.merge(1, into: 2, orders: [1], profiles: [9])
    #expect(try order()["billing"]["in_sync"] == true)
  }

  @Test func tellsPaidFromCompleted() throws {
    func status() throws -> [JSON] { [try order()["status"], try order()["paid_at"]] }
    try log.note("OrderPaid", 1)
    #expect(try status() == ["paid", .string(FakeLog.time(log.position))])
    try log.note("OrderCompleted", 1)
    #expect(try status()[0] == "completed")
    // Paid after it was completed: it stays completed.
    try log.place(2, of: 1)
    try log.note("OrderCompleted", 2)
    try log.note("OrderPaid", 2)
    let second = try filled(log).value("orders/show", ["order": 2])
    #expect(second["status"] == "completed")
    #expect(second["paid_at"] == .string(FakeLog.time(log.position)))
    try log.cancel(1, of: 1)
    #expect(try status()[0] == "cancelled")
  }

  @Test func movesAnOrderThatIsAssigned() throws {
    try log.register(2)
    try log.assign(1, from: 1, to: 2, email: "c2@example.com")
    #expect(try order()["customer"] == 2 && order()["email"] == "c2@example.com")
    #expect(try order()["original"]["email"] == "c1@example.com")
    let models = try filled(log)
    #expect(try models.value("customers/show", ["customer": 1])["orders"] == 0)
    #expect(try models.value("customers/show", ["customer": 2])["orders"] == 1)
    try log.assign(1, from: 2, to: 1)
    #expect(try order()["email"] == "c2@example.com")
  }

  @Test func survivesTheErasureOfACorrection() throws {
    try log.changeCopy(1, Self.copy(["country_code": "FR"]))
    try log.addShipment(2, to: 1, Self.copy(["country_code": "FR"]))
    try log.erase()
    let models = try filled(log)
    #expect(try models.value("orders/show", ["order": 1])["billing"].isNull)
  }
}
