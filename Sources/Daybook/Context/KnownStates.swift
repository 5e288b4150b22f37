import Events
import Model

/// What the last commands of this connection made of their tags, so that the next one about the same
/// thing reads only the events since.
///
/// Without it, whoever edits a customer for the thousandth time reads a thousand events. It holds what a
/// fold of all events would give, and the log may be read for that at any time: nothing depends on it
/// being here. It is emptied when that might not hold any more: when somebody else has appended, when
/// events that were noted came to nothing, when an erasure took parts of events away; and when it is full.
final class KnownStates {
  /// How many bytes of text all states may hold, about; in memory they take a few times as much.
  private static let greatestSize = 2 << 20
  /// How many bytes an entry takes beside its text.
  private static let entrySize = 512

  private struct Known {
    let state: (any FoldedState)?
    /// The events up to here are in it, if there were any.
    let through: Int64
    let size: Int
  }

  private struct Tagged {
    var states: [ObjectIdentifier: Known] = [:]
    /// The last event of this connection that carries the tag.
    var changedAt: Int64 = 0
  }

  private var byTag: [String: Tagged] = [:]
  private var size = 0
  /// The end of the log, as far as it was noted.
  private var end: Int64 = 0

  /// Goes on behind a log of so many events.
  ///
  /// Whoever takes parts of events away appends an event as well: so where there are no more events than
  /// were noted, all are as they were.
  func begin(at end: Int64) {
    if end != self.end { forget() }
    self.end = end
  }

  /// The state that the events of a tag make: as it is known, or with what `events` gives of those after
  /// the position up to which it is known.
  func fold<State: FoldedState>(
    _ tag: String,
    through end: Int64,
    _ begin: (Event) throws -> State,
    events: (_ after: Int64) throws -> [Event]
  ) throws -> State? {
    let id = ObjectIdentifier(State.self)
    let tagged = byTag[tag] ?? Tagged()
    let known = tagged.states[id]
    if let known, known.through >= tagged.changedAt { return known.state as? State }
    let state = try events(known?.through ?? 0).folded(known?.state as? State, begin)
    keep(Known(state: state, through: end, size: Self.entrySize + (state?.size ?? 0)), of: tag, id)
    return state
  }

  private func keep(_ known: Known, of tag: String, _ id: ObjectIdentifier) {
    size += known.size - (byTag[tag]?.states[id]?.size ?? 0)
    byTag[tag, default: Tagged()].states[id] = known
    if size > Self.greatestSize { forget() }
  }

  /// Notes that events were appended.
  func note(_ events: [Event]) {
    end = events.last?.position ?? end
    for event in events {
      for tag in event.tags { byTag[tag]?.changedAt = event.position }
    }
  }

  func forget() {
    byTag = [:]
    size = 0
  }
}
