import Daybook
import EventLog
import Model

/// Commands that are given again when they were killed.
extension KillAction {
  /// Each row is there whole or not at all, those that were acknowledged where it was said; the same
  /// table once more brings the others, and none twice.
  func checkRows(_ attempt: KillAttempt, _ scene: KillScene, _ tally: inout Tally) throws {
    let rows = try found(attempt, scene)
    try Problem.unless(
      rows.allSatisfy { $0.count == attempt.lines[0].events },
      "rows left \(rows.map(\.count)) events"
    )
    let output = try scene.copies.text("killed-output")
    // A line that was cut is no acknowledgement.
    let answers = output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    try Problem.unless(
      answers.count <= rows.count && rows.count <= attempt.lines.count,
      "\(answers.count) rows were acknowledged, and \(rows.count) are there"
    )
    for (answer, row) in zip(answers, rows) {
      let positions = try JSON(parsing: String(answer))["positions"].array?.compactMap(\.integer)
      try Problem.unless(positions == row, "\(answer) was acknowledged, and is at \(row)")
    }
    tally.add("acknowledged commands found again", answers.count)
    tally.add("commands durable though nobody was told", rows.count - answers.count)
    try scene.finish(["csv", scene.copies.file("rows")])
    let all = try found(attempt, scene)
    try Problem.unless(
      all.count == attempt.lines.count && all.starts(with: rows),
      "the same table again made \(all.count) of \(attempt.lines.count) rows"
    )
    tally.add("rows that the same table brought later", all.count - rows.count)
  }

  /// The positions of each command since the attempt, in order.
  private func found(_ attempt: KillAttempt, _ scene: KillScene) throws -> [[Int64]] {
    var found: [[Int64]] = []
    var last: String?
    try scene.ledger().log.read(after: attempt.sizeBefore) { event in
      if found.isEmpty || event.commandID != last { found.append([]) }
      found[found.count - 1].append(event.position)
      last = event.commandID
      return true
    }
    return found
  }

  /// Merged whole or not at all; the same command once more does what is missing.
  func checkMerge(
    _ attempt: KillAttempt,
    _ end: Child.End,
    _ scene: KillScene,
    _ tally: inout Tally
  ) throws {
    guard let pair = attempt.pair else { return }
    let appended = Int(try scene.size() - attempt.sizeBefore)
    try Problem.unless(
      appended == scene.eventsOfMerge || appended == 0,
      "a merge left \(appended) of \(scene.eventsOfMerge) events"
    )
    let isAcknowledged = try isAcknowledged(end, scene)
    try Problem.unless(appended > 0 || !isAcknowledged, "an acknowledged merge is gone")
    let shown = try JSON(parsing: try scene.finish(["customer", "show", "\(pair.from)", "--json"]))
    let expected = appended > 0 ? pair.into : pair.from
    try Problem.unless(
      shown["customer"] == .integer(Int64(expected)),
      "customer \(pair.from) leads to \(shown["customer"].canonicalText)"
    )
    try scene.finish(attempt.arguments)
    try Problem.unless(
      Int(try scene.size() - attempt.sizeBefore) == scene.eventsOfMerge,
      "the same merge again made something else"
    )
    tally.add(appended > 0 ? "merges that were whole" : "merges that had not begun")
  }
}
