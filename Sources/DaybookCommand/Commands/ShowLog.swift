import Daybook
import EventLog
import Events
import Model

/// `log`: the events, oldest first unless told otherwise.
struct ShowLog: Command {
  var customer: CustomerReference?
  var order: OrderReference?
  var profile: ProfileReference?
  var claim: ClaimReference?
  var types: [EventTypeName] = []
  var actor: String?
  var channel: Channel?
  var since: LogTime?
  var until: LogTime?
  var after: Int64 = 0
  var limit: Int64?
  var reverse = false

  static let declaration = Declaration(
    "log",
    "Lists the events, oldest first.",
    concerns + origins + extent,
    empty: { ShowLog() }
  )

  private static let concerns: [Field<ShowLog>] = [
    Field("customer", \.customer, "Only those that concern this customer"),
    Field("order", \.order, "Only those that concern this order"),
    Field("profile", \.profile, "Only those that concern this address-book entry"),
    Field("claim", \.claim, "Only those that concern this claim"),
    Field("type", \.types, "Only those of this type, such as OrderPlaced"),
  ]

  private static let origins: [Field<ShowLog>] = [
    Field("actor", \.actor, "Only those caused by this actor"),
    Field("channel", \.channel, "Only those that came through this channel"),
    Field("since", \.since, "Only those recorded at or after a time or date (UTC)"),
    Field("until", \.until, "Only those recorded at or before a time, or by the end of a date"),
  ]

  private static let extent: [Field<ShowLog>] = [
    Field("after", \.after, "Only those after a position"),
    Field("limit", \.limit, "At most so many"),
    Field("reverse", \.reverse, "Newest first"),
  ]

  static let takesOperand = false
  static let takesMoment = true
  static let notes = ["With --json one event a line (JSON Lines)."]

  func run(in session: Session) throws -> ExitStatus {
    if let limit, limit < 0 { throw Refusal.invalid("limit", "must not be negative") }
    if after < 0 { throw Refusal.invalid("after", "must not be negative") }
    let moment = try session.moment()
    let ledger = try session.openLedger()
    let tags = try tags(in: ledger, session)
    let window = try window(in: ledger, moment)
    var left = limit ?? .max
    var table = Table(EventLayout.columns, style: session.style, output: session.output)
    try ledger.log.read(
      after: window.after,
      through: left > 0 ? window.through : 0,
      tagged: tags.first,
      reversed: reverse
    ) { event in
      guard fits(event, tags, moment.effective) else { return true }
      if session.isJSON {
        try session.output.write(MemberText(event).line)
      } else {
        try table.add(EventLayout.row(event))
      }
      left -= 1
      return left > 0
    }
    if session.isJSON { return .done }
    if table.isEmpty {
      try session.output.line("There are no such events.")
    } else {
      try table.finish()
    }
    return .done
  }

  /// The positions between which to look.
  private func window(
    in ledger: OpenLedger,
    _ moment: Moment
  ) throws -> (after: Int64, through: Int64) {
    var first = after
    var last = try ledger.position(of: moment)
    if let since {
      let before = Instant(microseconds: since.first.microseconds - 1)
      first = max(first, try ledger.log.position(recordedUntil: before))
    }
    if let until {
      last = min(last, try ledger.log.position(recordedUntil: until.last))
    }
    return (first, last)
  }

  private func fits(_ event: Event, _ tags: [String], _ effective: Instant?) -> Bool {
    tags.dropFirst().allSatisfy { tag in event.tags.contains { $0.isSame(as: tag) } }
      && (types.isEmpty || types.contains { $0.text.isSame(as: event.type) })
      && (actor.map { $0.isSame(as: event.actor) } ?? true)
      && (channel.map { $0 == event.channel } ?? true)
      && (effective.map { event.occurredAt <= $0 } ?? true)
  }

  /// The tags that all events must carry.
  private func tags(in ledger: OpenLedger, _ session: Session) throws -> [String] {
    let named: [(kind: String, reference: JSON?)] = [
      (CustomerEntity.kind, customer?.fieldJSON), (OrderEntity.kind, order?.fieldJSON),
      (ProfileEntity.kind, profile?.fieldJSON), (ClaimEntity.kind, claim?.fieldJSON),
    ]
    return try named.compactMap { kind, reference in
      guard let reference else { return nil }
      let number = try number(of: kind, reference, in: ledger, session)
      let tag = "\(kind):\(number)"
      guard try ledger.log.hasEvent(tagged: tag) else {
        throw Refusal(
          .notFound,
          "There is no \(kind) \(number).",
          details: ["kind": .string(kind)]
        )
      }
      return tag
    }
  }

  /// The number of an entity; one that is named otherwise is looked up in the read models.
  private func number(
    of kind: String,
    _ reference: JSON,
    in ledger: OpenLedger,
    _ session: Session
  ) throws -> Int64 {
    if let number = reference.integer { return number }
    guard let type = Queries.named("\(kind).show") else { return 0 }
    session.warnIfPrivate(ledger)
    let query = try type.read([kind: reference])
    let answer = try ledger.answer(query, site: try session.site())
    return try JSON(parsing: answer.text)[kind].integer ?? 0
  }
}
