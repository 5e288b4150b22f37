package import Daybook
package import Events
package import Model

/// History held in memory: given events, found by the tags, look-ups and numbers that their
/// contracts give, as the log would find them.
package struct MemoryHistory: History {
  /// The events, oldest first, with the positions 1, 2, 3 and so on.
  package private(set) var log: [Event] = []
  private var places: [Lookup: [Int]] = [:]
  private var lastNumbers: [String: Int64] = [:]

  package init() {}

  /// Appends an event, recorded one second after the one before.
  package mutating func append(_ event: any EventType) {
    let type = type(of: event)
    guard let contract = Catalogue.contract(named: type.name, version: type.version) else {
      preconditionFailure("\(type.name) has no contract in the catalogue.")
    }
    let position = Int64(log.count + 1)
    let time = Instant(microseconds: Self.start.microseconds + position * 1_000_000)
    let data = event.data
    for lookup in contract.lookups(of: data) { places[lookup, default: []].append(log.count) }
    for kind in contract.creates {
      lastNumbers[kind] = max(lastNumbers[kind] ?? 0, data[kind]?.integer ?? 0)
    }
    log.append(
      Event(
        position: position,
        type: type.name,
        version: type.version,
        recordedAt: time,
        occurredAt: time,
        actor: "tester",
        channel: .administration,
        tags: contract.tags(of: contract.split(data).public),
        contract: contract,
        data: data
      )
    )
    erase(contract.erased(by: data))
  }

  /// Takes the personal parts that belong to some subjects, as the log does for an erasure.
  private mutating func erase(_ subjects: [String]) {
    for (place, event) in log.enumerated() where !event.subjects.filter(subjects.contains).isEmpty {
      guard let contract = Catalogue.contract(named: event.type, version: event.version),
        !event.personalFields.isEmpty
      else { continue }
      let kept = contract.split(event.data).public
      let left = contract.lookups(of: kept)
      for lookup in contract.lookups(of: event.data) where !left.contains(lookup) {
        places[lookup]?.removeAll { $0 == place }
      }
      log[place] = Event(
        position: event.position,
        type: event.type,
        version: event.version,
        recordedAt: event.recordedAt,
        occurredAt: event.occurredAt,
        actor: event.actor,
        channel: event.channel,
        tags: event.tags,
        contract: contract,
        data: kept,
        isErased: true
      )
    }
  }

  package func events(
    _ types: EventTypes,
    having field: String,
    among numbers: Set<Int64>
  ) -> [Event] {
    log.filter { event in
      types.names.contains(event.type)
        && event.data[field]?.integer.map(numbers.contains) == true
    }
  }

  package func readPersonal(of subjects: [String], _ body: (Event) throws -> Bool) rethrows {
    for event in log where !event.personalFields.isEmpty {
      guard event.subjects.contains(where: subjects.contains) else { continue }
      guard try body(event) else { return }
    }
  }

  /// The time before the first event: 2026-03-01T00:00:00Z.
  package static let start = Instant(microseconds: 1_772_323_200_000_000)

  package func events(_ types: EventTypes, tagged tag: String) -> [Event] {
    log.filter { $0.tags.contains(tag) && types.names.contains($0.type) }
  }

  package func lastEvent(_ types: EventTypes, tagged tag: String) -> Event? {
    events(types, tagged: tag).last
  }

  package func event(at position: Int64) -> Event? {
    log.first { $0.position == position }
  }

  package func events(found lookup: Lookup) -> [Event] {
    (places[lookup] ?? []).map { log[$0] }
  }

  package func hasEvent(tagged tag: String) -> Bool {
    log.contains { $0.tags.contains(tag) }
  }

  package func positions(tagged tag: String, after position: Int64) -> [Int64] {
    log.filter { $0.position > position && $0.tags.contains(tag) }.map(\.position)
  }

  package func size() -> Int64 { Int64(log.count) }

  package func nextNumber(of kind: String) -> Int64 { (lastNumbers[kind] ?? 0) + 1 }
}
