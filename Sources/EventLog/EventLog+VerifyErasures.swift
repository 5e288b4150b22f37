import Model
import SQLite

/// What the erasures in a log cover: for each subject, such as `customer:5`, the last event that erased
/// what was in front of it.
struct Erasures {
  private(set) var last: [String: Int64] = [:]

  mutating func add(_ subjects: [String], at position: Int64) {
    for subject in subjects { last[subject] = position }
  }

  /// Takes in the erasures of later events.
  mutating func add(_ later: Erasures) {
    last.merge(later.last) { _, later in later }
  }

  func cover(_ subjects: [String], at position: Int64) -> Bool {
    subjects.contains { subject in last[subject].map { $0 > position } == true }
  }

  /// The subjects that each event was the last one to erase, by its position, oldest first.
  var byEvent: [(position: Int64, subjects: Set<String>)] {
    var subjects: [Int64: Set<String>] = [:]
    for (subject, position) in last { subjects[position, default: []].insert(subject) }
    return subjects.sorted { $0.key < $1.key }.map { (position: $0.key, subjects: $0.value) }
  }
}

extension EventLog {
  /// Personal parts are blank where an erasure covers them, and nowhere else.
  func verifyErasures(_ scan: VerificationScan, _ result: inout Verification) throws {
    if try pendingPurge != nil {
      result.found(
        nil,
        "An erasure waits for its purge: a program that still read the old state held it up, and any "
          + "command finishes it once that program is done."
      )
    }
    try verifyCover(of: scan.erasures, hasBlanks: scan.hasBlanks, &result)
  }

  /// What erasures cover is gone, and nothing else is.
  func verifyCover(
    of erasures: Erasures,
    hasBlanks: Bool,
    _ result: inout Verification
  ) throws {
    if hasBlanks { try verifyBlanks(erasures, &result) }
    for (end, subjects) in erasures.byEvent {
      // Each event is read once: a merge carries the tags of thousands of orders.
      for position in try positions(ofAny: subjects, before: end) {
        // One that cannot be read is reported by the scan already.
        guard let event = try? event(at: position), event.holdsPersonalPart(of: subjects) else {
          continue
        }
        result.found(position, "Personal data that event \(end) erased is still here.")
      }
    }
  }

  private func verifyBlanks(_ erasures: Erasures, _ result: inout Verification) throws {
    try connection.query(Statements.verifyBlanks) { row in
      let position = try row.integer(0)
      let contract = contracts(try row.text(1), Int(clamping: try row.integer(2)))
      let data = (try? JSON(parsing: try row.bytes(3)))?.object
      let subjects = contract?.subjects(of: data ?? [:]) ?? []
      if !erasures.cover(subjects, at: position) {
        result.found(position, "Personal data is blank, and no erasure covers it.")
      }
    }
  }
}
