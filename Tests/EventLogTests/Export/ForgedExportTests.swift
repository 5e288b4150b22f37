import EventLog
import Model
import Testing

/// Exports whose hashes were all made to fit, and that say what no ledger says.
struct ForgedExportTests {
  struct Forgery: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The line that is named; the last one that is changed.
    let line: Int64
    /// Part of the sentence.
    let sentence: String
    let change: @Sendable (inout ExportText) throws -> Void

    /// Changes the entry of an event.
    static func entry(
      _ position: Int,
      _ sentence: String,
      _ change: @escaping @Sendable (inout JSONObject) -> Void
    ) -> Forgery {
      Forgery(testDescription: sentence, line: Int64(position + 1), sentence: sentence) {
        try $0.change(entry: position, change)
      }
    }

    /// Sets a member of the entry of event 4.
    static func member(_ name: String, _ value: JSON, _ sentence: String) -> Forgery {
      Forgery(testDescription: "\(name) \(value)", line: 5, sentence: sentence) {
        try $0.change(entry: 4) { $0[name] = value }
      }
    }

    /// Changes the line of event 4.
    static func line(
      _ sentence: String,
      _ change: @escaping @Sendable (inout JSONObject) -> Void
    ) -> Forgery {
      Forgery(testDescription: sentence, line: 5, sentence: sentence) { try $0.change(5, change) }
    }
  }

  static let members: [Forgery] = [
    .member("type", "Nonsense", "does not know the type"),
    .member("type", "", "its type cannot be that"), .member("type", 7, "its type cannot be that"),
    .member("version", 99, "does not know the type"),
    .member("version", 0, "its version cannot be that"),
    .member("version", "1", "its version cannot be that"),
    .member("position", 5, "position 5 stands where 4 is expected"),
    .member("position", 0, "its position cannot be that"),
    .member("recorded_at", "2020-01-01T00:00:00.000000Z", "recorded before"),
    .member("recorded_at", "2026-01-02T10:03:06Z", "its recorded_at cannot be that"),
    .member("recorded_at", "yesterday", "its recorded_at cannot be that"),
    .member("occurred_at", "2026-01-02T10:03:06.000000+01:00", "its occurred_at cannot be that"),
    .member("occurred_at", .null, "its occurred_at cannot be that"),
    .member("actor", "", "its actor cannot be that"),
    .member("actor", .null, "its actor cannot be that"),
    .member("channel", "telepathy", "its channel cannot be that"),
    .member("causation", 4, "its causation cannot be that"),
    .member("causation", 0, "its causation cannot be that"),
    .member("causation", "1", "its causation cannot be that"),
    .member("command_id", 7, "its command_id cannot be that"),
    .member("correlation_id", true, "its correlation_id cannot be that"),
    .member("data", [], "its data cannot be that"),
    .member("reason", "because", "members that no entry has"),
  ]

  static let others: [Forgery] = [
    .entry(4, "its actor is missing") { $0["actor"] = nil },
    .entry(4, "a personal field stands in the entry") {
      $0["data"] = .object(($0["data"]?.object ?? [:]).with("email", "a@example.com"))
    },
    .entry(4, "the number of the order cannot be that") {
      $0["data"] = .object(($0["data"]?.object ?? [:]).with("order", 5))
    },
    .entry(4, "the number of the order cannot be that") {
      $0["data"] = .object(($0["data"]?.object ?? [:]).with("order", 0))
    },
    .entry(4, "the number of the order cannot be that") {
      $0["data"] = .object(($0["data"]?.object ?? [:]).with("order", "one"))
    },
    // Event 4 has command-2, and so has no later one.
    .entry(6, "the command id stands at an earlier event already") {
      $0["command_id"] = "command-2"
    },
    .line("the personal part holds what the contract does not let it hold") {
      $0["personal"] = .object(($0["personal"]?.object ?? [:]).with("secret", 1))
    },
    .line("the personal part holds what the contract does not let it hold") {
      $0["personal"] = .object(($0["personal"]?.object ?? [:]).with("reason", 1))
    },
    .line("the personal part or its salt of 32 bytes is missing") { $0["personal"] = [:] },
    .line("the personal part or its salt of 32 bytes is missing") { $0["personal"] = .null },
    .line("the personal part or its salt of 32 bytes is missing") { $0["salt"] = .null },
    .line("the personal part or its salt of 32 bytes is missing") { $0["salt"] = "AAAA" },
    .line("the line must have entry, personal and salt") { $0["salt"] = nil },
    .line("the line must have entry, personal and salt") { $0["more"] = 1 },
    .line("personal data is blank, and no erasure covers it") {
      $0["personal"] = .null
      $0["salt"] = .null
    },
    Forgery(testDescription: "uncommitted", line: 4, sentence: "the entry commits to none") {
      let personal = try $0.json(2)
      try $0.change(4) { line in
        line["personal"] = personal["personal"]
        line["salt"] = personal["salt"]
      }
    },
  ]

  @Test(arguments: members + others) func isRefused(_ forgery: Forgery) throws {
    let ledger = try SampleLedger(commands: 8)
    var export = try ExportText(of: ledger.open())
    try forgery.change(&export)
    // A part that nothing commits to stays so.
    if forgery.testDescription != "uncommitted" { try export.seal() }
    let error = #expect(throws: ImportError.self) {
      try export.make(ledger.folder.file("copy.db"))
    }
    #expect(error?.line == forgery.line, "\(error?.message ?? "")")
    #expect(error?.message.contains(forgery.sentence) == true, "\(error?.message ?? "")")
  }

  /// An export from before an erasure does not bring back what was erased.
  @Test func whatWasErasedDoesNotComeBack() throws {
    let ledger = try SampleLedger(commands: 8)
    let before = try ExportText(of: ledger.open())
    #expect(try ledger.erase(customer: 1) == [1, 2, 5])
    for line in [1, 2, 5] {
      var export = try ExportText(of: ledger.open())
      export.lines[line] = before.lines[line]
      let error = #expect(throws: ImportError.self) {
        try export.make(ledger.folder.file("copy.db"))
      }
      #expect(
        error
          == ImportError(
            Int64(line + 1),
            "personal data that event 13 erased is still here"
          )
      )
    }
  }

  /// The hashes fit: what the log has nothing against is another history, with another root.
  @Test func aForgeryThatIsInOrderHasAnotherRoot() throws {
    let ledger = try SampleLedger(commands: 8)
    var export = try ExportText(of: ledger.open())
    try export.change(entry: 4) { $0["actor"] = "uid:0" }
    let error = #expect(throws: ImportError.self) {
      try export.make(ledger.folder.file("copy.db"))
    }
    #expect(error?.line == 1)
    try export.seal()
    try export.make(ledger.folder.file("copy.db"))
    let copy = try EventLog(path: ledger.folder.file("copy.db"), contracts: Story.contracts)
    #expect(try copy.verify().isGood)
    #expect(try copy.tree().root != ledger.open().tree().root)
  }

  /// What the caller has against an event counts.
  @Test func theCheckIsAsked() throws {
    let ledger = try SampleLedger(commands: 8)
    let export = try ExportText(of: ledger.open())
    var seen: [Event] = []
    let error = #expect(throws: ImportError.self) {
      try export.make(ledger.folder.file("copy.db")) { event in
        seen.append(event)
        return event.position == 7 ? "it is the seventh" : nil
      }
    }
    #expect(error == ImportError(8, "it is the seventh"))
    #expect(try seen == Array(ledger.open().all().prefix(7)))
    #expect(try !ledger.folder.names().contains { $0.hasPrefix("copy") })
  }
}

extension JSONObject {
  /// The object with one member set.
  func with(_ key: String, _ value: JSON) -> JSONObject {
    var result = self
    result[key] = value
    return result
  }
}
