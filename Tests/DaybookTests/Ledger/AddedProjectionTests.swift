import Daybook
import EventLog
import Foundation
import Model
import Projections
import SQLite
import Testing
import TestSupport

/// Read models that somebody adds to a ledger, judged by what the ledger knows of events.
@Suite struct AddedProjectionTests {
  private let given: TemporaryLedger

  init() throws {
    given = try TemporaryLedger()
    try given.perform("customer.register", ["email": "ada@example.com", "first_name": "Ada"])
    try given.perform("customer.edit", ["customer": 1, "first_name": "Bob"])
  }

  private static let schema =
    "CREATE TABLE names(customer INTEGER PRIMARY KEY, name TEXT) STRICT;"
  private static let texts = [
    "schema.sql": schema,
    "on-customer-registered.sql": "INSERT INTO names VALUES (:customer, :first_name);",
    "on-customer-edited.sql": "UPDATE names SET name = :first_name WHERE customer = :customer;",
  ]

  private func refusal(_ name: String, _ texts: [String: String]) throws -> Refusal? {
    let root = try given.log.tree().root
    do {
      _ = try given.ledger.addProjection(name, texts)
      return nil
    } catch let refusal as Refusal {
      #expect(try given.log.projectionTexts().isEmpty)
      #expect(try given.log.tree().root == root)
      #expect(try given.ledger.currentModels().state(given.log).allSatisfy { !$0.isAdded })
      return refusal
    }
  }

  private func name() throws -> String? {
    try given.ledger.currentModels().connection.text("SELECT name FROM names")
  }

  @Test func isAddedReplacedAndRemoved() throws {
    let root = try given.log.tree().root
    #expect(try given.ledger.addProjection("names", Self.texts) == .added)
    #expect(try name() == "Bob")
    #expect(try given.ledger.addProjection("names", Self.texts) == .unchanged)
    try given.perform("customer.edit", ["customer": 1, "first_name": "Cid"])
    #expect(try name() == "Cid")
    var texts = Self.texts
    texts["on-customer-edited.sql"] = nil
    #expect(try given.ledger.addProjection("names", texts) == .replaced)
    #expect(try name() == "Ada")
    #expect(
      try given.log.projectionTexts().map(\.file) == ["on-customer-registered.sql", "schema.sql"]
    )
    // Only a query more.
    texts["all.sql"] = "SELECT name FROM names"
    #expect(try given.ledger.addProjection("names", texts) == .replaced)
    #expect(try given.log.projectionTexts().count == 3)
    #expect(try given.ledger.currentModels().rows("names/all", [:]) == ["Ada"])
    try given.ledger.removeProjection("names")
    #expect(try given.log.projectionTexts().isEmpty)
    #expect(throws: (any Error).self) { try name() }
    #expect(try given.log.verify().isGood)
    #expect(try given.log.tree().root != root)
  }

  /// Texts that Swift takes for equal and SQL tells apart.
  @Test func otherBytesAreOtherTexts() throws {
    var texts = Self.texts
    texts["on-customer-edited.sql"] = "UPDATE names SET name = 'é' WHERE customer = :customer;"
    #expect(try given.ledger.addProjection("names", texts) == .added)
    texts["on-customer-edited.sql"] =
      "UPDATE names SET name = 'e\u{301}' WHERE customer = :customer;"
    #expect(try given.ledger.addProjection("names", texts) == .replaced)
    #expect(try name().map { Array($0.utf8) } == Array("e\u{301}".utf8))
  }

  @Test(
    arguments: [
      (["schema.sql": nil], "has no schema.sql", nil, nil),
      (
        ["on-customer-registred.sql": ""], "did you mean on-customer-registered.sql?",
        "on-customer-registred.sql", nil
      ),
      (["on-moon-rose.sql": ""], "there is no such event type", "on-moon-rose.sql", nil),
      (
        ["on-customer-edited.sql": "-- A\nUPDATE names SET name = :frist_name;"],
        "names/on-customer-edited.sql:2 names :frist_name, which no version of CustomerEdited has; did you mean first_name?",
        "on-customer-edited.sql", 2
      ),
      (
        ["on-order-placed.sql": "\nINSERT INTO names\nVALUES (:lines$, :lines$titel);"],
        "on-order-placed.sql:3 names :lines$titel, which no version of OrderPlaced has; did you mean title?",
        "on-order-placed.sql", 3
      ),
      (
        ["on-order-placed.sql": "INSERT INTO names VALUES (1, :number$x);"], "names :number$x",
        "on-order-placed.sql", 1
      ),
      (
        ["on-order-placed.sql": "INSERT INTO names VALUES (1, :lines$grants$duraton);"],
        "did you mean duration?", "on-order-placed.sql", 1
      ),
      (
        ["on-order-placed.sql": "INSERT INTO names\nVALUES (1 2);"], "cannot be compiled",
        "on-order-placed.sql", 2
      ),
      (
        ["on-order-placed.sql": "INSERT INTO names SELECT number, site FROM orders;"],
        "reads orders", "on-order-placed.sql", 1
      ),
      (
        ["on-order-placed.sql": "UPDATE names SET name = datetime('now');"], "calls datetime()",
        "on-order-placed.sql", 1
      ),
      (
        ["schema.sql": "CREATE TABLE customers(a);"],
        "the read model customers has one of that name", "schema.sql", nil
      ),
      (
        ["schema.sql": "CREATE TABLE CusTomers(a);"],
        "the read model customers has one of that name", "schema.sql", nil
      ),
      (["all.sql": "SELECT * FROM nowhere"], "no such table: nowhere", "all.sql", 1),
      (["All.sql": "SELECT 1"], "no name for a file of SQL", nil, nil),
    ] as [([String: String?], String, String?, Int?)]
  )
  func refusesWhatIsWrong(
    change: [String: String?],
    sentence: String,
    file: String?,
    line: Int?
  ) throws {
    var texts = Self.texts
    for (file, text) in change { texts[file] = text }
    let refusal = try #require(try refusal("names", texts))
    #expect(refusal.code == .projectionInvalid)
    #expect(refusal.message.contains(sentence), "\(refusal.message)")
    #expect(refusal.details["file"]?.string == file)
    #expect(refusal.details["line"]?.integer == line.map(Int64.init))
  }

  @Test func takesEveryFieldThatAnEventMayBring() throws {
    var texts = Self.texts
    texts["on-order-placed.sql"] = """
      INSERT INTO names VALUES (:position, :type || :recorded_at || :occurred_at || :actor || :channel);
      INSERT INTO names VALUES (:order, :data || :reason || :metadata || :billing || :shipments);
      INSERT INTO names VALUES (:lines$, :lines$sku || :lines$grants$membership);
      INSERT INTO names VALUES (:shipments$, :shipments$shipping$address$locality);
      INSERT INTO names VALUES (:billing$profile, :billing$address$country_code || :metadata);
      INSERT INTO names VALUES (:order, :metadata$anything$at$all);
      """
    #expect(try refusal("names", texts) == nil)
  }

  @Test func refusesWhatFailsOnAnEvent() throws {
    var texts = Self.texts
    texts["on-customer-edited.sql"] = "-- Once more.\nINSERT INTO names VALUES (:customer, 'x');"
    let refusal = try #require(try refusal("names", texts))
    #expect(refusal.code == .projectionFailed)
    #expect(refusal.details["position"] == 2)
    #expect(refusal.details["line"] == 2)
    #expect(refusal.message.contains("UNIQUE constraint failed: names.customer"))
  }

  @Test func refusesNamesThatAreTaken() throws {
    #expect(try refusal("orders", Self.texts)?.code == .projectionBuiltin)
    for name in ["", "Names", "na_mes", "-", String(repeating: "n", count: 65)] {
      #expect(try refusal(name, Self.texts)?.code == .projectionInvalid, "\(name)")
    }
    _ = try given.ledger.addProjection("names", Self.texts)
    let error = #expect(throws: Refusal.self) {
      try given.ledger.addProjection("other-names", Self.texts)
    }
    #expect(error?.message.contains("the read model names has one of that name") == true)
    let builtin = #expect(throws: Refusal.self) { try given.ledger.removeProjection("orders") }
    #expect(builtin?.code == .projectionBuiltin)
    let missing = #expect(throws: Refusal.self) { try given.ledger.removeProjection("name") }
    #expect(missing?.code == .notFound)
  }

  /// Two of one name at once: the later one is told, instead of winning by accident.
  @Test func noticesThatSomebodyElseWasFaster() throws {
    let before = try given.log.projectionTexts()
    _ = try given.ledger.addProjection("names", Self.texts)
    #expect(try !given.log.saveProjection("names", [], unlessChangedSince: before))
    #expect(try given.log.projectionTexts().count == 3)
  }

  /// Whether it is kept up to date or was given up: no byte of an erased person stays in its tables.
  @Test(arguments: [false, true]) func forgetsWhoIsErased(isGivenUp: Bool) throws {
    var texts = Self.texts
    if isGivenUp {
      texts["on-customer-disabled.sql"] = "INSERT INTO names VALUES (:customer, NULL);"
    }
    try given.perform("customer.edit", ["customer": 1, "first_name": "Zebedee"])
    _ = try given.ledger.addProjection("names", texts)
    #expect(try name() == "Zebedee")
    try given.perform("customer.disable", ["customer": 1])
    #expect(try given.ledger.currentModels().problems().isEmpty == !isGivenUp)
    try given.perform("customer.erase", ["customer": 1, "basis": "art. 17"])
    try given.ledger.purge()
    let models = try given.ledger.currentModels()
    #expect(try models.problems().isEmpty == !isGivenUp)
    if !isGivenUp { #expect(try name() == nil) }
    for suffix in ["", "-wal"] {
      let path = given.ledger.projectionsPath + suffix
      guard let data = FileManager.default.contents(atPath: path) else { continue }
      #expect(data.range(of: Data("Zebedee".utf8)) == nil, "\(suffix)")
    }
  }

  @Test func aLedgerThatIsOnlyReadHasThemToo() throws {
    _ = try given.ledger.addProjection("names", Self.texts)
    let reader = try OpenLedger(path: given.ledger.path, readOnly: true)
    #expect(try reader.currentModels().connection.text("SELECT name FROM names") == "Bob")
    for change in [
      { _ = try reader.addProjection("more", Self.texts) },
      { try reader.removeProjection("names") },
    ] {
      let error = #expect(throws: LedgerError.self) { try change() }
      #expect(error?.code == .readOnly)
    }
    #expect(try name() == "Bob")
  }

  @Test func questionsAboutThePastNeedNoneOfThem() throws {
    _ = try given.ledger.addProjection("names", Self.texts)
    let past = try given.ask("customer.show", ["customer": 1], at: .position(1))
    #expect(past["first_name"] == "Ada")
    let list = try given.ask("customer.list", at: .position(1))
    #expect(list["count"] == 1)
  }

  @Test func aLongOrForeignTextInTheLedgerHoldsUpNobody() throws {
    _ = try given.ledger.addProjection("names", Self.texts)
    let connection = given.log.connection
    try connection.execute(
      "UPDATE projections SET text = printf('%.*c', 2000000, 'x') WHERE file = 'schema.sql'"
    )
    #expect(try given.ask("customer.show", ["customer": 1])["first_name"] == "Bob")
    let problems = try given.ledger.currentModels().problems()
    #expect(
      problems.map(\.problem) == ["The texts of the read model names are damaged in the ledger."]
    )
    try connection.execute(
      "UPDATE projections SET text = CAST(x'ff' AS TEXT) WHERE file = 'schema.sql'"
    )
    #expect(try given.ask("customer.list")["count"] == 1)
    #expect(try given.ledger.currentModels().problems().count == 1)
    #expect(try given.ledger.addProjection("names", Self.texts) == .replaced)
    #expect(try name() == "Bob")
    try connection.execute("DROP TABLE projections")
    #expect(try given.ask("customer.list")["count"] == 1)
    #expect(try !given.log.verify().isGood)
  }
}
