import Daybook
import EventLog
import Model
import Projections
import SQLite

/// `replay`: read models as of a point of history, in a file of their own.
struct ReplayLog: Command {
  var until: RecordedPoint?
  var into = ""

  static let declaration = Declaration(
    "replay",
    "Writes the read models as of a position or time into a new SQLite file.",
    [
      Field("until", \.until, "The last position, or a time of recording; else all"),
      Field(required: "into", \.into, "The file, which must not exist"),
    ],
    empty: { ReplayLog() }
  )

  static let takesMoment = true

  func run(in session: Session) throws -> ExitStatus {
    guard into != "-" else {
      throw Refusal.invalid("into", "must be a file, which standard output is not; ./- names one")
    }
    var moment = session.moment()
    if let until {
      guard case .now = moment.recorded else {
        throw Refusal.invalid("until", "and --as-of say the same: give one of the two")
      }
      moment.recorded = until.recorded
    }
    let ledger = try session.openLedger()
    let through = try ledger.position(of: moment)
    let failures = try write(through: through, moment.effective, from: ledger)
    for error in failures {
      session.warn(Plain.text("A read model is left out. \(error.message)"))
    }
    if session.isJSON {
      var members = MemberText()
      members.add("file", .string(into))
      members.add("position", .integer(through))
      try session.print(members)
    } else {
      try session.output.line("\(Plain.text(into)) has the read models as of position \(through).")
    }
    return .done
  }

  private func write(
    through position: Int64,
    _ effective: Instant?,
    from ledger: OpenLedger
  ) throws -> [ProjectionError] {
    let draft = try NewFile.explained { () throws(LogError) in
      try DraftFile(of: into, isDatabase: true)
    }
    let models = try ReadModels(path: draft.path)
    defer { models.connection.close() }
    try models.adopt(ledger.log)
    let failures = try models.replay(
      ledger.log,
      through: position,
      tags: nil,
      occurredUntil: effective
    )
    try models.connection.leaveWriteAheadLog()
    models.connection.close()
    try NewFile.explained { () throws(LogError) in try draft.publish() }
    return failures
  }
}
