import Daybook
import EventLog
import Model

extension KillAction {
  /// What was acknowledged is there; of the rest each command is there whole or not at all, and none
  /// behind one that is missing.
  func checkLines(
    _ attempt: KillAttempt,
    _ end: Child.End,
    _ scene: KillScene,
    _ tally: inout Tally
  ) throws {
    var found: [String: [Int64]] = [:]
    try scene.ledger().log.read(after: attempt.sizeBefore) { event in
      found[event.commandID ?? "", default: []].append(event.position)
      return true
    }
    let output = try scene.copies.text("killed-output")
    // A line that was cut is no acknowledgement.
    let answers = output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    var acknowledged = 0
    // One line that must be refused takes all the others of an atomic run back.
    let isTakenBack = self == .atomic && attempt.lines.contains { $0.events == 0 }
    try Problem.unless(answers.count <= attempt.lines.count, "there are more answers than lines")
    for (answer, line) in zip(answers, attempt.lines) {
      let answer = try JSON(parsing: String(answer))
      let positions = answer["positions"].array?.compactMap(\.integer)
      guard line.events > 0, answer["ok"] == true else {
        let code = answer["error"]["code"].string
        let isRight =
          line.events == 0 && code == "email_taken" || isTakenBack && code == "rolled_back"
        try Problem.unless(answer["ok"] == false && isRight, "\(answer.canonicalText)")
        continue
      }
      acknowledged += 1
      try Problem.unless(
        found[line.commandID] == positions,
        "\(line.commandID) was acknowledged at \(positions ?? []) and is at "
          + "\(found[line.commandID] ?? [])"
      )
    }
    var durable = 0
    var isMissing = false
    for line in attempt.lines {
      let count = found.removeValue(forKey: line.commandID)?.count ?? 0
      if line.events == 0 {
        try Problem.unless(
          count == 0,
          "\(line.commandID) must be refused, and left \(count) events"
        )
        continue
      }
      try Problem.unless(
        count == 0 || count == line.events && !isMissing,
        "\(line.commandID) left \(count) of \(line.events) events"
      )
      if count == 0 { isMissing = true } else { durable += 1 }
    }
    try Problem.unless(found.isEmpty, "there are events of \(found.keys.sorted())")
    if self == .atomic {
      try Problem.unless(
        durable == 0 || !isMissing && !isTakenBack,
        "\(durable) lines of an atomic run"
      )
    }
    if case .exited(let status) = end {
      // Nobody stopped it: all lines have their answers, and all that can be done is done.
      let isRefused = attempt.lines.contains { $0.events == 0 }
      try Problem.unless(
        status == (isRefused ? 1 : 0) && answers.count == attempt.lines.count
          && (isTakenBack ? durable == 0 : !isMissing),
        "status \(status) with \(answers.count) answers to \(attempt.lines.count) lines, "
          + "of which \(durable) are durable"
      )
      tally.add("runs of lines that ended by themselves")
    }
    tally.add("acknowledged commands found again", acknowledged)
    tally.add("commands durable though nobody was told", durable - acknowledged)
  }
}
