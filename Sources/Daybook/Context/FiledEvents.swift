import Events
import Model

/// Finds what a command itself has decided by its look-ups, as the log will find it.
///
/// Each event is filed once, when something is first looked for behind it: of thousands of entries in
/// one command each may bring a key that must differ from all others.
final class FiledEvents {
  /// Where the first event of each look-up stands.
  private var places: [Lookup: Int] = [:]
  /// How many events are filed.
  private var count = 0

  /// The first event filed under a look-up, of those that were decided so far.
  func event(under lookup: Lookup, in events: [any EventType]) -> (any EventType)? {
    for place in count..<max(count, events.count) {
      let type = type(of: events[place])
      guard let contract = Catalogue.contract(named: type.name, version: type.version),
        !contract.lookups.isEmpty
      else { continue }
      for lookup in contract.lookups(of: events[place].data) where places[lookup] == nil {
        places[lookup] = place
      }
    }
    count = events.count
    return places[lookup].map { events[$0] }
  }
}
