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
    for (subject, end) in erasures.last.sorted(by: { $0.value < $1.value }) {
      for position in try positions(tagged: subject, after: 0) where position < end {
        // One that cannot be read is reported by the scan already.
        guard let event = try? event(at: position), event.subjects.contains(subject),
          !event.personalFields.isEmpty
        else { continue }
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
