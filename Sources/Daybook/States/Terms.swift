import Events
import Model

/// The roles or memberships that a customer was given and that were not taken back, folded from the
/// events that carry the customer's tag.
///
/// They may have ended by themselves.
struct Terms {
  /// One of them: until when, and the order that sold it.
  struct Term {
    let until: LastMoment?
    let order: Int64?

    /// Whether it holds at a time.
    func holds(at time: Instant) -> Bool {
      until?.instant.map { time <= $0 } ?? true
    }
  }

  private(set) var byCode: [String: Term] = [:]

  static func roles(of customer: Int64, in history: any History) throws -> Terms {
    try Terms("role", of: customer, EventTypes(RoleAssigned.self, RoleRevoked.self), in: history)
  }

  static func memberships(of customer: Int64, in history: any History) throws -> Terms {
    let types = EventTypes(MembershipGranted.self, MembershipRevoked.self)
    return try Terms("membership", of: customer, types, in: history)
  }

  private init(
    _ kind: String,
    of customer: Int64,
    _ types: EventTypes,
    in history: any History
  ) throws {
    for event in try history.events(types, tagged: "customer:\(customer)") {
      guard let code = event.data[kind]?.string else { continue }
      let isGiven = [RoleAssigned.name, MembershipGranted.name].contains(event.type)
      let until = event.data["until"]?.string.map(LastMoment.init(stringLiteral:))
      byCode[code] = isGiven ? Term(until: until, order: event.data["order"]?.integer) : nil
    }
  }
}
