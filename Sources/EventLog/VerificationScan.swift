import Model
import SQLite

/// One pass over events that recomputes what is hashed, and sums up what the other tables should hold.
///
/// All events can be scanned as one, or in two parts at the same time, which are joined then.
struct VerificationScan {
  /// A part may begin where the tree has only complete subtrees of this level, which are stored.
  static let partLevel = 8

  private let log: EventLog
  /// The last position in front of the first to be scanned.
  private let start: Int64
  /// The subtrees of `partLevel`, unless the first event is scanned.
  private var subtrees: [Digest] = []
  private(set) var tree = HashTree()
  /// The last position that stands in the table.
  private(set) var last: Int64
  private(set) var tags = RowSum()
  private(set) var lookups = RowSum()
  private(set) var commands = RowSum()
  private(set) var nodes = RowSum()
  private(set) var erasures = Erasures()
  private(set) var hasBlanks = false
  /// How many events have a personal part.
  private(set) var personalCount: Int64 = 0
  /// The highest number of each kind.
  private(set) var numbers: [String: Int64] = [:]
  private var row = VerifiedRow()
  private var plans: [VerificationPlan] = []
  private var data = ScannedObject()
  private var personal = ScannedObject()
  private var tagRoom = ScannedTags()
  private var firstRecordedAt: [UInt8] = []
  private var recordedAt: [UInt8] = []
  private var lastRecordedAt: [UInt8] = []
  private var commandID: [UInt8] = []
  private var nextCommandID: [UInt8] = []
  /// The positions of the command that `commandID` names; nil when the last event has none.
  private var command: (first: Int64, last: Int64)?
  /// The command of the first event behind `start`, which may have begun in front of it; nil while it may
  /// go on.
  private var opening: (id: [UInt8], first: Int64, last: Int64)?

  /// Begins behind a position, which is a multiple of 256: that much has a subtree of `partLevel`.
  init(_ log: EventLog, after start: Int64 = 0) {
    self.log = log
    self.start = start
    last = start
  }

  /// Scans what is there through a position.
  ///
  /// `progress` is told now and then which position was scanned last.
  mutating func run(
    through end: Int64 = .max,
    _ result: inout Verification,
    _ progress: ((Int64) -> Void)?
  ) throws {
    try log.connection.query(Statements.readRange, start, end) { row in
      try take(row, &result)
      if last.isMultiple(of: 8192) { progress?(last) }
    }
    for plan in plans { takeNumbers(plan.numbers) }
    progress?(last)
  }

  private mutating func takeNumbers(_ others: some Sequence<(kind: String, last: Int64)>) {
    for (kind, last) in others { numbers[kind] = max(numbers[kind] ?? 0, last) }
  }

  /// Takes in the part that begins where this one ends.
  ///
  /// - Returns: Whether their events fit together.
  mutating func join(_ tail: VerificationScan) -> Bool {
    guard tail.start == last, tree.size == last, tail.last - tail.start == tail.tree.size,
      !tail.firstRecordedAt.lexicographicallyPrecedes(lastRecordedAt)
    else { return false }
    tree.append(tail.tree, subtrees: tail.subtrees, level: Self.partLevel) { level, number, hash in
      Self.add(level, number, hash, to: &nodes)
    }
    joinCommands(tail)
    last = tail.last
    lastRecordedAt = tail.lastRecordedAt
    tags.add(tail.tags)
    lookups.add(tail.lookups)
    commands.add(tail.commands)
    nodes.add(tail.nodes)
    erasures.add(tail.erasures)
    hasBlanks = hasBlanks || tail.hasBlanks
    personalCount += tail.personalCount
    takeNumbers(tail.numbers.lazy.map { (kind: $0.key, last: $0.value) })
    return true
  }

  /// Every eighth level is stored.
  private static func add(_ level: Int, _ number: Int64, _ hash: Digest, to nodes: inout RowSum) {
    guard level.isMultiple(of: 8) else { return }
    hash.withBytes { nodes.add($0, Int64(level), number) }
  }

  private mutating func take(_ stored: borrowing Row, _ result: inout Verification) throws {
    let position = try stored.integer(0)
    guard position > last else {
      return result.found(position, "The event stands out of order.")
    }
    for offset in 1..<min(position - last, 101) {
      result.found(last + offset, "The event is missing.")
    }
    last = position
    if !stored.isNull(14) { personalCount += 1 }
    do {
      try row.read(stored)
    } catch {
      return result.found(position, "A column has a value of the wrong kind.")
    }
    if !row.isLeafStored {
      result.found(position, "The entry is not the one that was hashed.")
    }
    tree.append(leaf: row.leaf) { level, number, hash in
      if start == 0 {
        Self.add(level, number, hash, to: &nodes)
      } else if level == Self.partLevel {
        subtrees.append(hash)
      }
    }
    recordedAt.removeAll(keepingCapacity: true)
    row.appendRecordedAt(to: &recordedAt)
    if recordedAt.lexicographicallyPrecedes(lastRecordedAt) {
      result.found(position, "The event was recorded before the one in front of it.")
    }
    swap(&recordedAt, &lastRecordedAt)
    if position == start + 1 { firstRecordedAt = lastRecordedAt }
    follow(position)
    try check(stored, position, &result)
  }

  /// The personal part keeps its commitment, and the other tables hold what the data say.
  private mutating func check(
    _ stored: borrowing Row,
    _ position: Int64,
    _ result: inout Verification
  ) throws {
    switch row.personalState {
    case .good: break
    case .blank: hasBlanks = true
    case .absent: result.found(position, "Personal data is missing, and no erasure covers it.")
    case .changed: result.found(position, "Personal data is not what the entry commits to.")
    case .unexpected: result.found(position, "Personal data stands here without a commitment.")
    }
    let index = planIndex()
    guard let contract = plans[index].contract else {
      let type = String(decoding: plans[index].type, as: UTF8.self)
      return result.found(position, "The type \(type) version \(row.version) is not known.")
    }
    let entry = row.entry
    let text = entry.span.extracting(row.data)
    guard data.scan(text) else {
      return result.found(position, "The data is not a canonical JSON object.")
    }
    let type = entry.span.extracting(row.typeBytes)
    plans[index].forEachTag(of: data, text, &tagRoom) { tags.add($0, type, position) }
    plans[index].takeNumbers(of: data, text)
    if !contract.erases.isEmpty, let object = try? JSON(parsing: text).object {
      erasures.add(contract.erased(by: object), at: position)
    }
    if plans[index].hasLookups { try takeLookups(plans[index], stored, position) }
  }

  private mutating func takeLookups(
    _ plan: VerificationPlan,
    _ stored: borrowing Row,
    _ position: Int64
  ) throws {
    let entry = row.entry
    func take(_ personalText: Span<UInt8>) {
      if !personal.scan(personalText) { personal.clear() }
      plan.forEachLookup(
        of: data,
        entry.span.extracting(row.data),
        personal: personal,
        personalText
      ) { lookup in
        log.key.authenticate(lookup.span).withBytes { hash in
          lookups.add(hash.extracting(0..<EventLog.hashLength), position)
        }
      }
    }
    let none: [UInt8] = []
    if stored.isNull(14) { take(none.span) } else { try stored.withBytes(14, take) }
  }

  /// Where the plan of the row's type and version is; there are a few dozen.
  private mutating func planIndex() -> Int {
    let type = row.typeBytes
    let known = plans.firstIndex { plan in
      plan.version == row.version && plan.type.count == type.count
        && plan.type.elementsEqual(row.entry[type])
    }
    if let known { return known }
    let name = Array(row.entry[type])
    let contract = log.contracts(String(decoding: name, as: UTF8.self), Int(clamping: row.version))
    plans.append(VerificationPlan(name, row.version, contract))
    return plans.count - 1
  }

  /// Consecutive events with the same command id are one command.
  private mutating func follow(_ position: Int64) {
    nextCommandID.removeAll(keepingCapacity: true)
    guard row.appendCommandID(to: &nextCommandID) else { return endCommand() }
    if command != nil, nextCommandID == commandID {
      command?.last = position
      return
    }
    endCommand()
    swap(&nextCommandID, &commandID)
    command = (position, position)
  }

  /// Ends the command of the last event.
  mutating func endCommand() {
    guard let command else { return }
    self.command = nil
    if start > 0, command.first == start + 1 {
      opening = (commandID, command.first, command.last)
    } else {
      let id = commandID
      commands.add(id.span, command.first, command.last)
    }
  }

  /// A command may have events in both parts.
  private mutating func joinCommands(_ tail: VerificationScan) {
    var tail = tail
    let next = tail.command.map { (id: tail.commandID, first: $0.first, last: $0.last) }
    if tail.opening == nil, next?.first == tail.start + 1 { tail.endCommand() }
    if let opening = tail.opening, command != nil, opening.id == commandID {
      command?.last = opening.last
    } else {
      endCommand()
      if let opening = tail.opening {
        commandID = opening.id
        command = (opening.first, opening.last)
      }
    }
    guard let next, next.first > tail.start + 1 else { return }
    endCommand()
    commandID = next.id
    command = (next.first, next.last)
  }
}
