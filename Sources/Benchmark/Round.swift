import Daybook
import EventLog
import Model
import Projections
import SQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Everything measured on a history of one size.
struct Round {
  let events: Int
  let seed: UInt64
  /// How often everything is measured that only reads the log; nil for not at all.
  let repeats: Int?
  let folder: String
  /// Told each measurement as soon as it is there.
  let report: (Measurement) -> Void
  /// Told the most memory that the ledger's own work took, in kilobytes.
  let memory: (Int) -> Void

  private var path: String { folder + "/ledger.db" }

  /// How many commands a commit has.
  static let group = 1000
  /// How many portions of commands are measured in turn with the bare loop.
  private static let portions = 7
  /// How many commands become durable one by one in a portion.
  ///
  /// So many that opening another connection, the first lines and the last checkpoint weigh little. Short
  /// histories, which tell little, get fewer.
  private var singleCommands: Int { min(4000, max(1000, events / 250)) }
  /// How many groups a portion has; short histories, which tell little, get fewer.
  private var groupsOfPortion: Int { min(Self.groupsOfFile, max(2, events / 15_000)) }

  func run() throws {
    let ledger = try OpenLedger.create(path: path, origin: "example.com/benchmark")
    var workload = Workload(seed: seed)
    let grouped = try applyGrouped(ledger, &workload)
    if let repeats {
      try readModels(ledger, repeats)
      try verify(ledger, repeats)
      try asOf(ledger)
    }
    memory(Self.peakMemory())
    report(
      Measurement(
        name: "apply, 1,000 a commit",
        amount: grouped.events.reduce(0, +),
        unit: "events",
        seconds: grouped.seconds
      )
    )
    let bare = try BareLoop(of: path, into: folder + "/bare.db")
    try inTurn("apply, the next groups", groupsOfPortion * Self.group, ledger, &workload, bare) {
      try apply($1, of: &$0, to: ledger, batch: Self.group)
    }
    try inTurn("apply, 1 a commit", singleCommands, ledger, &workload, bare) {
      try apply($1, of: &$0, to: ledger, batch: 1)
    }
    try inTurn("commands, each after the answer", singleCommands, ledger, &workload, bare) {
      workload,
      portion in
      let provenance = Provenance(actor: "benchmark")
      let lines = (0..<portion).map { _ in workload.line() }
      var applied = Applied(groupSize: 1)
      applied.seconds = try Measurement.time {
        for line in lines {
          let object = try JSON(parsing: line).object ?? [:]
          let outcome = try ledger.perform(Request(object, defaults: provenance))
          applied.events.append(outcome.positions.count)
        }
        try ledger.log.connection.checkpoint()
      }
      return applied
    }
  }

  private static let bareLimit = "a bare loop with the same rows"

  /// The seconds in which the bare loop inserts what commands left, a group of them a commit.
  private func barely(_ applied: Applied, from first: Int64, _ bare: BareLoop) throws -> Double {
    let groups = stride(from: 0, to: applied.events.count, by: applied.groupSize).map { start in
      applied.events[start..<min(start + applied.groupSize, applied.events.count)].reduce(0, +)
    }
    return try bare.insert(from: first, groups: groups)
  }

  /// Commands that the ledger and the bare loop make durable in turn, both from rest.
  ///
  /// Most of a commit is the disk's, and a disk that others use as well is now ten times faster and
  /// now slower. So both take turns in portions of seconds, and the median portion of each counts:
  /// a moment in which somebody else had the disk distorts neither. Both carry the write-ahead log over into
  /// the file before their time ends.
  private func inTurn(
    _ name: String,
    _ portion: Int,
    _ ledger: OpenLedger,
    _ workload: inout Workload,
    _ bare: BareLoop,
    _ apply: (inout Workload, _ portion: Int) throws -> Applied
  ) throws {
    var seconds: [Double] = []
    var bareSeconds: [Double] = []
    for _ in 0..<Self.portions {
      let first = try ledger.log.size() + 1
      try rest(ledger, bare)
      let applied = try apply(&workload, portion)
      seconds.append(applied.seconds)
      try bare.takeIn()
      try rest(ledger, bare)
      bareSeconds.append(try barely(applied, from: first, bare))
    }
    report(
      Measurement(
        name: name,
        amount: portion,
        unit: "commands",
        seconds: Self.median(seconds),
        limit: (Self.bareLimit, Self.median(bareSeconds))
      )
    )
  }

  /// Leaves nothing to be written, so that whoever is next starts from rest.
  private func rest(_ ledger: OpenLedger, _ bare: BareLoop) throws {
    try ledger.log.settle()
    try bare.settle()
    sync()
  }

  static func median(_ values: some Collection<Double>) -> Double {
    values.sorted()[values.count / 2]
  }

  /// Everything from the log, published.
  private func readModels(_ ledger: OpenLedger, _ repeats: Int) throws {
    let size = Int(try ledger.log.size())
    let models = try ledger.currentModels()
    var seconds: [Double] = []
    var scans: [Double] = []
    var limits: [Double] = []
    // The limit is taken in turn with the work: a machine that others use as well is not the same from
    // one second to the next.
    try repeatedly(repeats) {
      seconds.append(
        try Measurement.time { try models.rebuild(nil, from: ledger.log, progress: nil) }
      )
      let scanned = try Measurement.time { try scan() }
      let copy = try Measurement.time {
        let connection = try Connection(path: ledger.projectionsPath, access: .readWrite)
        try connection.run("VACUUM INTO ?", folder + "/copy.db")
      }
      Self.remove("copy.db", from: folder)
      scans.append(scanned)
      limits.append(scanned + copy)
    }
    report(
      Measurement(
        name: "scan",
        amount: size,
        unit: "events",
        seconds: Self.median(scans.dropFirst())
      )
    )
    report(
      Measurement(
        name: "rebuild, published",
        amount: size,
        unit: "events",
        seconds: Self.median(seconds.dropFirst()),
        limit: ("scan + VACUUM INTO", Self.median(limits.dropFirst()))
      )
    )
  }

  /// Does some work once to warm up, and then as often as asked for.
  private func repeatedly(_ repeats: Int, _ work: () throws -> Void) throws {
    for _ in 0...repeats { try work() }
  }

  /// What it takes to read every value of the log, row by row, as the sqlite3 shell does.
  private func scan() throws {
    let connection = try Connection(path: path, access: .readOnly)
    var bytes = 0
    try connection.query(
      "SELECT * FROM events e LEFT JOIN personal p ON p.position = e.position"
    ) { row in
      for column in 0..<row.columnCount {
        switch row.type(column) {
        case .text, .blob: bytes += try row.withBytes(column) { $0.count }
        case .integer: bytes += try row.integer(column) == 0 ? 0 : 8
        default: break
        }
      }
    }
  }

  private func verify(_ ledger: OpenLedger, _ repeats: Int) throws {
    let size = Int(try ledger.log.size())
    var seconds: [Double] = []
    try repeatedly(repeats) {
      var isGood = false
      seconds.append(try Measurement.time { isGood = try ledger.verify().isGood })
      guard isGood else {
        throw LedgerError(.ledgerDamaged, "The measured ledger does not verify.")
      }
    }
    report(
      Measurement(
        name: "verify",
        amount: size,
        unit: "events",
        seconds: Self.median(seconds.dropFirst())
      )
    )
  }

  /// One question about the past, again and again.
  private func asOf(_ ledger: OpenLedger) throws {
    let question = try PastQuestion(ledger: path)
    let query = try ShowCustomer.read(["customer": .integer(question.customer)])
    let times = try (0..<50).map { _ in
      try Measurement.time {
        _ = try ledger.answer(query, at: .position(question.position))
      }
    }
    report(
      Measurement(
        name: "one customer as of then",
        amount: 1,
        unit: "answers",
        seconds: Self.median(times)
      )
    )
  }

  private static func peakMemory() -> Int {
    var usage = rusage()
    #if canImport(Darwin)
      getrusage(RUSAGE_SELF, &usage)
    #else
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    #endif
    return usage.ru_maxrss
  }

  private static func remove(_ name: String, from folder: String) {
    for suffix in ["", "-wal", "-shm"] { unlink(folder + "/" + name + suffix) }
  }

  func clean() {
    Self.clean(folder, ["ledger.db", "ledger.projections.db", "bare.db", "copy.db"])
  }

  /// Removes a folder with the databases in it.
  static func clean(_ folder: String, _ names: [String]) {
    for name in names { remove(name, from: folder) }
    rmdir(folder)
  }
}
