import Events
package import Model

/// What is folded from the events that carry one tag, one after the other, and from nothing else.
///
/// So whoever knows it as of a position needs only the events since: see ``KnownStates``.
package protocol FoldedState: Sendable {
  /// The events that it is made of.
  static var types: EventTypes { get }
  /// About how many bytes of text it holds.
  var size: Int { get }
  /// Takes in the next event.
  mutating func apply(_ event: Event) throws
}

extension History {
  package func fold<State: FoldedState>(
    _ tag: String,
    _ begin: (Event) throws -> State
  ) throws -> State? {
    try events(State.types, tagged: tag).folded(nil, begin)
  }
}

extension [Event] {
  /// Goes on with a state, or begins one with the first of the events.
  func folded<State: FoldedState>(
    _ known: State?,
    _ begin: (Event) throws -> State
  ) throws -> State? {
    var state = known
    for event in self {
      if state == nil { state = try begin(event) } else { try state?.apply(event) }
    }
    return state
  }
}

extension JSON {
  /// About how many bytes it takes as text.
  var size: Int {
    switch self {
    case .null, .boolean, .integer: 8
    case .string(let text): text.utf8.count + 2
    case .array(let elements): elements.reduce(2) { $0 + $1.size }
    case .object(let members): members.size
    }
  }
}

extension JSONObject {
  /// About how many bytes it takes as text.
  var size: Int { reduce(2) { $0 + $1.key.utf8.count + $1.value.size + 4 } }
}
