import Daybook
import FaultyStorage
import Seeded

/// Lets SQLite's requests for memory find none, one after the other, and looks at what is left.
struct MemoryPart {
  private let options: Options
  private let folder: WorkFolder

  init(_ options: Options, _ folder: WorkFolder) {
    self.options = options
    self.folder = folder
  }

  /// SQLite must have been given the memory that fails before its first use.
  func run(_ tally: inout Tally) throws {
    let ledger = try TrialLedger(in: folder)
    for work in TrialWork.allCases {
      for isLasting in [false, true] {
        let series = "\(isLasting ? "for good" : "once"), \(work.rawValue)"
        guard options.isWanted(series) else { continue }
        try run(series, work, isLasting: isLasting, ledger, &tally)
      }
    }
  }

  /// Until the work gets by without a fault.
  ///
  /// The requests are thousands, and neighbours are much alike: some are passed over.
  private func run(
    _ series: String,
    _ work: TrialWork,
    isLasting: Bool,
    _ ledger: TrialLedger,
    _ tally: inout Tally
  ) throws {
    var random = options.generator(of: series)
    var number = options.from ?? 1
    while true {
      let trial = try folder.folder("trial")
      try TrialLedger.copy(number.isMultiple(of: 2) ? ledger.rested : ledger.interrupted, to: trial)
      faulty_arm_memory(number, isLasting)
      let result = work.result(in: trial)
      let hasFailed = faulty_disarm_memory()
      do {
        if let problem = result.problem {
          guard hasFailed, LedgerError(problem) != nil else {
            throw Problem("no clear error: \(problem)")
          }
          tally.add("clear errors")
        } else if hasFailed {
          tally.add("faults that changed nothing")
        }
        _ = try ledger.check(trial, work, result, hasLied: false)
      } catch {
        throw Problem("\(series), number \(number): \(error)")
      }
      guard hasFailed else { return }
      tally.add(isLasting ? "memories used up for good" : "requests that found no memory")
      number += Int64(random.number(1...(options.isQuick ? 5000 : 60)))
    }
  }
}
