import Daybook
import EventLog
import Model
import SQLite
import TestSupport
import Testing

/// One random history in a ledger of its own, watched while it grows.
final class RandomHistory {
  let shop: TemporaryLedger
  var given = 0
  var refused = 0
  /// How often what was decided ahead of the disk came to nothing, as somebody else had written.
  var voided = 0
  /// Who was erased.
  private(set) var erased: [Int64] = []
  /// What must never happen and did.
  private(set) var problems: [String] = []
  private(set) var witness = Witness()
  /// Told each command that was given, and what came of it.
  var afterCommand: ((CommandGenerator.Command, Result<Outcome, Refusal>) throws -> Void)?
  private(set) lazy var ahead = {
    var limits = CommandsAhead.Limits()
    limits.mostUnderWay = 8
    limits.fewUnderWay = 2
    limits.commandsAState = 10
    limits.framesToCheckpoint = 30
    return CommandsAhead(for: shop.ledger, limits)
  }()
  var generator: CommandGenerator
  /// What each order said when it was first seen.
  private var snapshots: [Int64: JSON] = [:]

  init(seed: UInt64) throws {
    shop = try TemporaryLedger()
    // Nothing here needs to survive a power cut.
    try shop.log.connection.execute("PRAGMA synchronous = OFF")
    generator = CommandGenerator(SeededRandom(seed: seed))
    generator.mergesOften = seed.isMultiple(of: 3)
  }

  /// Gives a group of commands, or at times one alone, and looks at what became of the ledger.
  func runBatch() throws {
    let count = generator.random.chance(percent: 30) ? 1 : generator.random.number(5...25)
    let before = try shop.log.tree()
    var appended: [Int64] = []
    try shop.ledger.write { group in
      for _ in 0..<count { try run(in: group, &appended) }
    }
    given += count
    try takeNewEvents()
    if appended != Array((before.size + 1)..<(witness.position + 1)) {
      problems.append("the outcomes name \(appended), the log ends at \(witness.position)")
    }
    if appended.isEmpty, try shop.log.tree().root != before.root {
      problems.append("a refused command changed the root")
    }
    try compareSnapshots(
      of: witness.orders.keys.sorted().shuffled(using: &generator.random).prefix(8)
    )
  }

  private func run(in group: CommandGroup, _ appended: inout [Int64]) throws {
    shop.clock.advance(bySeconds: Int64(generator.random.number(0...60)))
    let command = nextCommand()
    do {
      let request = try shop.request(command.name, command.fields, channel: command.channel)
      let outcome = try group.perform(request)
      generator.learn(outcome)
      if !outcome.isReplayed { appended += outcome.positions }
      try afterCommand?(command, .success(outcome))
    } catch let refusal as Refusal {
      refused += 1
      try afterCommand?(command, .failure(refusal))
    }
  }

  func nextCommand() -> CommandGenerator.Command {
    var command = generator.next()
    if generator.random.chance(percent: 3) {
      command.fields["unless_changed_since"] = .integer(Int64(generator.random.number(0...100)))
    }
    return command
  }

  /// Gives a command by way of another connection, as another program would.
  func runElsewhere() throws {
    let other = try OpenLedger(path: shop.ledger.path)
    let clock = shop.clock
    other.clock = { clock.now }
    var appended: [Int64] = []
    try other.write { group in try run(in: group, &appended) }
    given += 1
    try takeNewEvents()
  }

  /// Gives some commands in a group that fails in the end, so that none of them was given.
  func runInVain() throws {
    struct Failure: Error {}
    let after = afterCommand
    afterCommand = nil
    defer { afterCommand = after }
    var appended: [Int64] = []
    do {
      try shop.ledger.write { group in
        for _ in 0..<5 { try run(in: group, &appended) }
        throw Failure()
      }
    } catch is Failure {}
  }

  /// Erases somebody who is there, at times with their orders, and forgets what those said.
  func erase() throws {
    guard let customer = generator.random.pick(witness.people.keys.sorted()) else { return }
    let fields: JSONObject = [
      "customer": .integer(customer), "basis": "asked",
      "keep_orders": .boolean(generator.random.chance(percent: 50)),
    ]
    let outcome = try shop.perform("customer.erase", fields)
    let command = CommandGenerator.Command(
      name: "customer.erase",
      fields: fields,
      channel: .administration
    )
    try afterCommand?(command, .success(outcome))
    given += 1
    try shop.ledger.purge()
    try takeNewEvents()
    snapshots = [:]
    erased += try outcome.positions.compactMap { try shop.log.event(at: $0) }.flatMap { event in
      event.data["customers"]?.array?.compactMap(\.integer) ?? []
    }
  }

  /// Gives one command.
  ///
  /// - Returns: The positions of its events.
  func runOne() throws -> [Int64] {
    var appended: [Int64] = []
    try shop.ledger.write { group in try run(in: group, &appended) }
    given += 1
    try takeNewEvents()
    return appended
  }

  /// Ends with a command that is never refused, so that the last event is of now, and verifies the
  /// whole log.
  func close() throws {
    try shop.perform("customer.register", ["email": "last@example.com", "site": "last"])
    try takeNewEvents()
    try compareSnapshots(of: witness.orders.keys)
    let verification = try shop.ledger.verify()
    problems += verification.problems.map(\.problem)
    problems += witness.problems
  }

  /// Takes in what was appended beside.
  func catchUp() throws {
    try takeNewEvents()
  }

  private func takeNewEvents() throws {
    try shop.log.read(after: witness.position) { event in
      witness.take(event)
      return true
    }
    witness.check()
    generator.stock = witness.stock
  }

  /// What an order said at placement never changes.
  private func compareSnapshots(of orders: some Sequence<Int64>) throws {
    for number in orders {
      let type = try #require(Queries.named("order.show"))
      let query = try type.read(["order": .integer(number)])
      let order = try JSON(parsing: shop.ledger.answer(query).text)
      let snapshot = Self.fixed(in: order)
      if let before = snapshots[number], before != snapshot {
        problems.append("order \(number) was \(before.canonicalText)")
        problems.append("and is \(snapshot.canonicalText)")
      }
      snapshots[number] = snapshot
    }
  }

  private static func fixed(in order: JSON) -> JSON {
    var fixed = JSONObject()
    for key in [
      "number", "site", "lines", "adjustments", "total", "currency", "buyer", "placed_at",
    ] {
      fixed[key] = order[key]
    }
    fixed["original"] = withoutSync(order["original"])
    return .object(fixed)
  }

  /// Whether a copy still agrees with the book may change.
  private static func withoutSync(_ json: JSON) -> JSON {
    switch json {
    case .array(let elements): return .array(elements.map(withoutSync))
    case .object(let members):
      var result = JSONObject()
      for (key, value) in members where key != "in_sync" { result[key] = withoutSync(value) }
      return .object(result)
    default: return json
    }
  }
}
