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
    var information = stat()
    guard lstat(path, &information) != 0 else {
      throw CommandError(
        .fileExists,
        "\(Plain.text(path)) exists already; the demo makes its ledger itself.",
        hint: "Name a new file with --ledger, or none."
      )
    }
    let stage = DemoStage(session, ledger: path)
    if session.isJSON {
      var members = MemberText()
      members.add("ledger", .string(path))
      members.add("steps", try DemoStep.story.map { try stage.play($0) })
      try session.print(members)
      return .done
    }
    try session.output.line("$ export DAYBOOK_LEDGER=\(DemoStage.quoted(path))")
    for step in DemoStep.story { _ = try stage.play(step) }
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
