import EventLog
import Events
package import Model

extension OpenLedger {
  /// Who gave each field the value that it has at a moment.
  ///
  /// - Throws: `not_found`.
  package func blame(
    _ entity: HistoricEntity,
    at moment: Moment = Moment(),
    site: Code? = nil
  ) throws -> Blame {
    let window = try window(of: entity, at: moment, site: site)
    var events: [Int64: Event] = [:]
    let lines = try window.kind.sorted(window.after.fields).map { field in
      let event = try events[field.position] ?? event(at: field.position)
      events[field.position] = event
      return Blame.Line(field: field, event: event)
    }
    return Blame(
      kind: window.kind,
      number: window.number,
      currency: window.after.json("currency"),
      lines: lines
    )
  }

  /// The fields that hold something else at one moment than at an earlier one.
  ///
  /// Whoever was merged by the later moment leads on there, as in `show`.
  ///
  /// - Throws: `not_found` when there was no such thing at the later moment.
  package func diff(
    _ entity: HistoricEntity,
    from: Moment.Recorded,
    to: Moment.Recorded = .now,
    effective: Instant? = nil,
    site: Code? = nil
  ) throws -> FieldDifference {
    let (first, last) = (
      try position(of: Moment(recorded: from)), try position(of: Moment(recorded: to))
    )
    guard first <= last else {
      throw Refusal.invalid("to", "must not be before from: position \(last) is before \(first)")
    }
    let moment = Moment(recorded: .position(last), effective: effective)
    let window = try window(of: entity, at: moment, from: first, site: site)
    let changes = window.kind.sorted(window.after.fields).compactMap { field in
      let before = window.before[field.path]?.content ?? .nothing
      return before == field.content
        ? nil
        : FieldDifference.Change(
          path: field.path,
          from: before,
          to: field.content,
          position: field.position
        )
    }
    return FieldDifference(
      kind: window.kind,
      number: window.number,
      currency: window.after.json("currency"),
      from: first,
      to: last,
      changes: changes
    )
  }

  /// The fields of what somebody named.
  func window(
    of entity: HistoricEntity,
    at moment: Moment,
    from: Int64 = 0,
    site: Code?
  ) throws -> FieldWindow {
    let through = try position(of: moment)
    let number = try number(of: entity, at: moment, through, site: site)
    let window = try FieldWindow(
      of: entity.kind,
      number,
      from: from,
      through: through,
      effective: moment.effective,
      in: log
    )
    guard !window.after.fields.isEmpty else {
      throw Refusal(
        .notFound,
        "There is no \(entity.kind.rawValue) \(entity.text).",
        details: ["kind": .string(entity.kind.rawValue)]
      )
    }
    return window
  }

  func event(at position: Int64) throws -> Event {
    guard let event = try log.event(at: position) else {
      throw LogError(.damaged, "The log has no event at position \(position).")
    }
    return event
  }

  /// The number of what somebody named; one that is named otherwise is looked up in the read models.
  private func number(
    of entity: HistoricEntity,
    at moment: Moment,
    _ through: Int64,
    site: Code?
  ) throws -> Int64 {
    guard let number = try entity.number else {
      // As of the head, the read models that are kept have the answer.
      let isHead = try moment.effective == nil && through == log.size()
      let answer = try answer(entity.query, at: isHead ? Moment() : moment, site: site)
      return try JSON(parsing: answer.text)[entity.kind.rawValue].integer ?? 0
    }
    guard case .customer = entity else { return number }
    return try heir(of: number, through, moment.effective)
  }

  /// The customer that somebody turned out to be.
  private func heir(of customer: Int64, _ through: Int64, _ effective: Instant?) throws -> Int64 {
    func events(of customer: Int64, _ types: EventTypes) throws -> [Event] {
      try log.events(tagged: "customer:\(customer)", types: types.names, through: through)
        .filter { event in effective.map { event.occurredAt <= $0 } ?? true }
    }
    func hasBegun(_ customer: Int64) throws -> Bool {
      try !events(of: customer, EventTypes(CustomerRegistered.self, GuestRecorded.self)).isEmpty
    }
    var current = customer
    var passed: Set<Int64> = []
    // By business times somebody may have been merged before they came into being.
    guard try hasBegun(current) else { return current }
    while passed.insert(current).inserted {
      var next: Int64?
      for event in try events(of: current, EventTypes(CustomersMerged.self, MergeUndone.self))
      where event.data["from"]?.integer == current {
        next = event.type == CustomersMerged.name ? event.data["into"]?.integer : nil
      }
      guard let next, try hasBegun(next) else { return current }
      current = next
    }
    return current
  }
}
