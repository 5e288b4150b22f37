import Events

/// The roles, memberships and newsletters that somebody has by the merge of another one.
///
/// What was taken back or given anew since is not among them: it is not the merge's any more.
struct GivenByMerge {
  private(set) var roles: [String] = []
  private(set) var memberships: [String] = []
  private(set) var lists: [String] = []
  private let tag: String
  /// Where the events of the merge stand that gave something.
  private let positions: Range<Int64>

  init(by source: CustomerState, to holder: CustomerState, in history: any History) throws {
    tag = "customer:\(holder.number)"
    guard let merge = source.merge else {
      positions = 0..<0
      return
    }
    // A group and a part of the credit take two events each: one of whoever loses it.
    let count =
      2 * (merge.groups.count + merge.credit.count) + merge.roles.count + merge.memberships.count
      + merge.lists.count
    let first = source.mergedAt + 1
    positions = first..<first + Int64(count)
    roles = try given(merge.roles, "role", by: RoleAssigned.self, or: RoleRevoked.self, history)
    memberships = try given(
      merge.memberships,
      "membership",
      by: MembershipGranted.self,
      or: MembershipRevoked.self,
      history
    )
    lists = try given(
      merge.lists,
      "list",
      by: NewsletterSubscribed.self,
      or: NewsletterUnsubscribed.self,
      history
    )
  }

  /// Leaves out what another merge did not give.
  mutating func keep(_ other: GivenByMerge) {
    roles = roles.filter(other.roles.contains)
    memberships = memberships.filter(other.memberships.contains)
    lists = lists.filter(other.lists.contains)
  }

  /// Of some codes those of which the last word is that the merge gave them.
  private func given(
    _ codes: [String],
    _ field: String,
    by beginning: any EventType.Type,
    or end: any EventType.Type,
    _ history: any History
  ) throws -> [String] {
    guard !codes.isEmpty else { return [] }
    var last: [String: Int64] = [:]
    for event in try history.events(EventTypes(beginning, end), tagged: tag) {
      guard let code = event.data[field]?.string else { continue }
      last[code] = event.type == beginning.name ? event.position : nil
    }
    return codes.filter { last[$0].map(positions.contains) == true }
  }
}
