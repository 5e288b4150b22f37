import Daybook
import FaultyStorage
import SQLite
import Seeded

/// Lets the n-th call of each kind to the storage fail, for n from 1 until nothing fails any more, and
/// looks at what is left.
struct StoragePart {
  private let options: Options
  private let folder: WorkFolder

  /// One kind of fault.
  private struct Fault {
    let name: String
    let call: faulty_call
    let way: faulty_way
    var isLasting = false
    /// Something wrong is read, and nobody is told.
    var isLie: Bool { call == FAULTY_READ && way == FAULTY_HALF }
    /// How many calls are passed over where there is little time: there are hundreds of most kinds.
    var quickStride: ClosedRange<Int> {
      [FAULTY_READ, FAULTY_WRITE, FAULTY_LOCK, FAULTY_ANY].contains(call) ? 20...160 : 1...8
    }
  }

  /// The canary is about power losses alone.
  private static let faults = [
    Fault(name: "failed reads", call: FAULTY_READ, way: FAULTY_ERROR),
    Fault(name: "short reads", call: FAULTY_READ, way: FAULTY_HALF),
    Fault(
      name: "storages that read no more",
      call: FAULTY_READ,
      way: FAULTY_ERROR,
      isLasting: true
    ),
    Fault(name: "failed writes", call: FAULTY_WRITE, way: FAULTY_ERROR),
    Fault(name: "torn writes on a full disk", call: FAULTY_WRITE, way: FAULTY_HALF),
    Fault(name: "disks full from then on", call: FAULTY_WRITE, way: FAULTY_HALF, isLasting: true),
    Fault(name: "failed syncs", call: FAULTY_SYNC, way: FAULTY_ERROR),
    Fault(
      name: "storages that sync no more",
      call: FAULTY_SYNC,
      way: FAULTY_ERROR,
      isLasting: true
    ),
    Fault(name: "failed truncations", call: FAULTY_TRUNCATE, way: FAULTY_ERROR),
    Fault(name: "failed openings", call: FAULTY_OPEN, way: FAULTY_ERROR),
    Fault(name: "failed deletions", call: FAULTY_DELETE, way: FAULTY_ERROR),
    Fault(name: "failed shared memory", call: FAULTY_SHARED_MEMORY, way: FAULTY_ERROR),
    Fault(name: "failed locks", call: FAULTY_LOCK, way: FAULTY_ERROR),
    Fault(name: "storages gone for good", call: FAULTY_ANY, way: FAULTY_ERROR, isLasting: true),
    Fault(name: "power losses", call: FAULTY_ANY, way: FAULTY_POWER),
  ]

  init(_ options: Options, _ folder: WorkFolder) {
    self.options = options
    self.folder = folder
  }

  func run(_ tally: inout Tally) throws {
    // How the ledger has SQLite take memory must be settled before the storage wakes SQLite up.
    Connection.prepare()
    try Problem.unless(faulty_install(), "SQLite takes no other storage")
    if options.isCanary { faulty_forget_syncs() }
    if options.isCopiesCanary { faulty_forget_own_syncs() }
    let ledger = try TrialLedger(in: folder)
    for fault in Self.faults where isWanted(fault) {
      for work in TrialWork.allCases {
        var bases = ledger.bases
        if options.isQuick {
          var random = options.generator(of: "\(fault.name), \(work.rawValue)")
          bases.remove(at: random.number(0...1))
        }
        for base in bases {
          let series = "\(fault.name), \(work.rawValue), \(base.name)"
          guard options.isWanted(series) else { continue }
          try run(series, fault, work, ledger, base, &tally)
        }
      }
    }
  }

  private func isWanted(_ fault: Fault) -> Bool {
    fault.way == FAULTY_POWER || !options.isCanary && !options.isCopiesCanary
  }

  /// Until the work gets by without a fault.
  private func run(
    _ series: String,
    _ fault: Fault,
    _ work: TrialWork,
    _ ledger: TrialLedger,
    _ base: WorkFolder,
    _ tally: inout Tally
  ) throws {
    var random = options.generator(of: series)
    let stride = options.isQuick ? fault.quickStride : 1...1
    let repeats = fault.way == FAULTY_POWER ? options.rounds(usually: 4, quick: 1) : 1
    var number = options.from ?? Int64(random.number(1...stride.upperBound))
    while try play(series, fault, number, times: repeats, work, ledger, base, &tally) {
      tally.add(fault.name, repeats)
      number += Int64(random.number(stride))
    }
    guard fault.way == FAULTY_POWER else { return }
    // What was acknowledged must outlast a power loss right behind it, whatever that takes.
    let times = options.rounds(usually: 40, quick: 8)
    _ = try play(series, fault, number, times: times, work, ledger, base, &tally)
    tally.add("power losses behind the end", times)
  }

  /// Whether the call of that number came.
  private func play(
    _ series: String,
    _ fault: Fault,
    _ number: Int64,
    times: Int,
    _ work: TrialWork,
    _ ledger: TrialLedger,
    _ base: WorkFolder,
    _ tally: inout Tally
  ) throws -> Bool {
    var hasFailed = false
    for time in 1...times {
      var random = options.generator(of: "\(series), \(number), \(time)")
      do {
        let power = random.next()
        hasFailed = try trial(fault, number, power, work, ledger, base, &tally)
      } catch {
        throw Problem("\(series), number \(number): \(error)")
      }
    }
    return hasFailed
  }

  /// Whether the fault came about.
  private func trial(
    _ fault: Fault,
    _ number: Int64,
    _ power: UInt64,
    _ work: TrialWork,
    _ ledger: TrialLedger,
    _ base: WorkFolder,
    _ tally: inout Tally
  ) throws -> Bool {
    let trial = try folder.folder("trial")
    try TrialLedger.copy(base, to: trial)
    faulty_arm(trial.path + "/", fault.call, number, fault.way, fault.isLasting)
    let result = work.result(in: trial)
    let hasFailed = faulty_disarm()
    if fault.way == FAULTY_POWER {
      try Problem.unless(
        faulty_lose_power(trial.path, power),
        "the power loss could not be played"
      )
    }
    if let problem = result.problem {
      try Problem.unless(hasFailed, "\(problem)")
      // Of a storage that lies it may seem that there is no such customer.
      let isClear = LedgerError(problem) != nil || fault.isLie && problem is Refusal
      try Problem.unless(isClear, "no clear error: \(problem)")
      tally.add("clear errors")
    } else if hasFailed {
      tally.add("faults that changed nothing")
    }
    let isWell = try ledger.check(trial, work, result, hasLied: fault.isLie)
    if !isWell { tally.add("lies that verify noticed") }
    return hasFailed
  }
}
