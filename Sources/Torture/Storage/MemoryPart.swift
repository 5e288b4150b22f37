import FaultyStorage
import Seeded

/// Lets SQLite's requests for memory find none, one after the other, and looks at what is left.
struct MemoryPart {
  private let options: Options
  private let folder: WorkFolder

  /// Up to here each request is tried: all of every work but rebuilds and erasures, which have up to 35,000.
  ///
  /// All of those would take hours. Neighbours are much alike there, and up to so many are passed over.
  private static let eachUpTo: Int64 = 6000
  private static let strideBehind = 14
  private static let quickStride = 5000

  init(_ options: Options, _ folder: WorkFolder) {
    self.options = options
    self.folder = folder
  }

  /// SQLite must have been given the memory that fails before its first use.
  func run(_ tally: inout Tally) throws {
    let ledger = try TrialLedger(in: folder)
    for work in TrialWork.allCases {
      for isLasting in [false, true] {
        var bases = ledger.bases
        let name = "\(isLasting ? "for good" : "once"), \(work.rawValue)"
        if options.isQuick {
          var random = options.generator(of: name)
          bases.remove(at: random.number(0...1))
        }
        for base in bases {
          let series = "\(name), \(base.name)"
          guard options.isWanted(series) else { continue }
          try run(series, work, isLasting: isLasting, ledger, base, &tally)
        }
      }
    }
  }

  /// Until the work gets by without a fault.
  private func run(
    _ series: String,
    _ work: TrialWork,
    isLasting: Bool,
    _ ledger: TrialLedger,
    _ base: WorkFolder,
    _ tally: inout Tally
  ) throws {
    var random = options.generator(of: series)
    var number = options.from ?? 1
    while true {
      let trial = try folder.folder("trial")
      try TrialLedger.copy(base, to: trial)
      faulty_arm_memory(number, isLasting)
      let result = work.result(in: trial)
      let hasFailed = faulty_disarm_memory()
      do {
        if let problem = result.problem {
          try Problem.unless(hasFailed, "\(problem)")
          try ClearError.ofMemory.check(problem)
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
      let stride =
        options.isQuick ? Self.quickStride : number < Self.eachUpTo ? 1 : Self.strideBehind
      number += Int64(random.number(1...stride))
    }
  }
}
