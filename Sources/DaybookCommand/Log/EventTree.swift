import Model

/// Events in the order of their causes: each below the event that caused it, as far as that is among
/// them.
enum EventTree {
  /// The events, which come in the order of the log, each with how many others stand above it.
  static func ordered(_ events: [Event]) -> [(event: Event, depth: Int)] {
    let positions = Set(events.map(\.position))
    var roots: [Event] = []
    var children: [Int64: [Event]] = [:]
    for event in events {
      // A cause that stands later in the log is none.
      if let cause = event.causation, cause < event.position, positions.contains(cause) {
        children[cause, default: []].append(event)
      } else {
        roots.append(event)
      }
    }
    var result: [(event: Event, depth: Int)] = []
    var waiting = roots.reversed().map { (event: $0, depth: 0) }
    while let next = waiting.popLast() {
      result.append(next)
      for child in (children[next.event.position] ?? []).reversed() {
        waiting.append((child, next.depth + 1))
      }
    }
    return result
  }
}
