import Daybook
import Model

/// Where a value came from: one sentence a step, each further to the right than what it led to.
enum ExplanationLayout {
  static func write(_ explanation: Explanation, _ session: Session) throws {
    if session.isJSON {
      try session.print(members(explanation))
    } else {
      try session.print(lines(explanation, session.style))
    }
  }

  private static func lines(_ explanation: Explanation, _ style: Style) -> [String] {
    let place = "\(explanation.kind.rawValue) \(explanation.number)"
    let name = "\(Plain.text(explanation.path)) of \(place)"
    guard !explanation.steps.isEmpty else {
      return ["The field \(name) has no value, and never had one."]
    }
    let text = HistoryLayout.text(explanation.content, explanation.path, explanation.currency)
    let value = text.isEmpty ? "nothing" : text
    var lines = ["\(style(.heading, name)): \(value)"]
    for (depth, step) in explanation.steps.enumerated() {
      let indent = String(repeating: "  ", count: depth + 1)
      let event = step.event
      lines.append("\(indent)\(note(step))")
      var origin = "\(Cell.time(event.recordedAt)), position \(event.position), by "
      origin += "\(Plain.text(event.actor)) (\(event.channel.rawValue))"
      if event.isErased {
        origin += ", reason erased"
      } else if let reason = event.reason {
        origin += ": \(Plain.text(reason))"
      }
      lines.append("\(indent)\(style(.faint, origin))")
    }
    return lines
  }

  private static func members(_ explanation: Explanation) -> MemberText {
    var members = MemberText()
    members.add("field", .string(explanation.path))
    members.add("value", explanation.content.json)
    if explanation.content.isErased { members.add("erased", true) }
    members.add("steps", explanation.steps.map(self.members))
    return members
  }

  private static func members(_ step: Explanation.Step) -> MemberText {
    var members = MemberText()
    members.add("position", .integer(step.event.position))
    members.add("type", .string(step.event.type))
    members.add("recorded_at", .string(step.event.recordedAt.text))
    members.add("actor", .string(step.event.actor))
    members.add("channel", .string(step.event.channel.rawValue))
    members.add("reason", step.event.reason.map(JSON.string) ?? .null)
    members.add("note", .string(note(step)))
    if let profile = step.profile { members.add("profile", .integer(profile)) }
    if let revision = step.revision { members.add("revision", .integer(revision)) }
    return members
  }

  /// What the event did to the value, in a sentence.
  private static func note(_ step: Explanation.Step) -> String {
    let sentence = Sentences.sentence(of: step.event)
    guard let profile = step.profile, let revision = step.revision else { return "\(sentence)." }
    return step.isCopy
      ? "\(sentence), with a copy of profile \(profile), revision \(revision)."
      : "\(sentence): revision \(revision)."
  }
}
