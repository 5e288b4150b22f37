package import Model

/// What all events of one command have in common.
package struct Envelope: Sendable {
  package var recordedAt: Instant
  package var occurredAt: Instant
  package var actor: String
  package var channel: Channel
  package var reason: String?
  package var commandID: String?
  package var correlationID: String?
  package var causation: Int64?

  package init(
    recordedAt: Instant,
    occurredAt: Instant,
    actor: String,
    channel: Channel,
    reason: String? = nil,
    commandID: String? = nil,
    correlationID: String? = nil,
    causation: Int64? = nil
  ) {
    self.recordedAt = recordedAt
    self.occurredAt = occurredAt
    self.actor = actor
    self.channel = channel
    self.reason = reason
    self.commandID = commandID
    self.correlationID = correlationID
    self.causation = causation
  }
}

/// An event that is about to be appended.
package struct NewEvent: Sendable {
  package let contract: EventContract
  package let data: JSONObject

  package init(contract: EventContract, data: JSONObject) {
    self.contract = contract
    self.data = data
  }
}
