package import Events
package import Model

/// What a decision may read, which is never a read model.
///
/// Events by tag and type, events by a look-up, and the next number of a kind.
package protocol History {
  /// The events of some types that carry a tag, oldest first.
  func events(_ types: EventTypes, tagged tag: String) throws -> [Event]
  /// What events make that carry a tag: the first begins a state, which the others change; nil without
  /// events.
  func fold<State: FoldedState>(_ tag: String, _ begin: (Event) throws -> State) throws -> State?
  /// The newest event of some types that carries a tag.
  func lastEvent(_ types: EventTypes, tagged tag: String) throws -> Event?
  /// The event at a position; nil when there is none.
  func event(at position: Int64) throws -> Event?
  /// The events filed under a look-up, oldest first; their values must still be compared.
  func events(found lookup: Lookup) throws -> [Event]
  /// Whether any event carries a tag.
  func hasEvent(tagged tag: String) throws -> Bool
  /// The positions after a given one of the events that carry a tag.
  func positions(tagged tag: String, after: Int64) throws -> [Int64]
  /// The events of some types that have one of some numbers in a field, oldest first.
  ///
  /// Reads the whole log, but for what ``OpenLedger/readAhead(for:)`` did: for decisions that are made
  /// once in a long while.
  func events(
    _ types: EventTypes,
    having field: String,
    among numbers: Set<Int64>
  ) throws -> [Event]
  /// Hands over the events whose personal part belongs to one of some subjects, such as `customer:5`,
  /// and is still there, oldest first, until `body` says false.
  func readPersonal(of subjects: [String], _ body: (Event) throws -> Bool) throws
  /// The number that the next thing of a kind gets.
  func nextNumber(of kind: String) throws -> Int64
}

/// Some event types, by their names in the log.
package struct EventTypes: Sendable {
  package let names: [String]

  package init(_ types: any EventType.Type...) {
    names = types.map { $0.name }
  }
}

extension EventType {
  /// Reads an event of this type.
  package init(_ event: Event) throws(EventProblem) {
    try self.init(EventData(event))
  }
}

extension EventData {
  /// The fields of an event, for whoever needs a few: a merge names all orders of a customer, and each of
  /// them asks it only who the owner is.
  init(_ event: Event) {
    self.init(event.data, version: event.version)
  }
}
