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
    // The answer comes first: an erasure holds, whatever may become of its purge. And the purge is done,
    // whatever may become of the answer.
    let answering = Result { try answer(outcome, ledger, session) }
    try session.purge(ledger, afterErasure: request.erases)
    try answering.get()
    return .done
  }

  private static func answer(
    _ outcome: Outcome,
    _ ledger: OpenLedger,
    _ session: Session
  ) throws {
    do {
      if session.isJSON {
        var members = MemberText()
        members.add(outcome)
        try session.print(members)
      } else {
        let events = try outcome.positions.compactMap { try ledger.log.event(at: $0) }
        try session.print(Sentences.lines(of: outcome, events))
      }
      try session.output.flush()
    } catch OutputError.failed(let reason) {
      throw CommandError(
        .outputFailed,
        "The command is done, but its answer cannot be written: \(reason).",
        hint: "See what it did with `daybook log --reverse`; given again it may be done twice."
      )
    }
    guard !session.isJSON else { return }
    for warning in outcome.warnings { session.warn(Sentences.warning(warning)) }
  }

  /// The provenance of a command that says nothing of it.
  static func defaults(_ session: Session) -> Provenance {
    Provenance(actor: PublicText(session.defaultActor))
  }
}
