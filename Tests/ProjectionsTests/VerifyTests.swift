import Model
@testable import Projections
import SQLite
import Testing

@Suite struct VerifyTests {
  private func filledFile() throws -> (Fixture, FakeLog, ReadModels) {
    let log = try FakeLog()
    try log.register(1, ["last_name": "Byron"])
    try log.register(2, ["last_name": "Lovelace"])
    try log.place(1, of: 1)
    let fixture = try Fixture()
    let models = try ReadModels(path: fixture.path)
    try models.catchUp(with: log)
    return (fixture, log, models)
  }

  @Test func namesTheFirstRowAndField() throws {
    let (fixture, log, models) = try filledFile()
    #expect(try models.verify(nil, against: log) == [])
    try models.connection.execute(
      """
      UPDATE customer_details SET last_name = 'X', phone = 'Y' WHERE customer = 2;
      UPDATE order_lines SET quantity = 5 WHERE line = 2;
      """
    )
    #expect(
      try models.verify(nil, against: log) == [
        Difference(
          projection: "customers",
          table: "customer_details",
          key: ["customer": 2],
          field: "last_name",
          live: "X",
          replayed: "Lovelace"
        ),
        Difference(
          projection: "orders",
          table: "order_lines",
          key: ["order": 1, "line": 2],
          field: "quantity",
          live: 5,
          replayed: 1
        ),
      ]
    )
    #expect(try models.verify(["orders"], against: log).map(\.table) == ["order_lines"])
    _ = fixture
  }

  @Test func namesRowsThatAreMissingOrTooMany() throws {
    let (fixture, log, models) = try filledFile()
    try models.connection.execute(
      """
      DELETE FROM customer_details WHERE customer = 1;
      INSERT INTO order_lines VALUES (1, 3, 'x', NULL, 1, 1, NULL);
      """
    )
    let differences = try models.verify(nil, against: log)
    #expect(differences.map(\.key) == [["customer": 1], ["order": 1, "line": 3]])
    #expect(differences.map(\.field) == [nil, nil])
    #expect(differences.map(\.live.isNull) == [true, false])
    #expect(differences.map(\.replayed.isNull) == [false, true])
    _ = fixture
  }

  @Test func comparesUpToWhereTheReadModelsAre() throws {
    let (fixture, log, models) = try filledFile()
    try log.register(3)
    #expect(try models.verify(nil, against: log) == [])
    _ = fixture
  }

  @Test func tellsOfAnotherVersionAndHistory() throws {
    let (fixture, log, models) = try filledFile()
    try models.connection.execute(
      """
      UPDATE projections SET version = 'old' WHERE name = 'orders';
      UPDATE projections SET leaf = zeroblob(32) WHERE name = 'claims';
      DELETE FROM projections WHERE name = 'profiles';
      """
    )
    let differences = try models.verify(nil, against: log)
    #expect(differences.map(\.projection) == ["claims", "orders", "profiles"])
    #expect(differences.map(\.field) == ["leaf", "version", nil])
    _ = fixture
  }

  @Test func refusesUnknownNames() throws {
    let (fixture, log, models) = try filledFile()
    for work in [
      { _ = try models.verify(["moons"], against: log) },
      { try models.rebuild(["moons"], from: log) },
    ] {
      let error = #expect(throws: ProjectionError.self) { try work() }
      #expect(error?.code == .unknownProjection)
      #expect(error?.message.contains("moons") == true)
    }
    let error = #expect(throws: ProjectionError.self) { try models.rows("orders/moons", [:]) }
    #expect(error?.code == .unknownQuery)
    _ = fixture
  }

  @Test func tellsHowFarReadModelsAre() throws {
    let (fixture, log, models) = try filledFile()
    try log.register(3)
    let states = try models.state(log)
    #expect(states.map(\.projection) == Definition.builtIn.map(\.name).sorted())
    #expect(states.allSatisfy { $0.position == 3 && $0.behind == 1 })
    let rows = Dictionary(uniqueKeysWithValues: states.map { ($0.projection, $0.rows) })
    #expect(rows["customers"] == 4)
    #expect(rows["orders"] == 3)
    #expect(rows["claims"] == 0)
    let fresh = try ReadModels.temporary().state(log)
    #expect(fresh.allSatisfy { $0.position == 0 && $0.behind == 4 })
    _ = fixture
  }
}
