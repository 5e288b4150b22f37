import Daybook

extension Applier {
  /// Decides all lines in one transaction, each as if those before it had happened, tells what comes
  /// of them, and takes all of it back.
  mutating func runDry() throws {
    do {
      try ledger.write { group in
        while try gather() {
          var results = newResults
          for line in waiting {
            do {
              results.add(line, try line.perform(by: group.perform))
            } catch let refusal as Refusal {
              results.add(line, refusal)
            }
          }
          waiting = []
          try print(results)
          showProgress()
        }
        throw TakenBack()
      }
    } catch is TakenBack {
    } catch {
      try report(error)
      throw error
    }
  }
}

/// Ends a transaction that was never meant to last.
private struct TakenBack: Error {}
