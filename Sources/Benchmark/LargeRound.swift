import Daybook
import EventLog
import Model
import Projections

/// What one command or question costs where a group has very many members, and a customer very many
/// bookings of credit or orders, beside the same with one member and ten of those in the same ledger;
/// and what an order of very many lines costs beside one of a tenth of them.
///
/// All must cost the same, but for questions that print it all, and for an order's lines.
struct LargeRound {
  let members: Int
  let creditLines: Int
  let orders: Int
  let lines: Int
  let folder: String
  /// Told each measurement as soon as it is there.
  let report: (Measurement) -> Void

  /// How many commands a commit has, and how many customers a command that fills a group.
  private static let batch = 1000
  private static let list = 5000
  /// How often each thing is done; the median counts.
  static let repetitions = 25
  /// What the large and the small twin have in common with nothing else.
  private static let smallGroup = "small"
  private static let largeGroup = "large"

  private var path: String { folder + "/ledger.db" }
  let provenance = Provenance(actor: "benchmark")

  init(_ options: Options, folder: String, report: @escaping (Measurement) -> Void) {
    members = options.members
    creditLines = options.creditLines
    orders = options.orders
    lines = options.lines
    self.folder = folder
    self.report = report
  }

  /// Makes the ledger and measures.
  ///
  /// The members are customers 1 to N, and customer 1 has the many bookings. Of four more, one is the only
  /// member of the small group and has few bookings, one comes and goes, one has many orders and the last
  /// few.
  func run() throws {
    let ledger = try OpenLedger.create(path: path, origin: "example.com/benchmark")
    try timed("register", members, "customers") { try register(ledger) }
    try timed("fill the group", members, "members") { try fillGroups(ledger) }
    try timed("fill the pot", creditLines, "bookings") { try fillPots(ledger) }
    try timed("place the orders", orders, "orders") { try placeOrders(ledger) }
    let size = Int(try ledger.log.size())
    try timed("make the read models", size, "events") { _ = try ledger.currentModels() }
    try compareGroups(ledger)
    try compareCredit(ledger)
    try compareAnswers(ledger)
    try compareOrders(ledger)
    try compareLines(ledger)
  }

  private func timed(
    _ name: String,
    _ amount: Int,
    _ unit: String,
    _ work: () throws -> Void
  ) throws {
    let seconds = try Measurement.time(work)
    report(Measurement(name: name, amount: amount, unit: unit, seconds: seconds))
  }

  private var small: Int64 { Int64(members) + 1 }
  var visitor: Int64 { Int64(members) + 2 }
  /// The customer with many orders, and the one with few.
  var busy: Int64 { Int64(members) + 3 }
  var quiet: Int64 { Int64(members) + 4 }

  private func register(_ ledger: OpenLedger) throws {
    try perform(ledger, 1...members + 4) { number in
      [
        "command": "customer.register", "email": .string("customer\(number)@example.com"),
        "first_name": "Ada", "last_name": .string("Nº \(number)"),
      ]
    }
  }

  private func fillGroups(_ ledger: OpenLedger) throws {
    for group in [Self.smallGroup, Self.largeGroup] {
      try perform(ledger, ["command": "group.create", "group": .string(group)])
    }
    try perform(ledger, change("add", Self.smallGroup, [small]))
    for first in stride(from: 1, through: members, by: Self.list) {
      let last = min(first + Self.list - 1, members)
      try perform(ledger, change("add", Self.largeGroup, (first...last).map(Int64.init)))
    }
  }

  private func change(_ verb: String, _ group: String, _ customers: [Int64]) -> JSONObject {
    [
      "command": .string("group.\(verb)"), "group": .string(group),
      "customers": .array(customers.map(JSON.integer)),
    ]
  }

  private func fillPots(_ ledger: OpenLedger) throws {
    try perform(ledger, 1...creditLines) { _ in book("grant", 1, 100) }
    try perform(ledger, 1...10) { _ in book("grant", small, 100) }
  }

  private func book(_ verb: String, _ customer: Int64, _ amount: Int64) -> JSONObject {
    [
      "command": .string("credit.\(verb)"), "customer": .integer(customer), "currency": "EUR",
      "amount": .integer(amount),
    ]
  }

  func perform(
    _ ledger: OpenLedger,
    _ numbers: ClosedRange<Int>,
    _ command: (Int) -> JSONObject
  ) throws {
    for first in stride(from: numbers.lowerBound, through: numbers.upperBound, by: Self.batch) {
      let last = min(first + Self.batch - 1, numbers.upperBound)
      try ledger.write { group in
        for number in first...last {
          _ = try group.perform(Request(command(number), defaults: provenance))
        }
      }
    }
  }

  @discardableResult
  func perform(_ ledger: OpenLedger, _ command: JSONObject) throws -> Outcome {
    try ledger.perform(Request(command, defaults: provenance))
  }

  private func compareGroups(_ ledger: OpenLedger) throws {
    var seconds: [String: [Double]] = [:]
    for _ in 0..<Self.repetitions {
      for group in [Self.smallGroup, Self.largeGroup] {
        for verb in ["add", "drop"] {
          try ledger.log.settle()
          let command = change(verb, group, [visitor])
          seconds["\(verb) \(group)", default: []].append(
            try Measurement.time { try perform(ledger, command) }
          )
        }
      }
    }
    for verb in ["add", "drop"] {
      compare(
        "group.\(verb)",
        "commands",
        seconds["\(verb) \(Self.largeGroup)"] ?? [],
        "that with 1 member",
        seconds["\(verb) \(Self.smallGroup)"] ?? []
      )
    }
  }

  private func compareCredit(_ ledger: OpenLedger) throws {
    for verb in ["grant", "spend"] {
      var seconds: [Int64: [Double]] = [:]
      for _ in 0..<Self.repetitions {
        for customer in [small, 1] {
          try ledger.log.settle()
          let command = book(verb, customer, 1)
          seconds[customer, default: []].append(
            try Measurement.time { try perform(ledger, command) }
          )
        }
      }
      compare(
        "credit.\(verb)",
        "commands",
        seconds[1] ?? [],
        "that with 10 bookings",
        seconds[small] ?? []
      )
    }
  }

  private func compareAnswers(_ ledger: OpenLedger) throws {
    let large = JSON.integer(1)
    let questions: [(name: String, query: String, large: JSONObject, small: JSONObject)] = [
      (
        "credit show --limit 20", "credit.show", ["customer": large, "limit": 20],
        ["customer": .integer(small), "limit": 20]
      ),
      ("credit show, all of it", "credit.show", ["customer": large], ["customer": .integer(small)]),
      (
        "group show --limit 20", "group.show", ["group": .string(Self.largeGroup), "limit": 20],
        ["group": .string(Self.smallGroup), "limit": 20]
      ),
      ("customer show", "customer.show", ["customer": large], ["customer": .integer(small)]),
    ]
    for question in questions {
      try compareAnswer(question.name, ledger, question.query, question.large, question.small)
    }
  }

  /// Asks about the large and the small thing in turn; `share` is how many times the small one the large
  /// one may take.
  func compareAnswer(
    _ name: String,
    _ ledger: OpenLedger,
    _ query: String,
    _ large: JSONObject,
    _ small: JSONObject,
    twin: String = "that of the small twin",
    share: Double = 1
  ) throws {
    guard let type = Queries.named(query) else { throw Problem("there is no query \(query)") }
    _ = try ledger.currentModels()
    let (large, small) = (try type.read(large), try type.read(small))
    var seconds: (large: [Double], small: [Double]) = ([], [])
    for _ in 0..<Self.repetitions {
      seconds.small.append(try Measurement.time { _ = try ledger.answer(small) })
      seconds.large.append(try Measurement.time { _ = try ledger.answer(large) })
    }
    compare(name, "answers", seconds.large, twin, seconds.small, share: share)
  }

  func compare(
    _ name: String,
    _ unit: String,
    _ large: [Double],
    _ twin: String,
    _ small: [Double],
    share: Double = 1
  ) {
    report(
      Measurement(
        name: name,
        amount: 1,
        unit: unit,
        seconds: Round.median(large),
        limit: (twin, Round.median(small) * share)
      )
    )
  }

  func clean() {
    Round.clean(folder, ["ledger.db", "ledger.projections.db"])
  }
}
