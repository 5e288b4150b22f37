import Events
import Model

extension DecisionContext {
  /// Grants what the lines of an order sell, now that it is paid: to an account, since a guest can hold
  /// no membership.
  ///
  /// A membership that still holds is prolonged from its end (as in Kentico); one without end stays. One
  /// that would last beyond the years that there are ends with them: what was sold can be paid.
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
        until = span.end(from: base).map { LastMoment($0) } ?? "9999-12-31"
      }
      ends[code] = .some(until)
      append(
        MembershipGranted(customer: customer, membership: code, until: until?.text, order: order)
      )
    }
  }
}
