import EventLog
import Foundation
import Model
import Projections
import SQLite
import Testing

@testable import Daybook

/// Ledgers as earlier versions of the program left them: they open, verify and answer for ever.
///
/// A fixture is never recorded again; a new format gets a new one.
@Suite struct OldFileTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures")

  /// The ledgers, each beside the answers that it gave when it was made.
  static let names = atRest + [killed]
  static let atRest = ["format-1", "format-1-orders", "format-1-all-events"]
  /// Left by a program that was killed: some commands stand in its write-ahead log alone, the purge of an
  /// erasure is pending, and its read models, of which one was added, are behind.
  private static let killed = "format-1-killed"

  @Test(arguments: names)
  func opensVerifiesAndAnswersAsEver(name: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "ledger.db").path
    let fixture = Self.folder.appending(path: name)
    if name == Self.killed {
      // With all that stood beside it; read models take much room, and none when they are packed.
      let tar = Process()
      tar.executableURL = URL(filePath: "/usr/bin/env")
      tar.arguments = ["tar", "-xzf", fixture.path + ".tar.gz", "-C", folder.path]
      try tar.run()
      tar.waitUntilExit()
    } else {
      try FileManager.default.copyItem(atPath: fixture.path + ".db", toPath: path)
    }
    let text = try String(contentsOfFile: fixture.path + ".json", encoding: .utf8)
    let expected = try JSON(parsing: text)
    let ledger = try OpenLedger(path: path)
    ledger.clock = { Instant("2026-12-01T00:00:00Z") ?? Instant(microseconds: 0) }
    let erased = expected["erased"].string
    #expect(try ledger.log.pendingPurge == expected["pending_purge"].integer)
    if let erased { #expect(try !Self.files(in: folder, with: erased).isEmpty) }
    // As each command does first.
    try ledger.purge()
    #expect(try ledger.log.verify().problems.isEmpty)
    #expect(try ledger.log.checkpoint() == expected["checkpoint"].string)
    for question in try #require(expected["answers"].array) {
      let type = try #require(Queries.named(question["query"].string ?? ""))
      let query = try type.read(question["options"].object ?? [:])
      let answer = try JSON(parsing: ledger.answer(query).text)
      #expect(
        Self.holds(answer, question["answer"]),
        "\(question["query"]) \(question["options"]): \(answer)"
      )
    }
    if let sql = expected["added"]["sql"].string {
      let answer = try ledger.currentModels().connection.text(sql)
      #expect(answer == expected["added"]["answer"].string)
    }
    let events = try #require(expected["events"].array)
    var position: Int64 = 0
    try ledger.log.read { event in
      position = event.position
      #expect(event.json == events[Int(position) - 1])
      return true
    }
    #expect(position == Int64(events.count))
    // And it goes on.
    _ = try ledger.perform(
      Request(
        RecordGuest(email: "new@example.com"),
        Provenance(actor: "test")
      )
    )
    #expect(try ledger.log.size() == position + 1)
    #expect(try ledger.currentModels().verify(nil, against: ledger.log).isEmpty)
    if let erased { #expect(try Self.files(in: folder, with: erased) == []) }
  }

  /// The files that hold a text.
  private static func files(in folder: URL, with text: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { file in
      try Data(contentsOf: folder.appending(path: file)).range(of: Data(text.utf8)) != nil
    }
  }

  /// Whether an answer still says all that it said: it may have got more members since.
  private static func holds(_ answer: JSON, _ expected: JSON) -> Bool {
    switch expected {
    case .object(let members):
      members.allSatisfy { holds(answer[$0.key], $0.value) }
    case .array(let elements):
      elements.count == answer.array?.count
        && zip(answer.array ?? [], elements).allSatisfy { holds($0, $1) }
    default: answer == expected
    }
  }
}
