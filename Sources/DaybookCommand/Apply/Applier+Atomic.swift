import Daybook
import Model

extension Applier {
  /// Applies all lines as one, or none.
  mutating func runAtomically() throws {
    try gatherAll()
    guard !waiting.isEmpty else { return }
    var results = newResults
    do {
      if let broken = waiting.firstIndex(where: { (try? $0.content.get()) == nil }) {
        throw RolledBack(index: broken, refusal: nil)
      }
      try ledger.readAhead(for: waiting.compactMap { try? $0.content.get() })
      try ledger.write { group in
        for (index, line) in waiting.enumerated() {
          do {
            results.add(line, try line.perform(by: group.perform))
          } catch let refusal as Refusal {
            throw RolledBack(index: index, refusal: refusal)
          }
        }
      }
    } catch let reason as RolledBack {
      results = rolledBack(reason)
    } catch {
      try report(error)
      throw error
    }
    try print(results)
  }

  private mutating func rolledBack(_ reason: RolledBack) -> ApplyResults {
    var results = newResults
    for (index, line) in waiting.enumerated() {
      if case .failure(let refusal) = line.content {
        results.add(line, refusal)
      } else if index == reason.index, let refusal = reason.refusal {
        results.add(line, refusal)
      } else {
        let place = waiting[reason.index].place
        results.add(
          line,
          Refusal(.rolledBack, "\(place) failed, so nothing of all this was done.")
        )
      }
    }
    return results
  }
}

/// Why all lines of an atomic run were taken back.
private struct RolledBack: Error {
  /// Which of the waiting lines failed.
  let index: Int
  /// Nil when the line itself says what is wrong.
  let refusal: Refusal?
}
