import Daybook
import EventLog
import Model

/// `import`: a ledger of what `export` wrote.
struct ImportLedger: Command {
  var file = ""

  static let declaration = Declaration(
    "import",
    "Makes a ledger of an export: the same events, positions and root.",
    [Field(required: "file", \.file, "What export wrote; - for standard input")],
    empty: { ImportLedger() }
  )

  static let notes = [
    """
    The ledger must not exist, or be empty; it gets the export's origin. All is checked: every line,
    hash and commitment, the size and the root. When anything is wrong, nothing is imported. An export
    can be cut or changed as a whole, its header too: compare the root with a checkpoint that you kept.
    """
  ]

  func run(in session: Session) throws -> ExitStatus {
    let input = file == "-" ? session.terminal.input : try FileInput(path: file)
    var lines = ExportLines(input)
    let progress = session.progress("importing")
    defer { progress.finish() }
    do {
      let header = try lines.header()
      let fill = { (importer: Importer) in
        var count: Int64 = 0
        while let line = try lines.next() {
          try importer.take(line)
          count += 1
          if count.isMultiple(of: 1024) { progress.report(count, header.size) }
        }
      }
      if let ledger = try existingLedger(session) {
        try ledger.fill(from: header, fill)
      } else {
        try OpenLedger.create(path: session.ledgerPath, from: header, fill)
      }
      progress.finish()
      try tell(header, session)
      return .done
    } catch let error as ImportError {
      throw CommandError(
        .importInvalid,
        "Line \(error.line): \(error.message). Nothing was imported.",
        details: ["line": .integer(error.line)]
      )
    }
  }

  /// Nil when there is none yet.
  private func existingLedger(_ session: Session) throws -> OpenLedger? {
    do {
      return try session.openLedger()
    } catch let error as LogError where error.code == .missing {
      return nil
    }
  }

  private func tell(_ header: ExportHeader, _ session: Session) throws {
    guard session.isJSON else {
      let path = Plain.text(session.ledgerPath)
      return try session.output.line(
        "Imported \(Cell.events(header.size)) into \(path), named \(Plain.text(header.origin)), "
          + "root \(header.root.base64)."
      )
    }
    var members = MemberText()
    members.add("ledger", .string(session.ledgerPath))
    members.add("origin", .string(header.origin))
    members.add("size", .integer(header.size))
    members.add("root", .string(header.root.base64))
    try session.print(members)
  }
}
