import Events
import Foundation
import Model
import Testing

/// The README of the catalogue lists what the contracts say.
struct OverviewTests {
  private static let file = Example.events.appending(path: "README.md")
  private static let heading = "\n## All event types\n"

  /// A row for each event type, of the version that new events follow.
  ///
  /// Recorded anew with `DAYBOOK_RECORD=1`.
  @Test func theReadmeListsEveryEventType() throws {
    var table = """

      | event | what happened | subject | other tags |
      | --- | --- | --- | --- |

      """
    for entry in Catalogue.entries {
      let schema = try Schema(entry, version: entry.type.version)
      table += try Self.row(schema)
    }
    let text = try String(contentsOf: Self.file, encoding: .utf8)
    let place = try #require(text.range(of: Self.heading), "events/README.md has no place for it.")
    if ProcessInfo.processInfo.environment["DAYBOOK_RECORD"] != nil {
      try (text[..<place.upperBound] + table)
        .write(to: Self.file, atomically: true, encoding: .utf8)
      return
    }
    #expect(
      text[place.upperBound...] == table,
      "Recorded anew with DAYBOOK_RECORD=1 swift test --disable-xctest --filter EventsTests."
    )
  }

  private static func row(_ schema: Schema) throws -> String {
    let folder = schema.entry.folder
    let sentence = try #require(schema.json["description"].string)
    #expect(!sentence.contains("|") && !sentence.contains("\n"), "\(folder)")
    let subjects = schema.subjects
    let tags = schema.list("x-tags").filter { !subjects.contains($0) }.map { "`\($0)`" }
    return
      "| [\(schema.entry.type.name)](\(folder)/v\(schema.version).schema.json) | \(sentence) | "
      + "\(subjects.map { "`\($0)`" }.joined(separator: ", else ")) | \(tags.joined(separator: " ")) |\n"
  }
}
