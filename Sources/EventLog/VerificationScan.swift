import Model
import SQLite

/// One pass over all events that recomputes what is hashed, and sums up what the other tables
/// should hold.
struct VerificationScan {
  private let log: EventLog
  private(set) var tree = HashTree()
  /// The last position that stands in the table.
  private(set) var last: Int64 = 0
  private(set) var tags = RowSum()
  private(set) var lookups = RowSum()
  private(set) var commands = RowSum()
  private(set) var nodes = RowSum()
  private(set) var erasures = Erasures()
  private(set) var hasBlanks = false
  /// How many events have a personal part.
  private(set) var personalCount: Int64 = 0
  private var row = VerifiedRow()
  private var plans: [VerificationPlan] = []
  private var data = ScannedObject()
  private var personal = ScannedObject()
  private var tagRoom = ScannedTags()
  private var recordedAt: [UInt8] = []
  private var lastRecordedAt: [UInt8] = []
  private var commandID: [UInt8] = []
  private var nextCommandID: [UInt8] = []
  /// The positions of the command that `commandID` names; nil when the last event has none.
  private var command: (first: Int64, last: Int64)?

  init(_ log: EventLog) {
    self.log = log
  }

  /// The highest number of each kind.
  var numbers: [String: Int64] {
    var numbers: [String: Int64] = [:]
    for plan in plans {
      for (kind, last) in plan.numbers { numbers[kind] = max(numbers[kind] ?? 0, last) }
    }
    return numbers
  }

  mutating func run(
    _ result: inout Verification,
    _ progress: ((Int64, Int64) -> Void)?
  ) throws {
    defer {
      result.size = tree.size
      result.root = tree.root
    }
    // The head is not trusted: here it only says how far there is to go.
    let total = (try? log.connection.integer(Statements.readHead)) ?? 0
    try log.connection.query(Statements.readRange, Int64(0), Int64.max) { row in
      try take(row, &result)
      if last.isMultiple(of: 8192) { progress?(last, total) }
    }
    endCommand()
    progress?(last, total)
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
      if level.isMultiple(of: 8) { hash.withBytes { nodes.add($0, Int64(level), number) } }
    }
    recordedAt.removeAll(keepingCapacity: true)
    row.appendRecordedAt(to: &recordedAt)
    if recordedAt.lexicographicallyPrecedes(lastRecordedAt) {
      result.found(position, "The event was recorded before the one in front of it.")
    }
    swap(&recordedAt, &lastRecordedAt)
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

  private mutating func endCommand() {
    guard let command else { return }
    let id = commandID
    commands.add(id.span, command.first, command.last)
    self.command = nil
  }
}
