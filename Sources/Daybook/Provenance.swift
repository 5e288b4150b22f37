public import Model

/// Who gives a command, through what, why and when: what every command may carry.
public struct Provenance: Sendable {
  /// Who causes the change: a role or user name of the operator's choosing, never an e-mail.
  public var actor: PublicText = ""
  /// Through what.
  public var channel: Channel = .administration
  /// Why; personal, so an erasure takes it away.
  public var reason: String?
  /// The idempotency key: the same command with the same key is appended once.
  public var commandID: PublicText?
  /// Ties the events of one business process together.
  public var correlationID: PublicText?
  /// The position of the event that causes this command.
  public var causation: Int64?
  /// When it happened in the business; when left out, the time of recording.
  public var occurredAt: Instant?
  /// Refuse with `conflict` when the command's subject has events after this position.
  public var unlessChangedSince: Int64?
  /// Where e-mails and order numbers are looked up, and where new customers belong; `default`
  /// when left out.
  public var site: Code?

  /// A command by an actor through a channel.
  public init(actor: PublicText, channel: Channel = .administration) {
    self.actor = actor
    self.channel = channel
  }

  package init() {}
}

extension Provenance: Shape {
  package static let fields: Fields<Provenance> = [
    Field("actor", \.actor, "Who causes the change; an id or role, never an e-mail"),
    Field("channel", \.channel, "Through what"),
    Field("reason", \.reason, "Why; personal, can be erased"),
    Field("command_id", \.commandID, "Idempotency key: the same command is appended once"),
    Field("correlation_id", \.correlationID, "Ties the events of one process together"),
    Field("causation", \.causation, "Position of the event that causes this"),
    Field("occurred_at", \.occurredAt, "When it happened, if not now"),
    Field("unless_changed_since", \.unlessChangedSince, "Refuse when changed after a position"),
    Field("site", \.site, "Site in which names are looked up; default: default"),
  ]

  /// Whether a member of a command belongs here and not to the command itself.
  package static func has(_ key: String) -> Bool {
    fields.has(key)
  }
}
