import Daybook
import EventLog
import Model

/// `feed`: the events as other systems take them.
struct FeedEvents: Command {
  var after: Int64 = 0
  var types: [EventTypeName] = []
  var limit: Int64?
  var follow = false

  static let declaration = Declaration(
    "feed",
    "Prints the events for other systems, as CloudEvents 1.0 in JSON Lines.",
    [
      Field("after", \.after, "Only those after a position: the last one that was taken in"),
      Field("type", \.types, "Only those of this type, such as OrderPlaced"),
      Field("limit", \.limit, "At most so many"),
      Field("follow", \.follow, "Goes on with events as they come"),
    ],
    empty: { FeedEvents() }
  )

  static let takesOperand = false
  static let notes = [
    """
    One event a line, in the order of the log, with the attributes of CloudEvents 1.0:
      specversion       1.0
      id                the position as text; with source it names the event for ever
      source            the ledger's origin as a URI-reference
      type              daybook.OrderPlaced.v1: the event type and the version of its contract
      subject           whose event it is: customer:5, order:7; several with commas between
      time              when it was recorded
      datacontenttype   application/json
      data              the fields of the event, public and personal
    and as extensions:
      position          the position as a number
      occurredat        when it happened in the business
      actor, channel    who caused it, through what
      reason, commandid, correlationid, causation
                        only where they were given; causation is a position
      erased            true where personal data is gone
    """,
    """
    A consumer keeps the position of the last event that it took in, and asks for what comes after
    it. With --follow the program waits for more, until it is interrupted or its output is closed.
    """,
  ]

  func run(in session: Session) throws -> ExitStatus {
    if let limit, limit < 0 { throw Refusal.invalid("limit", "must not be negative") }
    if after < 0 { throw Refusal.invalid("after", "must not be negative") }
    let ledger = try session.openLedger()
    // A ledger that is shorter than what was read of it is another one, or an old copy.
    _ = try ledger.position(of: .position(after))
    let source = CloudEvent.source(of: ledger.log.origin)
    var stream = LogStream(after: after, isFollowed: follow, limit: limit)
    stream.filter.types = types.map(\.text)
    try stream.read(ledger, session) { event in
      try session.output.write(CloudEvent.members(event, source: source).line)
    } rest: {
    }
    return .done
  }
}
