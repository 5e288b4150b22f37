import Daybook
import EventLog
import Model
import Projections

/// What is done while the storage or the memory fails.
enum TrialWork: String, CaseIterable {
  case command, group, rebuild, erase, backup
  case rebuildByTwo = "rebuild on two threads"

  /// Does it, and says what became an error; nil when it was acknowledged.
  func problem(in folder: WorkFolder) -> (any Error)? {
    do {
      try run(in: folder)
      return nil
    } catch {
      return error
    }
  }

  /// Does it; when this returns, it was acknowledged.
  func run(in folder: WorkFolder) throws {
    let ledger = try OpenLedger(path: folder.file(TrialLedger.name))
    switch self {
    case .command:
      _ = try ledger.perform(Self.registration("new-1"))
    case .group:
      try ledger.write { group in
        for number in 1...20 { _ = try group.perform(Self.registration("new-\(number)")) }
      }
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

  /// How many events it appends; nil when that is one, and what was there changes too.
  var appended: Int64 {
    switch self {
    case .command: TrialLedger.eventsOfRegistration
    case .group: 20 * TrialLedger.eventsOfRegistration
    case .erase: 1
    case .rebuild, .rebuildByTwo, .backup: 0
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
