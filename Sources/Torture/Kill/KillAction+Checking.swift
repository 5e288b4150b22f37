import Daybook
import EventLog
import Foundation
import Model

extension KillAction {
  /// Whether the command did all of its work or none, and all that it said it had done.
  func check(
    _ attempt: KillAttempt,
    _ end: Child.End,
    _ scene: KillScene,
    _ tally: inout Tally
  ) throws {
    if case .exited(let status) = end, self != .apply, self != .atomic {
      let errors = try scene.copies.text("killed-errors")
      try Problem.unless(status == 0, "\(attempt.arguments) ended with \(status): \(errors)")
    }
    switch self {
    case .apply, .atomic: try checkLines(attempt, end, scene, &tally)
    case .csv: try checkRows(attempt, scene, &tally)
    case .erase: try checkErasure(attempt, end, scene, &tally)
    case .merge: try checkMerge(attempt, end, scene, &tally)
    case .rebuild: try checkRebuilt(scene, &tally)
    case .add:
      if try !scene.finish(["projection", "list"]).contains("visitors") {
        try scene.finish(attempt.arguments)
      }
      try scene.finish(["projection", "verify", "visitors"])
      try scene.finish(["projection", "remove", "visitors"])
      try checkRebuilt(scene, &tally)
    case .export, .importing, .backup, .replay: try checkCopy(attempt, end, scene, &tally)
    }
    try Problem.unless(
      try isWriting || scene.size() == attempt.sizeBefore,
      "the log has grown"
    )
  }

  /// Erased whole or not at all; once erased, there is no trace in any file.
  private func checkErasure(
    _ attempt: KillAttempt,
    _ end: Child.End,
    _ scene: KillScene,
    _ tally: inout Tally
  ) throws {
    guard let person = attempt.person else { return }
    var isErased = false
    try scene.ledger().log.read(after: attempt.sizeBefore) { event in
      isErased = isErased || event.type == "CustomerErased"
      return true
    }
    let isAcknowledged = try isAcknowledged(end, scene)
    try Problem.unless(isErased || !isAcknowledged, "an acknowledged erasure is gone")
    for name in try scene.folder.names() {
      let trace = try scene.folder.bytes(name).range(of: Data(person.marker.utf8))
      try Problem.unless(!isErased || trace == nil, "\(name) still has \(person.marker)")
    }
    if isErased {
      scene.forget(person)
      tally.add("erasures without a trace")
    } else {
      let shown = try scene.finish(["customer", "show", "\(person.customer)", "--json"])
      try Problem.unless(
        shown.contains(person.marker),
        "customer \(person.customer) is half erased"
      )
      tally.add("erasures that had not begun")
    }
  }

  /// Whether a command with one answer gave it.
  func isAcknowledged(_ end: Child.End, _ scene: KillScene) throws -> Bool {
    try end == .exited(0) || scene.copies.text("killed-output").hasSuffix("\n")
  }

  /// The next rebuild takes away what a killed one left.
  private func checkRebuilt(_ scene: KillScene, _ tally: inout Tally) throws {
    tally.add("left-overs taken away by the next command", try scene.leftOvers().count)
    try scene.finish(["projection", "rebuild"])
    let left = try scene.leftOvers()
    try Problem.unless(left.isEmpty, "\(left) are left")
  }

  /// A copy is there whole or not at all; where it is not, the same command once more makes it, and takes away
  /// what is left.
  private func checkCopy(
    _ attempt: KillAttempt,
    _ end: Child.End,
    _ scene: KillScene,
    _ tally: inout Tally
  ) throws {
    let copies = scene.copies
    tally.add("left-overs taken away by the next command", try scene.leftOvers().count)
    let isThere = copies.has(attempt.target)
    try Problem.unless(isThere || end != .exited(0), "\(attempt.target) is not there")
    if !isThere { try scene.finish(attempt.arguments, ledger: attempt.ledger) }
    let again = attempt.target + "-again"
    switch self {
    case .export:
      try scene.finish(["export", copies.file(again)])
      try Problem.unless(
        try copies.bytes(attempt.target) == copies.bytes(again),
        "the export is not whole"
      )
    case .importing, .backup:
      try scene.finish(["backup", copies.file(again)])
      let root = try JSON(parsing: try scene.finish(["verify", "--json"]))["root"]
      let copy = try scene.finish(["verify", "--json"], ledger: copies.file(attempt.target))
      try Problem.unless(
        try JSON(parsing: copy)["root"] == root,
        "the copy is not whole: \(copy)"
      )
    default:
      try scene.finish(["replay", "--into", copies.file(again)])
      try Problem.unless(
        try copies.bytes(attempt.target).count == copies.bytes(again).count,
        "the replayed file is not whole"
      )
    }
    tally.add(isThere ? "copies that were whole" : "copies that were not there yet")
    let left = try scene.leftOvers()
    try Problem.unless(left.isEmpty, "\(left) are left")
    for name in try copies.names() where name.hasPrefix(attempt.target) || name.hasPrefix("export")
    {
      try? FileManager.default.removeItem(atPath: copies.file(name))
    }
  }
}
