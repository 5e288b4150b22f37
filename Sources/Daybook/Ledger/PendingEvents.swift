import EventLog
import Model

/// Events that were decided and are not in the log yet, or not as far as it is read: with them a command
/// can be decided as if they were.
final class PendingEvents {
  /// How long the log is without them.
  private(set) var start: Int64 = 0
  /// When the last one of all was recorded.
  private(set) var lastRecordedAt: Instant?
  /// The first has the position `start` + 1, and so on.
  private var events: [Event] = []
  /// The hashes that each of them is filed under.
  private var lookups: [[[UInt8]]] = []
  /// By the bytes of their ids, as the log compares them.
  private var commands: [[UInt8]: (positions: ClosedRange<Int64>, fingerprint: [UInt8]?)] = [:]
  /// Where the events stand that carry a tag or are filed under a hash.
  private var byTag: [String: [Int]] = [:]
  private var byHash: [[UInt8]: [Int]] = [:]
  /// The highest number given out of each kind that was asked for, here or in the log.
  private var lastNumbers: [String: Int64] = [:]

  /// How long the log is with them.
  var end: Int64 { start + Int64(events.count) }

  /// Begins with none, behind a log of such an end.
  func begin(at end: Int64, recordedAt: Instant?) {
    start = end
    lastRecordedAt = recordedAt
    events = []
    lookups = []
    commands = [:]
    byTag = [:]
    byHash = [:]
    lastNumbers = [:]
  }

  /// Lets those go that are in the log up to a position.
  func drop(through position: Int64) {
    let count = Int(max(0, min(position, end) - start))
    guard count > 0 else { return }
    start += Int64(count)
    events.removeFirst(count)
    lookups.removeFirst(count)
    commands = commands.filter { $0.value.positions.upperBound > start }
    byTag.removeAll(keepingCapacity: true)
    byHash.removeAll(keepingCapacity: true)
    for index in events.indices { file(index) }
  }

  /// Adds the events of a command.
  func add(_ command: PreparedCommand) {
    guard let first = command.events.first, let last = command.events.last else { return }
    lastRecordedAt = last.recordedAt
    if let id = first.commandID {
      let positions = first.position...max(first.position, last.position)
      commands[Array(id.utf8)] = (positions, command.fingerprint)
    }
    for event in command.events {
      for (kind, number) in event.numbers {
        // An event may name a thing that had its number long ago.
        if let last = lastNumbers[kind], number > last { lastNumbers[kind] = number }
      }
    }
    let count = events.count
    events += command.events
    lookups += command.lookups
    for index in count..<events.count { file(index) }
  }

  private func file(_ index: Int) {
    for tag in events[index].tags { byTag[tag, default: []].append(index) }
    for hash in lookups[index] { byHash[hash, default: []].append(index) }
  }

  func events(tagged tag: String, _ types: EventTypes, after position: Int64) -> [Event] {
    (byTag[tag] ?? []).lazy.map { self.events[$0] }.filter { event in
      event.position > position && types.names.contains { event.type.isSame(as: $0) }
    }
  }

  func event(at position: Int64) -> Event? {
    position > start && position <= end ? events[Int(position - start) - 1] : nil
  }

  func events(filedUnder hash: [UInt8]) -> [Event] {
    (byHash[hash] ?? []).map { events[$0] }
  }

  func hasEvent(tagged tag: String) -> Bool {
    byTag[tag] != nil
  }

  func positions(tagged tag: String, after position: Int64) -> [Int64] {
    (byTag[tag] ?? []).map { events[$0].position }.filter { $0 > position }
  }

  func command(_ id: String) -> (positions: ClosedRange<Int64>, fingerprint: [UInt8]?)? {
    commands[Array(id.utf8)]
  }

  /// The highest number given out of a kind, where `stored` is that in the log.
  func lastNumber(of kind: String, stored: () throws -> Int64) rethrows -> Int64 {
    if let last = lastNumbers[kind] { return last }
    let numbers = events.lazy.flatMap(\.numbers).filter { $0.kind == kind }.map(\.number)
    let last = max(try stored(), numbers.max() ?? 0)
    lastNumbers[kind] = last
    return last
  }
}
