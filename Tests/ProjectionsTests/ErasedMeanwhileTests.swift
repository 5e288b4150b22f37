import Model
import Projections
import SQLite
import Testing

/// Somebody is erased by another process while read models are filled.
@Suite struct ErasedMeanwhileTests {
  private let fixture: Fixture
  private let log: FakeLog

  init() throws {
    fixture = try Fixture()
    log = try FakeLog()
    for customer in Int64(1)...5 { try log.register(customer) }
  }

  /// Erases customer 1 behind an event that is read.
  private func eraseBehind(_ place: Int64) {
    var isDone = false
    log.afterEvent = { [log] position in
      guard position == place, !isDone else { return }
      isDone = true
      try log.erase(where: "position = 1")
      try log.append("PersonErased", [:])
    }
  }

  private func email(of customer: Int64, _ models: ReadModels) throws -> String? {
    try models.connection.text("SELECT email FROM customer_details WHERE customer = ?", customer)
  }

  @Test(arguments: [Int64(1), 3, 5], [nil, ["customers"]] as [[String]?])
  func aRebuildDoesNotPublishThem(place: Int64, names: [String]?) throws {
    let models = try ReadModels(path: fixture.path)
    try models.catchUp(with: log)
    #expect(try email(of: 1, models) != nil)
    eraseBehind(place)
    try models.rebuild(names, from: log)
    #expect(try email(of: 1, models) == nil)
    #expect(try email(of: 2, models) != nil)
    #expect(try models.verify(nil, against: log).isEmpty)
  }

  @Test func whatTookThemInEarlierIsFilledAnew() throws {
    let models = try ReadModels(path: fixture.path)
    try models.catchUp(with: log)
    try log.erase(where: "position = 1")
    try log.append("PersonErased", [:])
    // Only some are rebuilt; the others are copied, and are from before.
    try models.rebuild(["orders"], from: log)
    #expect(try email(of: 1, models) == nil)
    try models.catchUp(with: log)
    #expect(try models.verify(nil, against: log).isEmpty)
  }
}
