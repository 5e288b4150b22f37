import EventLog
import Model

/// Events that were decided and are not in the log yet, or not as far as it is read: with them a command
/// can be decided as if they were.
final class PendingEvents {
  /// After how many events at the earliest those that were let go leave the indexes.
  private let leastFiled: Int

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
  /// The positions of the events that carry a tag or are filed under a hash, ascending; some may have been
  /// let go.
  private var byTag: [String: [Int64]] = [:]
  private var byHash: [[UInt8]: [Int64]] = [:]
  /// How many events are in the indexes.
  private var filed = 0
  /// The highest number given out of each kind that was asked for, here or in the log.
  private var lastNumbers: [String: Int64] = [:]

  init(leastFiled: Int) {
    self.leastFiled = leastFiled
  }

  /// How long the log is with them.
  var end: Int64 { start + Int64(events.count) }

  /// Begins with none, behind a log of such an end.
  func begin(at end: Int64, recordedAt: Instant?) {
    start = end
    lastRecordedAt = recordedAt
    events = []
    lookups = []
    commands = [:]
    lastNumbers = [:]
    file()
  }

  /// Lets those go that are in the log up to a position.
  func drop(through position: Int64) {
    let count = Int(max(0, min(position, end) - start))
    guard count > 0 else { return }
    start += Int64(count)
    events.removeFirst(count)
    lookups.removeFirst(count)
    guard filed >= max(leastFiled, 4 * events.count) else { return }
    commands = commands.filter { $0.value.positions.upperBound > start }
    file()
  }

  /// Makes the indexes anew.
  private func file() {
    byTag = [:]
    byHash = [:]
    filed = 0
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
    let position = events[index].position
    for tag in events[index].tags { byTag[tag, default: []].append(position) }
    for hash in lookups[index] { byHash[hash, default: []].append(position) }
    filed += 1
  }

  /// Those at the positions of an index that come after another one.
  private func events(at positions: [Int64]?, after position: Int64 = 0) -> [Event] {
    guard let positions else { return [] }
    // They ascend, and most may have been let go: those that are wanted stand at the end.
    let last = positions.lastIndex { $0 <= max(position, start) }
    return positions[(last.map { $0 + 1 } ?? 0)...].compactMap(event(at:))
  }

  func events(tagged tag: String, _ types: EventTypes, after position: Int64) -> [Event] {
    events(at: byTag[tag], after: position).filter { event in
      types.names.contains { event.type.isSame(as: $0) }
    }
  }

  func event(at position: Int64) -> Event? {
    position > start && position <= end ? events[Int(position - start) - 1] : nil
  }

  func events(filedUnder hash: [UInt8]) -> [Event] {
    events(at: byHash[hash])
  }

  func hasEvent(tagged tag: String) -> Bool {
    byTag[tag]?.last.map { $0 > start } ?? false
  }

  func positions(tagged tag: String, after position: Int64) -> [Int64] {
    events(at: byTag[tag], after: position).map(\.position)
  }

  func command(_ id: String) -> (positions: ClosedRange<Int64>, fingerprint: [UInt8]?)? {
    commands[Array(id.utf8)].flatMap { $0.positions.upperBound > start ? $0 : nil }
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
