package import Daybook
package import Events
package import Model

/// The beginning of a sentence about a decision: given these events, when this command comes, then
/// those events follow, or it is refused.
///
///     Given(account(1)).when("customer.edit", ["customer": 1, "phone": "1"])
///       .then(CustomerEdited(customer: 1, site: "default", changes: ["phone": "1"]))
///
/// Nothing is stored: the decision runs over a ``MemoryHistory``.
package struct Given {
  private var history = MemoryHistory()
  private var now = Instant(microseconds: MemoryHistory.start.microseconds + 43_200_000_000)

  /// Events that happened, oldest first; none for an empty ledger.
  package init(_ events: any EventType...) {
    events.forEach { history.append($0) }
  }

  /// The same with more events after them.
  package func and(_ events: [any EventType]) -> Given {
    var result = self
    events.forEach { result.history.append($0) }
    return result
  }

  /// The same at another time; noon of 2026-03-01 otherwise.
  package func at(_ time: Instant) -> Given {
    var result = self
    result.now = time
    return result
  }

  /// Decides a command that is given as `apply` gets it: its name and its fields, common ones too.
  package func when(
    _ name: String,
    _ fields: JSONObject = [:],
    by actor: PublicText = "tester",
    channel: Channel = .administration,
    site: Code? = nil,
    reason: String? = nil
  ) -> Verdict {
    var defaults = Provenance(actor: actor, channel: channel)
    defaults.site = site
    defaults.reason = reason
    var object = fields
    object["command"] = .string(name)
    return Verdict {
      let request = try Request(object, defaults: defaults)
      return try decide(request.command, request.provenance)
    }
  }

  /// Decides a command that is given as a Swift value.
  package func when(
    _ command: any Decision,
    by actor: PublicText = "tester",
    channel: Channel = .administration,
    site: Code? = nil,
    reason: String? = nil
  ) -> Verdict {
    var provenance = Provenance(actor: actor, channel: channel)
    provenance.site = site
    provenance.reason = reason
    return Verdict { try decide(command, provenance) }
  }

  private func decide(
    _ command: any Decision,
    _ provenance: Provenance
  ) throws -> DecisionContext {
    let secrets = Secrets()
    var context = DecisionContext(provenance: provenance, now: now, history: history) { count in
      secrets.next(count)
    }
    try command.decide(in: &context)
    return context
  }
}

/// Stands in for random bytes: all 1 the first time, all 2 the second.
private final class Secrets {
  private var calls: UInt8 = 0

  func next(_ count: Int) -> [UInt8] {
    calls += 1
    return Array(repeating: calls, count: count)
  }
}
