import Model
import Projections
import SQLite
import Testing

@Suite struct ReplayTests {
  @Test(arguments: SeededRandom.seeds) func givesTheSameHoweverItIsFilled(seed: UInt64) throws {
    print("DAYBOOK_SEED=\(seed)")
    let log = try FakeLog()
    var world = World(seed: seed)
    let fixture = try Fixture()
    let incremental = try ReadModels(path: fixture.path)
    for _ in 0..<20 {
      try log.appendRandom(Int.random(in: 1...20, using: &world.random), &world)
      try incremental.catchUp(with: log)
    }
    #expect(try incremental.verify(nil, against: log) == [])
    let live = try incremental.contents()

    let replayed = try ReadModels.temporary()
    try replayed.replay(log, through: log.position, tags: nil, occurredUntil: nil)
    #expect(try replayed.contents() == live)

    try incremental.rebuild(["orders", "profiles"], from: log)
    #expect(try incremental.contents() == live)
    try incremental.rebuild(nil, from: log)
    #expect(try incremental.contents() == live)
  }

  @Test(arguments: SeededRandom.seeds) func knowsOneEntityFromItsTags(seed: UInt64) throws {
    print("DAYBOOK_SEED=\(seed)")
    let log = try FakeLog()
    var world = World(seed: seed)
    try log.appendRandom(200, &world)
    let part = try ReadModels.temporary()
    for through in [log.position / 2, log.position] {
      let whole = try ReadModels.temporary()
      try whole.replay(log, through: through, tags: nil, occurredUntil: nil)
      func replay(_ tags: [String]) throws {
        try part.replay(log, through: through, tags: tags, occurredUntil: nil)
      }
      for customer in Int64(1)...world.customers {
        try replay(["customer:\(customer)"])
        for query in ["customers/show", "profiles/list"] {
          let parameters: [String: JSON] = ["customer": .integer(customer)]
          #expect(try part.rows(query, parameters) == whole.rows(query, parameters))
        }
      }
      for order in 1...max(1, world.orders) {
        let parameters: [String: JSON] = ["order": .integer(order)]
        try replay(["order:\(order)"])
        let profiles = try part.rows("orders/profiles", parameters)
        try replay(["order:\(order)"] + profiles.map { "profile:\($0)" })
        #expect(try part.rows("orders/show", parameters) == whole.rows("orders/show", parameters))
      }
      for claim in 1...max(1, world.claims) {
        let parameters: [String: JSON] = ["claim": .integer(claim)]
        try replay(["claim:\(claim)"])
        #expect(try part.rows("claims/show", parameters) == whole.rows("claims/show", parameters))
      }
    }
  }

  @Test func leavesOutWhatHappenedLater() throws {
    let log = try FakeLog()
    try log.register(1, ["first_name": "Ada"])
    try log.append(
      "CustomerEdited",
      tags: ["customer:1"],
      ["customer": 1, "site": "default"],
      personal: ["first_name": "Later"],
      occurred: 50
    )
    try log.edit(1, ["last_name": "Lovelace"])
    let models = try ReadModels.temporary()
    let until = try #require(Instant(FakeLog.time(10)))
    for tags in [nil, ["customer:1"]] {
      try models.replay(log, through: 3, tags: tags, occurredUntil: until)
      let customer = try models.value("customers/show", ["customer": 1])
      #expect(customer["first_name"] == "Ada")
      #expect(customer["last_name"] == "Lovelace")
    }
  }

  @Test func neverGoesOnFromAPart() throws {
    let log = try FakeLog()
    try log.register(1)
    try log.register(2)
    let fixture = try Fixture()
    let models = try ReadModels(path: fixture.path)
    try models.replay(log, through: 2, tags: ["customer:1"], occurredUntil: nil)
    #expect(try models.value("customers/count") == 1)
    try models.catchUp(with: log)
    #expect(try models.value("customers/count") == 2)
  }

  @Test(arguments: SeededRandom.seeds) func survivesErasure(seed: UInt64) throws {
    print("DAYBOOK_SEED=\(seed)")
    let log = try FakeLog()
    var world = World(seed: seed)
    try log.appendRandom(200, &world)
    let fixture = try Fixture()
    let models = try ReadModels(path: fixture.path)
    try models.catchUp(with: log)
    try log.erase()
    try models.rebuild(nil, from: log)
    #expect(try models.verify(nil, against: log) == [])
    let customer = try models.value("customers/show", ["customer": 1])
    #expect(customer["email"].isNull)
    #expect(customer["company"].isNull)
    #expect(try models.connection.integer("SELECT count(*) FROM order_profiles") == 0)
    for order in 1...max(1, world.orders) {
      _ = try models.rows("orders/show", ["order": .integer(order)])
    }
  }

  @Test func survivesTheErasureOfSomeEvents() throws {
    let log = try FakeLog()
    try log.register(1, ["first_name": "Ada"])
    try log.edit(1, ["last_name": "Lovelace"])
    try log.addProfile(1, of: 1)
    try log.erase(where: "position IN (1, 3)")
    let models = try filled(log)
    let customer = try models.value("customers/show", ["customer": 1])
    #expect(customer["first_name"].isNull)
    #expect(customer["last_name"] == "Lovelace")
    let profile = try models.value("profiles/show", ["profile": 1])
    #expect(profile["address"].isNull)
  }

  @Test func skipsUnknownEvents() throws {
    let log = try FakeLog()
    try log.append("MoonRose", ["customer": 1, "nested": ["deep": [1, 2]]])
    try log.register(1)
    #expect(try filled(log).value("customers/count") == 1)
  }

  @Test func ignoresChangesOfWhatIsNotThere() throws {
    let log = try FakeLog()
    try log.edit(9, ["first_name": "Ada"])
    try log.removeProfile(9, of: 9)
    try log.cancel(9, of: 9)
    try log.claim(9, from: 8, to: 9, claim: 9)
    let models = try filled(log)
    #expect(try models.connection.integer("SELECT count(*) FROM customer_activity") == 0)
  }
}
