import Daybook

extension Applier {
  /// Decides all lines, each as if those before it had happened, and tells what would come of them.
  ///
  /// They are read before, so that no state of the log is held while waiting for more.
  mutating func runDry() throws {
    try gatherAll()
    var results = newResults
    do {
      let rehearsal = try Rehearsal(on: ledger)
      defer { rehearsal.end() }
      for line in waiting {
        do {
          results.add(line, try line.perform(by: rehearsal.perform))
        } catch let refusal as Refusal {
          results.add(line, refusal)
        }
      }
    } catch {
      try report(error)
      throw error
    }
    try print(results)
  }
}
