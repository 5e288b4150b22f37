import Daybook
import EventLog
import Model

/// `export`: the whole ledger as JSON Lines.
struct ExportLedger: Command {
  var file: FileName?

  static let declaration = Declaration(
    "export",
    "Writes the whole ledger as JSON Lines that anybody can check and import.",
    [Field("file", \.file, "A new file; - or nothing for standard output")],
    empty: { ExportLedger() }
  )

  static let notes = [
    """
    The first line is {"daybook":1,"origin":…,"root":…,"size":…}; each other one is an event,
    {"entry":{…},"personal":{…},"salt":…}: the entry is what is hashed, and it commits to the personal
    part by SHA-256 of salt and personal. What was erased is null, and so is what an event does not
    have. The export holds personal data: keep it as you keep the ledger.
    """
  ]

  func run(in session: Session) throws -> ExitStatus {
    let ledger = try session.openLedger()
    let path = file?.path
    let target = try path.map(NewFile.init)
    let output = target?.output ?? session.output
    let progress = session.progress("exporting")
    defer { progress.finish() }
    let header = try ledger.log.export(to: { try output.write($0) }, progress: progress.report)
    progress.finish()
    guard let target, let path else { return .done }
    try target.publish()
    if session.isJSON {
      var members = MemberText()
      members.add("file", .string(path))
      members.add("origin", .string(header.origin))
      members.add("size", .integer(header.size))
      members.add("root", .string(header.root.base64))
      try session.print(members)
    } else {
      try session.output.line(
        "\(Plain.text(path)) has \(Cell.events(header.size)), root \(header.root.base64)."
      )
    }
    return .done
  }
}
