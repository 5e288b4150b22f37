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
  var cart: CartReference?
  var paymentMethod: PaymentMethodReference?
  var group: Code?
  var types: [EventTypeName] = []
  var actor: String?
  var channel: Channel?
  var correlation: String?
  var since: LogTime?
  var until: LogTime?
  var after: Int64 = 0
  var limit: Int64?
  var reverse = false
  var tree = false
  var follow = false

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
    Field("cart", \.cart, "Only those that concern this cart"),
    Field("payment_method", \.paymentMethod, "Only those that concern this payment method"),
    Field("group", \.group, "Only those that concern this group"),
    Field("type", \.types, "Only those of this type, such as OrderPlaced"),
  ]

  private static let origins: [Field<ShowLog>] = [
    Field("actor", \.actor, "Only those caused by this actor"),
    Field("channel", \.channel, "Only those that came through this channel"),
    Field("correlation", \.correlation, "Only those with this correlation id"),
    Field("since", \.since, "Only those recorded at or after a time or date (UTC)"),
    Field("until", \.until, "Only those recorded at or before a time, or by the end of a date"),
  ]

  private static let extent: [Field<ShowLog>] = [
    Field("after", \.after, "Only those after a position"),
    Field("limit", \.limit, "At most so many"),
    Field("reverse", \.reverse, "Newest first"),
    Field("tree", \.tree, "Each below the event that caused it; with --correlation"),
    Field("follow", \.follow, "Goes on with events as they come"),
  ]

  static let takesOperand = false
  static let takesMoment = true
  static let notes = [
    """
    With --json one event a line (JSON Lines). With --tree they stand in the order of the tree, each
    with its depth, 0 for an event whose cause is not among those that are listed.
    """,
    """
    With --follow the program waits for more, until it is interrupted or its output is closed.
    """,
  ]

  func run(in session: Session) throws -> ExitStatus {
    try check(session)
    let moment = session.moment()
    let ledger = try session.openLedger()
    var stream = try window(in: ledger, moment)
    stream.tags = try tags(in: ledger, session)
    stream.filter.types = types.map(\.text)
    stream.filter.actor = actor
    stream.filter.channel = channel
    stream.filter.correlationID = correlation
    stream.filter.occurredUntil = moment.effective
    stream.isReversed = reverse
    stream.isFollowed = follow
    stream.limit = limit
    var table = Table(EventLayout.columns, style: session.style, output: session.output)
    if tree {
      var events: [Event] = []
      try stream.read(ledger, session) {
        events.append($0)
      } rest: {
      }
      for (event, depth) in EventTree.ordered(events) {
        try write(event, depth: depth, &table, session)
      }
    } else {
      try stream.read(ledger, session) { event in
        try write(event, depth: nil, &table, session)
      } rest: {
        if follow, !session.isJSON { try table.finish() }
      }
    }
    guard !session.isJSON else { return .done }
    if table.isEmpty {
      try session.output.line("There are no such events.")
    } else {
      try table.finish()
    }
    return .done
  }

  private func check(_ session: Session) throws(Refusal) {
    if let limit, limit < 0 { throw .invalid("limit", "must not be negative") }
    if after < 0 { throw .invalid("after", "must not be negative") }
    if tree, correlation == nil {
      throw .invalid("tree", "needs --correlation: whose causes and effects to show")
    }
    if tree, reverse { throw .invalid("tree", "and --reverse exclude each other") }
    guard follow else { return }
    let others = [
      (tree, "tree"), (reverse, "reverse"), (until != nil, "until"),
      (session.options.asOf != nil, "as-of"),
    ]
    for (isGiven, name) in others where isGiven {
      throw .invalid("follow", "and --\(name) exclude each other")
    }
  }

  /// The positions between which to look.
  private func window(in ledger: OpenLedger, _ moment: Moment) throws -> LogStream {
    var stream = LogStream(after: after, through: try ledger.position(of: moment))
    if let since {
      let before = Instant(microseconds: since.first.microseconds - 1)
      stream.after = max(after, try ledger.log.position(recordedUntil: before))
    }
    if let until {
      stream.through = min(stream.through, try ledger.log.position(recordedUntil: until.last))
    }
    return stream
  }

  /// The tags that all events must carry, those that fewest carry first.
  private func tags(in ledger: OpenLedger, _ session: Session) throws -> [String] {
    var tags = LogTags(ledger, session)
    try tags.add(ClaimEntity.kind, claim)
    try tags.add(OrderEntity.kind, order)
    try tags.add(CartEntity.kind, cart)
    try tags.add(PaymentMethodEntity.kind, paymentMethod)
    try tags.add(ProfileEntity.kind, profile)
    try tags.add(CustomerEntity.kind, customer)
    try tags.add("group", group)
    return tags.tags
  }

  /// Writes one event; `depth` is how many causes stand above it, nil where they are not asked for.
  private func write(
    _ event: Event,
    depth: Int?,
    _ table: inout Table,
    _ session: Session
  ) throws {
    if session.isJSON {
      var members = MemberText(event)
      if let depth { members.add("depth", .integer(Int64(depth))) }
      try session.output.write(members.line)
    } else {
      try table.add(EventLayout.row(event, depth: depth ?? 0))
    }
  }
}
