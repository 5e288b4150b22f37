import EventLog
import Events
import Model

/// Compares each copy of an address in an order with the revision of the entry that it was copied from,
/// as that was at the time.
///
/// Goes by the tags of the copied revisions, so that memory does not grow with the log and entries that
/// no order copied cost nothing.
struct SnapshotCheck {
  private let log: EventLog
  private var found: [Verification.Problem] = []
  /// What was read last, by position.
  private var recent: [Int64: Copies] = [:]
  private var recentCount = 0

  /// The copies in an event that say what their entry said, by the entry.
  private typealias Copies = [Int64: [Snapshot]]

  /// How many copies are kept at hand, a few megabytes of them.
  private static let greatestCount = 8192

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
      for copy in try copies(at: position)[profile] ?? [] {
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

  /// An order with a thousand parcels is asked for by the entry of each, one after the other.
  private mutating func copies(at position: Int64) throws -> Copies {
    if let known = recent[position] { return known }
    let event = try log.event(at: position).flatMap { $0.isErased || $0.version < 2 ? nil : $0 }
    let unmodified = event.map(Self.copies)?.filter { !$0.isModified && $0.profile != nil } ?? []
    let copies = Copies(grouping: unmodified) { $0.profile ?? 0 }
    if recentCount > Self.greatestCount {
      recent = [:]
      recentCount = 0
    }
    recent[position] = copies
    recentCount += unmodified.count + 1
    return copies
  }

  private static func copies(in event: Event) -> [Snapshot] {
    let billing = event.data["billing"] ?? event.data["copy"] ?? event.data["shipping"]
    let shipments = (event.data["shipments"]?.array ?? []).map { $0["shipping"] }
    return ([billing].compactMap { $0 } + shipments).compactMap(\.object).map(Snapshot.init(json:))
  }
}
