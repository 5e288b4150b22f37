package import EventLog
import Events
import Model

extension OpenLedger {
  /// Recomputes everything that the log promises, and compares the copies of addresses in orders with
  /// the revisions that they name.
  ///
  /// `progress` is told now and then how many events are done, and of how many. Damage is what is
  /// returned; only a lock that was not to be had, or an interruption, is thrown.
  package func verify(
    progress: ((_ done: Int64, _ total: Int64) -> Void)? = nil
  ) throws -> Verification {
    var found = try log.verify(progress: progress)
    // A log that cannot be trusted is not worth comparing.
    guard found.isGood else { return found }
    var check = SnapshotCheck(log)
    found.add(try check.problems())
    return found
  }
}

/// Compares each copy of an address in an order with the revision of the entry that it was copied from,
/// as that was at the time.
///
/// Goes by the tags of the copied revisions, so that memory does not grow with the log and entries that
/// no order copied cost nothing.
private struct SnapshotCheck {
  private let log: EventLog
  private var found: [Verification.Problem] = []

  init(_ log: EventLog) {
    self.log = log
  }

  mutating func problems() throws -> [Verification.Problem] {
    var profile: Int64?
    var positions: Set<Int64> = []
    try log.readTags(of: "revision") { tag, position in
      let revision = tag.dropFirst("revision:".count)
      let number = revision.split(separator: ".").first.flatMap { Int64($0) }
      if number != profile {
        if let profile { try check(profile, copiedAt: positions) }
        profile = number
        positions = []
      }
      positions.insert(position)
    }
    if let profile { try check(profile, copiedAt: positions) }
    return found
  }

  /// Follows one entry and stops at each event that copied it.
  private mutating func check(_ profile: Int64, copiedAt positions: Set<Int64>) throws {
    var changes = try log.events(
      tagged: "profile:\(profile)",
      types: [ProfileAdded.name, ProfileEdited.name]
    )[...]
    var state: ProfileState?
    var contents: [Int64: ProfileContent] = [:]
    for position in positions.sorted() {
      while let change = changes.first, change.position < position {
        // Of an erased entry nobody knows any more what it said.
        guard !change.isErased else { return }
        if state == nil, change.type == ProfileAdded.name {
          state = ProfileState(try ProfileAdded(change))
        } else {
          try state?.apply(change)
        }
        if let state { contents[state.revision] = state.content }
        changes.removeFirst()
      }
      guard let event = try log.event(at: position), !event.isErased, event.version >= 2 else {
        continue
      }
      for copy in Self.copies(in: event) where copy.profile == profile && !copy.isModified {
        guard let revision = copy.revision, contents[revision] != copy.content else { continue }
        found.append(
          Verification.Problem(
            position: position,
            problem: "A copied address is not what revision \(revision) of profile \(profile) said."
          )
        )
      }
    }
  }

  private static func copies(in event: Event) -> [Snapshot] {
    let billing = event.data["billing"] ?? event.data["copy"] ?? event.data["shipping"]
    let shipments = (event.data["shipments"]?.array ?? []).map { $0["shipping"] }
    return ([billing].compactMap { $0 } + shipments).compactMap(\.object).map(Snapshot.init(json:))
  }
}
