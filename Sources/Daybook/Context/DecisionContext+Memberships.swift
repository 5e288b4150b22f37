import Events
import Model

extension DecisionContext {
  /// Grants what the lines of an order sell, now that it is paid: to an account, since a guest can hold
  /// no membership.
  ///
  /// A membership that still holds is prolonged from its end (as in Kentico); one without end stays.
  mutating func grantMemberships(_ lines: [JSON], order: Int64, to customer: Int64) throws {
    let sold = lines.compactMap { line in
      line["grants"]["membership"].string.map { (code: $0, duration: line["grants"]["duration"]) }
    }
    guard !sold.isEmpty else { return }
    let start = provenance.occurredAt ?? now
    let held = try Terms.memberships(of: customer, in: history).byCode
    var ends: [String: LastMoment?] = [:]
    for (code, duration) in sold {
      let before: LastMoment??
      if let known = ends[code] {
        before = known
      } else if let term = held[code], term.holds(at: start) {
        before = .some(term.until)
      } else {
        before = nil
      }
      // Held without end already.
      if case .some(.none) = before { continue }
      let base = max(start, before??.instant ?? start)
      var until: LastMoment?
      if let span = duration.string.flatMap(CalendarDuration.init) {
        guard let end = span.end(from: base) else {
          throw Refusal.invalid("lines", "sell a membership beyond the year 9999")
        }
        until = LastMoment(end)
      }
      ends[code] = .some(until)
      append(
        MembershipGranted(customer: customer, membership: code, until: until?.text, order: order)
      )
    }
  }
}
