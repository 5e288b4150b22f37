import Daybook
import EventLog
import Model

/// Gives a write command to the ledger and says what came of it.
enum WriteRunner {
  static func run(_ type: any Decision.Type, _ session: Session) throws -> ExitStatus {
    var object = session.invocation.fields
    for (key, value) in session.invocation.provenance { object[key] = value }
    object["command"] = .string(type.name)
    let request = try Request(object, defaults: defaults(session))
    let ledger = try session.openLedger()
    let outcome = try ledger.perform(request)
    if session.isJSON {
      var members = MemberText()
      members.add(outcome)
      try session.print(members)
    } else {
      let events = try outcome.positions.compactMap { try ledger.log.event(at: $0) }
      try session.print(Sentences.lines(of: outcome, events))
      for warning in outcome.warnings {
        session.warn(Sentences.warning(warning))
      }
    }
    // The answer comes first: an erasure holds, whatever may become of its purge.
    try session.purge(ledger)
    return .done
  }

  /// The provenance of a command that says nothing of it.
  static func defaults(_ session: Session) -> Provenance {
    Provenance(actor: PublicText(session.defaultActor))
  }
}
