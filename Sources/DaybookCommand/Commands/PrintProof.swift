import Daybook
import EventLog
import Model

/// `prove`: that an event is in the log, or that the log goes on from what it was.
struct PrintProof: Command {
  var position: Int64?
  var from: Int64?
  var size: Int64?

  static let declaration = Declaration(
    "prove",
    "Prints a proof that an event is in the log, or that nothing before was changed.",
    [
      Field("position", \.position, "The event's position"),
      Field("from", \.from, "Instead: the size of an earlier checkpoint that the log goes on from"),
      Field("size", \.size, "Size of the checkpoint that the proof ends in; default: the newest"),
    ],
    empty: { PrintProof() }
  )

  static let notes = [
    """
    The proof of an event is a C2SP tlog-proof without signatures; it holds the event's entry, no
    personal data. Whoever has a checkpoint of the ledger checks it with `daybook verify-proof FILE
    --checkpoint KEPT`, without the ledger. For somebody whose checkpoint is older than the log,
    --size is the size in its second line: the proof then ends in that very checkpoint.
    """
  ]

  func run(in session: Session) throws -> ExitStatus {
    let request = try request()
    let log = try session.openLedger().log
    let proof = try proof(request, log)
    if session.isJSON {
      try session.print(MemberText(proof))
    } else {
      try session.output.write(proof.text)
    }
    return .done
  }

  private enum Request {
    case inclusion(Int64)
    case consistency(Int64)
  }

  private func request() throws(Refusal) -> Request {
    if let size, size < 1 { throw .invalid("size", "must be 1 or more") }
    switch (position, from) {
    case (nil, nil):
      throw Refusal(
        .fieldMissing,
        "Say what to prove: `daybook prove POSITION`, or `daybook prove --from SIZE`.",
        details: ["field": "position"]
      )
    case (_?, _?): throw .invalid("from", "and position exclude each other")
    case (let position?, nil): return .inclusion(position)
    case (nil, let from?):
      guard from >= 1 else {
        throw .invalid("from", "must be 1 or more: any log goes on from the empty one")
      }
      guard size.map({ from <= $0 }) ?? true else {
        throw .invalid("from", "must not be more than --size")
      }
      return .consistency(from)
    }
  }

  private func proof(_ request: Request, _ log: EventLog) throws -> Proof {
    switch request {
    case .inclusion(let position):
      if let proof = try log.inclusionProof(of: position, in: size) { return .inclusion(proof) }
      try requireSize(log)
      let end = try size ?? log.size()
      throw Self.notFound("There is no event at position \(position); the log ends at \(end).")
    case .consistency(let from):
      if let proof = try log.consistencyProof(from: from, to: size) { return .consistency(proof) }
      try requireSize(log)
      throw Self.notFound("The log has never had \(Cell.events(from)); it has \(try log.size()).")
    }
  }

  private func requireSize(_ log: EventLog) throws {
    let end = try log.size()
    guard let size, size > end else { return }
    throw Self.notFound("The log has never had \(Cell.events(size)); it has \(end).")
  }

  private static func notFound(_ sentence: String) -> Refusal {
    Refusal(.notFound, sentence, details: ["kind": "event"])
  }
}
