import Daybook
import EventLog
import Model

/// `backup`: a copy of the ledger file.
struct BackUpLedger: Command {
  var file = ""

  static let declaration = Declaration(
    "backup",
    "Copies the ledger into a new file, while others go on writing.",
    [Field(required: "file", \.file, "The file, which must not exist")],
    empty: { BackUpLedger() }
  )

  static let notes = [
    """
    The copy is a ledger as of one moment, readable by its owner only; its read models are made when
    somebody asks. To restore it, put it in the ledger's place while no program uses that, and remove
    the files beside it that end in -wal and -shm. A backup that is older than an erasure still has the
    erased data: after restoring it, run `daybook customer erase` again.
    """
  ]

  func run(in session: Session) throws -> ExitStatus {
    guard file != "-" else {
      throw Refusal.invalid("file", "must be a file, which standard output is not; ./- names one")
    }
    let log = try session.openLedger().log
    let progress = session.progress("copying", unit: "pages")
    defer { progress.finish() }
    let size: Int64
    do {
      size = try log.backup(to: file, progress: progress.report)
    } catch let error as LogError where error.code == .exists {
      throw CommandError(.fileExists, error.message, hint: "Name a new file, or remove that one.")
    }
    progress.finish()
    if session.isJSON {
      var members = MemberText()
      members.add("file", .string(file))
      members.add("size", .integer(size))
      try session.print(members)
    } else {
      try session.output.line("\(Plain.text(file)) is a copy of the ledger: \(Cell.events(size)).")
    }
    return .done
  }
}
