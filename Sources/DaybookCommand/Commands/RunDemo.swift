import Daybook

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `demo`: a small story in a fresh ledger.
struct RunDemo: Command {
  static let declaration = Declaration(
    "demo",
    "Tells a small story in a fresh ledger, step by step.",
    [],
    empty: { RunDemo() }
  )

  static let notes = [
    "With --ledger in that file, which must not exist; else in a temporary one, which stays."
  ]

  func run(in session: Session) throws -> ExitStatus {
    let path = try session.options.ledger ?? temporaryPath(session)
    try session.output.line("$ export DAYBOOK_LEDGER=\(DemoStage.quoted(path))")
    let stage = DemoStage(session, ledger: path)
    for step in DemoStep.story {
      let status = try stage.play(step)
      if status != step.status { return status }
    }
    try session.output.line()
    try session.output.line(
      "The ledger stays in \(Plain.text(path)); `daybook help` says what else it can tell you."
    )
    return .done
  }

  private func temporaryPath(_ session: Session) throws -> String {
    let folder = session.terminal.environment["TMPDIR"].nonEmpty ?? "/tmp"
    var template = "\(folder)/daybook-demo-XXXXXX".utf8CString.map { $0 }
    guard mkdtemp(&template) != nil else {
      throw CommandError(.fileUnreadable, "No folder can be made in \(Plain.text(folder)).")
    }
    return template.withUnsafeBufferPointer { bytes in
      String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    } + "/ledger.db"
  }
}
