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
  /// The highest number of each kind.
  private(set) var numbers: [String: Int64] = [:]
  private(set) var erasures = Erasures()
  private(set) var hasBlanks = false
  private var lastRecordedAt = ""
  private var command: (id: String, first: Int64, last: Int64)?

  init(_ log: EventLog) {
    self.log = log
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

  private mutating func take(_ row: borrowing Row, _ result: inout Verification) throws {
    let position = try row.integer(0)
    guard position > last else {
      return result.found(position, "The event stands out of order.")
    }
    for offset in 1..<min(position - last, 101) {
      result.found(last + offset, "The event is missing.")
    }
    last = position
    let event: VerifiedRow
    do {
      event = try VerifiedRow(row)
    } catch {
      return result.found(position, "A column has a value of the wrong kind.")
    }
    let leaf = HashTree.leaf(event.entry.bytes)
    if leaf.bytes != event.leaf {
      result.found(position, "The entry is not the one that was hashed.")
    }
    tree.append(leaf: leaf) { level, number, hash in
      if level.isMultiple(of: 8) { nodes.add(hash.bytes, Int64(level), number) }
    }
    if event.recordedAt < lastRecordedAt {
      result.found(position, "The event was recorded before the one in front of it.")
    }
    lastRecordedAt = event.recordedAt
    follow(event.commandID, position)
    check(event, position, &result)
  }

  /// The personal part keeps its commitment, and the other tables hold what the data say.
  private mutating func check(
    _ event: VerifiedRow,
    _ position: Int64,
    _ result: inout Verification
  ) {
    switch event.personalState {
    case .good: break
    case .blank: hasBlanks = true
    case .absent: result.found(position, "Personal data is missing, and no erasure covers it.")
    case .changed: result.found(position, "Personal data is not what the entry commits to.")
    case .unexpected: result.found(position, "Personal data stands here without a commitment.")
    }
    guard let contract = log.contracts(event.type, Int(clamping: event.version)) else {
      return result.found(position, "The type \(event.type) version \(event.version) is not known.")
    }
    guard var data = event.publicPart else {
      return result.found(position, "The data is not a canonical JSON object.")
    }
    for tag in contract.tags(of: data) { tags.add(tag, event.type, position) }
    for kind in contract.creates {
      if let number = data[kind]?.integer { numbers[kind] = max(numbers[kind] ?? 0, number) }
    }
    erasures.add(contract.erased(by: data), at: position)
    guard !contract.lookups.isEmpty else { return }
    for (key, value) in event.personalPart ?? [:] { data[key] = value }
    for lookup in contract.lookups(of: data) { lookups.add(log.hash(lookup), position) }
  }

  /// Consecutive events with the same command id are one command.
  private mutating func follow(_ id: String?, _ position: Int64) {
    if let id, let command, command.id.isSame(as: id) {
      self.command?.last = position
      return
    }
    endCommand()
    command = id.map { ($0, position, position) }
  }

  private mutating func endCommand() {
    guard let command else { return }
    commands.add(command.id, command.first, command.last)
    self.command = nil
  }
}
