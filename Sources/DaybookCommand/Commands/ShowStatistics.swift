import Daybook
import EventLog
import Model
import Projections

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `stats`: how large the ledger is, and what is in it.
struct ShowStatistics: Command {
  static let declaration = Declaration(
    "stats",
    "Shows sizes, events by type, head and read models.",
    [],
    empty: { ShowStatistics() }
  )

  func run(in session: Session) throws -> ExitStatus {
    let ledger = try session.openLedger()
    session.warnIfPrivate(ledger)
    let counts = try ledger.log.counts()
    let tree = try ledger.log.tree()
    let states = try session.currentModels(of: ledger).state(ledger.log)
    let bytes = Self.bytes(ledger.path)
    let recordedAt = try ledger.log.recordedAt(tree.size)
    let rate = states.compactMap(\.rate).max()
    if session.isJSON {
      var events = MemberText()
      for (type, count) in counts { events.add(type, .integer(count)) }
      var head = MemberText()
      head.add("position", .integer(tree.size))
      head.add("recorded_at", JSON(recordedAt?.text))
      head.add("root", .string(tree.root.base64))
      var members = MemberText()
      members.add("size", .integer(tree.size))
      members.add("events", events)
      members.add("bytes", .integer(bytes))
      members.add("head", head)
      members.add("rebuilt_per_second", JSON(rate))
      members.add("projections", states.map(ProjectionLayout.document))
      try session.print(members)
      return .done
    }
    var sheet = Sheet()
    sheet.add("ledger", Plain.text(ledger.path))
    sheet.add("origin", Plain.text(ledger.log.origin))
    sheet.add("events", Cell.count(tree.size))
    sheet.add("last", recordedAt.map(Cell.time) ?? "")
    sheet.add("root", tree.root.base64)
    sheet.add("bytes", Cell.count(bytes))
    if let rate { sheet.add("last rebuild", "\(Cell.count(rate)) events/s") }
    try session.print(sheet.lines(session.style) + [""])
    let columns = [Table.Column("events", isRight: true), Table.Column("type")]
    var table = Table(columns, style: session.style, output: session.output)
    for (type, count) in counts { try table.add([Cell.count(count), Plain.text(type)]) }
    try table.finish()
    try session.output.line()
    try ProjectionLayout.write(states, session)
    return .done
  }

  /// The size of the ledger file with what is not merged into it yet.
  private static func bytes(_ path: String) -> Int64 {
    [path, path + "-wal"].reduce(0) { sum, path in
      var information = stat()
      return stat(path, &information) == 0 ? sum + Int64(information.st_size) : sum
    }
  }
}
