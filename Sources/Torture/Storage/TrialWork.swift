import Daybook
import EventLog
import Model
import Projections
import SQLite

/// What is done while the storage or the memory fails.
enum TrialWork: String, CaseIterable {
  case command, group, rebuild, erase, backup
  case commands = "commands one by one"
  case shortLog = "commands with a short log"
  case ahead = "commands decided ahead"
  case rebuildByTwo = "rebuild on two threads"
  case importing = "export and import"

  private static let severalCommands = 8
  /// About as many as two commands write: the write-ahead log is carried over and begun anew all the time.
  private static let framesOfShortLog = 16

  /// What came of it.
  struct Result {
    /// The last position that is durable, as far as was told; 0 when nothing was.
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
    return result
  }

  private func run(in folder: WorkFolder, _ acknowledged: inout Int64) throws {
    let ledger = try OpenLedger(path: folder.file(TrialLedger.name))
    switch self {
    case .command:
      acknowledged = try Self.end(ledger.perform(Self.registration("new-1")))
    case .group:
      acknowledged = try ledger.write { group in
        var end: Int64 = 0
        for number in 1...20 {
          end = try Self.end(group.perform(Self.registration("new-\(number)")))
        }
        return end
      }
    case .commands, .shortLog:
      if self == .shortLog { ledger.log.connection.framesToCheckpoint = Self.framesOfShortLog }
      // The log gets longer with each, and then there is room in it.
      for number in 1...Self.severalCommands {
        acknowledged = try Self.end(ledger.perform(Self.registration("new-\(number)")))
      }
    case .ahead: try runAhead(ledger, &acknowledged)
    case .rebuild:
      try ledger.readModels().rebuild(nil, from: ledger.log)
    case .rebuildByTwo:
      let models = try ledger.readModels()
      models.leastEventsForTwoThreads = 1
      models.leastBytesForTwoThreads = 0
      try models.rebuild(nil, from: ledger.log)
    case .erase:
      let command: JSONObject = [
        "command": "customer.erase", "customer": 1, "basis": "request", "actor": "torture",
      ]
      let request = try Request(command, defaults: Provenance(actor: "torture"))
      acknowledged = try Self.end(ledger.perform(request))
      try ledger.purge()
    case .backup:
      try ledger.log.backup(to: folder.file(TrialLedger.copy))
    case .importing: try Self.exportAndImport(ledger, folder.file(TrialLedger.copy))
    }
  }

  /// Makes another ledger of what this one exports.
  private static func exportAndImport(_ ledger: OpenLedger, _ path: String) throws {
    var text: [UInt8] = []
    let header = try ledger.log.export(to: { text += $0 })
    try OpenLedger.create(path: path, from: header) { importer in
      // Behind the header.
      for line in text.split(separator: UInt8(ascii: "\n")).dropFirst() {
        try importer.take(Array(line))
      }
    }
  }

  /// As `apply` does it: what cannot be decided ahead is given to the ledger itself.
  private func runAhead(_ ledger: OpenLedger, _ acknowledged: inout Int64) throws {
    var limits = CommandsAhead.Limits()
    limits.framesToCheckpoint = Self.framesOfShortLog
    guard let ahead = CommandsAhead(for: ledger, limits) else {
      throw Problem("there is no second thread")
    }
    defer { ahead.close() }
    var ends: [Int64] = []
    for number in 1...Self.severalCommands {
      do {
        ends.append(try Self.end(ahead.perform(Self.registration("new-\(number)"))))
      } catch {
        // The ledger itself will tell.
        break
      }
      ahead.handOver(1, bytes: 0)
    }
    let (count, error) = ahead.finish()
    acknowledged = ends.prefix(count).last ?? 0
    if let error, !(error is OutOfTurn) { throw error }
    for number in 1...Self.severalCommands where number > count {
      acknowledged = try Self.end(ledger.perform(Self.registration("new-\(number)")))
    }
  }

  private static func end(_ outcome: Outcome) -> Int64 { outcome.positions.last ?? 0 }

  /// How many events it appends.
  var appended: Int64 {
    switch self {
    case .command: TrialLedger.eventsOfRegistration
    case .commands, .shortLog, .ahead:
      Int64(Self.severalCommands) * TrialLedger.eventsOfRegistration
    case .group: 20 * TrialLedger.eventsOfRegistration
    case .erase: 1
    case .rebuild, .rebuildByTwo, .backup, .importing: 0
    }
  }

  /// Whether it makes a copy of the ledger.
  var isCopying: Bool { self == .backup || self == .importing }

  /// How many of them become durable together.
  var appendedTogether: Int64 {
    switch self {
    case .commands, .shortLog, .ahead: TrialLedger.eventsOfRegistration
    case .command, .group, .erase, .rebuild, .rebuildByTwo, .backup, .importing: max(appended, 1)
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
