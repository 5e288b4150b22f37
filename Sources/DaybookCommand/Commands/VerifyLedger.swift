import Daybook
import EventLog
import Model

/// `verify`: everything that the log promises, recomputed.
struct VerifyLedger: Command {
  static let declaration = Declaration(
    "verify",
    "Checks the whole log: no gap, every hash, every index, every copied address.",
    [],
    empty: { VerifyLedger() }
  )

  func run(in session: Session) throws -> ExitStatus {
    let ledger = try session.openLedger()
    let progress = session.progress("verifying")
    let found = try ledger.verify(progress: progress.report)
    progress.finish()
    if session.isJSON {
      try session.print(document(found))
    } else {
      try session.print(lines(found, session.style))
    }
    return found.isGood ? .done : .unusable
  }

  private func document(_ found: Verification) -> MemberText {
    var members = MemberText()
    members.add("ok", .boolean(found.isGood))
    members.add("size", .integer(found.size))
    members.add("root", .string(found.root.base64))
    members.add(
      "problems",
      found.problems.map { problem in
        var members = MemberText()
        members.add("position", JSON(problem.position))
        members.add("problem", .string(problem.problem))
        return members
      }
    )
    return members
  }

  private func lines(_ found: Verification, _ style: Style) -> [String] {
    let events = Cell.events(found.size)
    guard !found.isGood else {
      return [style(.good, "All is well:") + " \(events), root \(found.root.base64)"]
    }
    let count = found.problems.count + found.unlisted
    let title = "\(Cell.count(Int64(count))) problem\(count == 1 ? "" : "s")"
    return [style(.bad, title) + " in \(events):"]
      + found.problems.map { problem in
        let place = problem.position.map { "position \($0)" } ?? "the file"
        return "  \(place): \(Plain.text(problem.problem))"
      }
      + (found.unlisted > 0 ? ["  … and \(Cell.count(Int64(found.unlisted))) more"] : [])
  }
}
