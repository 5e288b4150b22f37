import Daybook
import Model

extension Applier {
  /// Applies all lines as one, or none.
  mutating func runAtomically() throws {
    try gatherAll()
    guard !waiting.isEmpty else { return }
    var results = ApplyResults()
    do {
      if let broken = waiting.first(where: { (try? $0.content.get()) == nil }) {
        throw RolledBack(line: broken.number, refusal: nil)
      }
      try ledger.write { group in
        for line in waiting {
          do {
            results.add(line.number, try group.perform(line.content.get()))
          } catch let refusal as Refusal {
            throw RolledBack(line: line.number, refusal: refusal)
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

  private mutating func gatherAll() throws {
    while true {
      if let line = reader.next() {
        append(line)
      } else if reader.isAtEnd {
        return
      } else {
        try reader.fill()
        showProgress()
      }
    }
  }

  private mutating func rolledBack(_ reason: RolledBack) -> ApplyResults {
    var results = ApplyResults()
    for line in waiting {
      if case .failure(let refusal) = line.content {
        results.add(line.number, refusal)
      } else if line.number == reason.line, let refusal = reason.refusal {
        results.add(line.number, refusal)
      } else {
        results.add(
          line.number,
          Refusal(.rolledBack, "Line \(reason.line) failed, so nothing of all this was done.")
        )
      }
    }
    return results
  }
}

/// Why all lines of an atomic run were taken back.
private struct RolledBack: Error {
  let line: Int64
  /// Nil when the line itself says what is wrong.
  let refusal: Refusal?
}
