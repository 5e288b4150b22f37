import EventLog
import Foundation
import Model
import Testing

@testable import Daybook

/// Ledgers as earlier versions of the program left them: they open, verify and answer for ever.
///
/// A fixture is never recorded again; a new format gets a new one.
@Suite struct OldFileTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures")

  /// The ledgers, each beside the answers that it gave when it was made.
  static let names = ["format-1", "format-1-all-events"]

  @Test(arguments: names)
  func opensVerifiesAndAnswersAsEver(name: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "ledger.db").path
    try FileManager.default.copyItem(
      atPath: Self.folder.appending(path: name + ".db").path,
      toPath: path
    )
    let text = try String(contentsOf: Self.folder.appending(path: name + ".json"), encoding: .utf8)
    let expected = try JSON(parsing: text)
    let ledger = try OpenLedger(path: path)
    ledger.clock = { Instant("2026-12-01T00:00:00Z") ?? Instant(microseconds: 0) }
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
