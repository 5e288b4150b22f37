import Daybook
import EventLog
import Model

extension TrialLedger {
  /// The copy is there whole or not at all; where it is not, the same work makes it, and takes away what is
  /// left.
  ///
  /// - Returns: Whether all is well, and not only known to be wrong.
  func checkCopy(
    _ folder: WorkFolder,
    _ work: TrialWork,
    _ result: TrialWork.Result,
    _ root: Digest,
    hasLied: Bool
  ) throws -> Bool {
    if !folder.has(Self.copy) {
      try Problem.unless(!result.isDone, "the copy is not there")
      let again = work.result(in: folder)
      if let problem = again.problem { throw Problem("the copy cannot be made again: \(problem)") }
    }
    let copy = try OpenLedger(path: folder.file(Self.copy)).verify()
    if hasLied, !copy.isGood { return false }
    let isRight = copy.isGood && copy.root == root
    try Problem.unless(isRight, "the copy: \(copy.problems.prefix(3))")
    // Of a copy that has its name the next one takes away what is left.
    let next = folder.file("next.db")
    _ = try OpenLedger(path: folder.file(Self.name)).log.backup(to: next)
    let left = try folder.names().filter { $0.contains(".daybook-new-") }
    try Problem.unless(left.isEmpty, "\(left) are left")
    return true
  }
}
