/// One event as it stands in the log.
///
/// A class, as it is handed on and kept in several places, and has a dozen parts that would each be counted.
public final class Event: Sendable, Equatable {
  /// The number of the event: 1, 2, 3 … without gaps.
  public let position: Int64
  /// The event type, `OrderPlaced`.
  public let type: String
  /// The version of the type's contract that the data follow.
  public let version: Int
  /// When the ledger learnt of it; never decreases along the log.
  public let recordedAt: Instant
  /// When it happened in the business.
  public let occurredAt: Instant
  /// Who caused it.
  public let actor: String
  /// Through what.
  public let channel: Channel
  /// The caller's idempotency key, when one was given.
  public let commandID: String?
  /// What ties the events of one business process together.
  public let correlationID: String?
  /// The position of the event that caused this one.
  public let causation: Int64?
  /// Why; personal, so gone after an erasure.
  public let reason: String?
  /// What the event concerns: `customer:5`, sorted.
  ///
  /// Made from the data when it is asked for.
  public var tags: [String] { givenTags ?? contract?.tags(of: data) ?? [] }
  /// Public and personal fields together; erased ones are absent.
  public let data: JSONObject
  /// Whether the personal fields have been erased.
  public let isErased: Bool
  private let contract: EventContract?
  private let givenTags: [String]?

  package init(
    position: Int64,
    type: String,
    version: Int,
    recordedAt: Instant,
    occurredAt: Instant,
    actor: String,
    channel: Channel,
    commandID: String? = nil,
    correlationID: String? = nil,
    causation: Int64? = nil,
    reason: String? = nil,
    tags: [String]? = nil,
    contract: EventContract? = nil,
    data: JSONObject,
    isErased: Bool = false
  ) {
    self.position = position
    self.type = type
    self.version = version
    self.recordedAt = recordedAt
    self.occurredAt = occurredAt
    self.actor = actor
    self.channel = channel
    self.commandID = commandID
    self.correlationID = correlationID
    self.causation = causation
    self.reason = reason
    givenTags = tags
    self.contract = contract
    self.data = data
    self.isErased = isErased
  }

  /// Whose the personal part is, as tags; empty when it is nobody's.
  package var subjects: [String] { contract?.subjects(of: data) ?? [] }

  /// Whom or what it is about, as tags.
  package var concerned: [String] { contract?.concerned(by: data) ?? [] }

  /// The numbers that it takes.
  package var numbers: [(kind: String, number: Int64)] { contract?.numbers(of: data) ?? [] }

  /// Whose personal parts it erases, as tags.
  package var erased: [String] { contract?.erased(by: data) ?? [] }

  /// The fields that are hashed and kept for ever, and those that can be erased; nil where no contract
  /// tells them apart.
  package var parts: (public: JSONObject, personal: JSONObject)? { contract?.split(data) }

  /// The personal fields that are there, the reason last.
  package var personalFields: [String] {
    let fields = contract?.personal.filter { data[$0] != nil } ?? []
    return reason == nil ? fields : fields + ["reason"]
  }

  /// Tells whether two events are the same in everything that can be read of them.
  public static func == (left: Event, right: Event) -> Bool {
    left.json == right.json
  }

  /// The event as people and programs read it: the envelope, then `tags` and `data`.
  ///
  /// `reason`, `command_id`, `correlation_id` and `causation` are null when not given; `erased` is
  /// there only where personal data is gone.
  public var json: JSON {
    var object: JSONObject = [
      "position": .integer(position),
      "type": .string(type),
      "version": .integer(Int64(version)),
      "recorded_at": .string(recordedAt.text),
      "occurred_at": .string(occurredAt.text),
      "actor": .string(actor),
      "channel": .string(channel.rawValue),
      "reason": JSON(reason),
      "command_id": JSON(commandID),
      "correlation_id": JSON(correlationID),
      "causation": JSON(causation),
      "tags": .array(tags.map(JSON.string)),
      "data": .object(data),
    ]
    if isErased { object["erased"] = true }
    return .object(object)
  }

  /// The names that an event's own fields must not have, since SQL reactions bind the envelope by
  /// them.
  package static let reservedNames = [
    "position", "type", "version", "recorded_at", "occurred_at", "actor", "channel", "reason",
    "command_id", "correlation_id", "causation", "tags", "data", "erased",
  ]
}
