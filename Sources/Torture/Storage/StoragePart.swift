import Daybook
import EventLog
import FaultyStorage
import SQLite
import Seeded

/// Lets the n-th call of each kind to the storage fail, for n from 1 until nothing fails any more, and
/// looks at what is left.
struct StoragePart {
  private let options: Options
  private let folder: WorkFolder

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
    for fault in StorageFault.all where isWanted(fault) {
      for work in TrialWork.allCases {
        var (trials, hits) = (0, 0)
        var bases = ledger.bases
        if options.isQuick {
          var random = options.generator(of: "\(fault.name), \(work.rawValue)")
          bases.remove(at: random.number(0...1))
        }
        for base in bases {
          let series = "\(fault.name), \(work.rawValue), \(base.name)"
          guard options.isWanted(series) else { continue }
          trials += 1
          hits += try run(series, fault, work, ledger, base, &tally)
        }
        // What no call ever meets would pass for being survived.
        let isWhole = trials == ledger.bases.count && options.from == nil
        try Problem.unless(
          !isWhole || hits > 0,
          "\(fault.name), \(work.rawValue): none came about"
        )
      }
    }
  }

  private func isWanted(_ fault: StorageFault) -> Bool {
    fault.way == FAULTY_POWER || !options.isCanary && !options.isCopiesCanary
  }

  /// Until the work gets by without a fault.
  ///
  /// - Returns: How many faults there were.
  private func run(
    _ series: String,
    _ fault: StorageFault,
    _ work: TrialWork,
    _ ledger: TrialLedger,
    _ base: WorkFolder,
    _ tally: inout Tally
  ) throws -> Int {
    var random = options.generator(of: series)
    let stride = options.isQuick ? fault.quickStride : 1...1
    let repeats = fault.way == FAULTY_POWER ? options.rounds(usually: 4, quick: 1) : 1
    var number = options.from ?? Int64(random.number(1...stride.upperBound))
    var hits = 0
    while true {
      if try play(series, fault, number, times: repeats, work, ledger, base, &tally) {
        hits += 1
        tally.add(fault.name, repeats)
        number += Int64(random.number(stride))
      } else if hits == 0, number > 1, options.from == nil {
        // There are fewer of these calls, and perhaps but one.
        number = 1
      } else {
        break
      }
    }
    guard fault.way == FAULTY_POWER else { return hits }
    // What was acknowledged must outlast a power loss right behind it, whatever that takes.
    let times = options.rounds(usually: 40, quick: 8)
    _ = try play(series, fault, number, times: times, work, ledger, base, &tally)
    tally.add("power losses behind the end", times)
    return hits
  }

  /// Whether the call of that number came.
  private func play(
    _ series: String,
    _ fault: StorageFault,
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
    _ fault: StorageFault,
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
      // Of a storage that lies it may seem that there is no such customer, or no such export.
      let isOfContent = problem is Refusal || problem is ImportError
      if !fault.isLie || !isOfContent { try fault.clearError.check(problem) }
      tally.add("clear errors")
    } else if hasFailed {
      tally.add("faults that changed nothing")
    }
    let isWell = try ledger.check(trial, work, result, hasLied: fault.isLie)
    if !isWell { tally.add("lies that verify noticed") }
    return hasFailed
  }
}
