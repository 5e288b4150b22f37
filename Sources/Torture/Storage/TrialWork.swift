import Daybook
import EventLog
import Model
import Projections

/// What is done while the storage or the memory fails.
enum TrialWork: String, CaseIterable {
  case command, group, rebuild, erase, backup
  case commands = "commands one by one"
  case ahead = "commands decided ahead"
  case rebuildByTwo = "rebuild on two threads"

  private static let severalCommands = 8

  /// What came of it.
  struct Result {
    /// How many events are durable, as far as was told.
    var acknowledged: Int64 = 0
    var isDone = false
    var problem: (any Error)?
  }

  /// Does it.
  func result(in folder: WorkFolder) -> Result {
    var result = Result()
    do {
      try run(in: folder, &result.acknowledged)
      result.isDone = true
    } catch {
      result.problem = error
      // The erasure holds, and what it leaves in the files is to be purged later.
      result.isDone = LedgerError(error)?.code == .purgePending
    }
    if result.isDone { result.acknowledged = appended }
    return result
  }

  private func run(in folder: WorkFolder, _ acknowledged: inout Int64) throws {
    let ledger = try OpenLedger(path: folder.file(TrialLedger.name))
    switch self {
    case .command:
      _ = try ledger.perform(Self.registration("new-1"))
    case .group:
      try ledger.write { group in
        for number in 1...20 { _ = try group.perform(Self.registration("new-\(number)")) }
      }
    case .commands:
      // The log gets longer with each, and then there is room in it.
      for number in 1...Self.severalCommands {
        _ = try ledger.perform(Self.registration("new-\(number)"))
        acknowledged += TrialLedger.eventsOfRegistration
      }
    case .ahead: try runAhead(ledger, &acknowledged)
    case .rebuild:
      try ledger.readModels().rebuild(nil, from: ledger.log)
    case .rebuildByTwo:
      let models = try ledger.readModels()
      models.leastEventsForTwoThreads = 1
      try models.rebuild(nil, from: ledger.log)
    case .erase:
      let command: JSONObject = [
        "command": "customer.erase", "customer": 1, "basis": "request", "actor": "torture",
      ]
      _ = try ledger.perform(Request(command, defaults: Provenance(actor: "torture")))
      try ledger.purge()
    case .backup:
      try ledger.log.backup(to: folder.file(TrialLedger.copy))
    }
  }

  /// As `apply` does it: what cannot be decided ahead is given to the ledger itself.
  private func runAhead(_ ledger: OpenLedger, _ acknowledged: inout Int64) throws {
    guard let ahead = CommandsAhead(for: ledger) else { throw Problem("there is no second thread") }
    defer { ahead.close() }
    for number in 1...Self.severalCommands {
      do { _ = try ahead.perform(Self.registration("new-\(number)")) } catch { break }
      ahead.handOver(1, bytes: 0)
    }
    let (count, error) = ahead.finish()
    acknowledged = Int64(count) * TrialLedger.eventsOfRegistration
    if let error, !(error is OutOfTurn) { throw error }
    for number in 1...Self.severalCommands where number > count {
      _ = try ledger.perform(Self.registration("new-\(number)"))
      acknowledged += TrialLedger.eventsOfRegistration
    }
  }

  /// How many events it appends.
  var appended: Int64 {
    switch self {
    case .command: TrialLedger.eventsOfRegistration
    case .commands, .ahead: Int64(Self.severalCommands) * TrialLedger.eventsOfRegistration
    case .group: 20 * TrialLedger.eventsOfRegistration
    case .erase: 1
    case .rebuild, .rebuildByTwo, .backup: 0
    }
  }

  /// How many of them become durable together.
  var appendedTogether: Int64 {
    switch self {
    case .commands, .ahead: TrialLedger.eventsOfRegistration
    case .command, .group, .erase, .rebuild, .rebuildByTwo, .backup: max(appended, 1)
    }
  }

  static func registration(_ name: String) throws -> Request {
    let address: JSON = [
      "country_code": "DE", "postal_code": "10115", "locality": "Berlin",
      "address_line1": .string("\(name) street"),
    ]
    let command: JSONObject = [
      "command": "customer.register", "email": .string("\(name)@example.com"),
      "first_name": .string(name),
      "profiles": [["type": "customer", "address": address]],
    ]
    return try Request(command, defaults: Provenance(actor: "torture"))
  }
}
