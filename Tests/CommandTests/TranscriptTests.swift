import Foundation
import Testing

/// Sessions with the program, word for word.
///
/// To record them anew after a change that is meant:
/// `DAYBOOK_RECORD=1 swift test --disable-xctest --filter TranscriptTests`, then look at the diff.
@Suite struct TranscriptTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Transcripts")

  static let names =
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.sorted() ?? []

  @Test func thereAreTranscripts() {
    #expect(!Self.names.isEmpty)
  }

  @Test(arguments: names) func plays(_ name: String) throws {
    let file = Self.folder.appending(path: name)
    let text = try String(contentsOf: file, encoding: .utf8)
    let played = try Transcript(text).played()
    if ProcessInfo.processInfo.environment["DAYBOOK_RECORD"] != nil {
      try played.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    guard played != text else { return }
    let expected = text.split(separator: "\n", omittingEmptySubsequences: false)
    let found = played.split(separator: "\n", omittingEmptySubsequences: false)
    let different = zip(expected, found).enumerated().first { $0.element.0 != $0.element.1 }
    let line = different?.offset ?? min(expected.count, found.count)
    Issue.record(
      """
      \(name) differs at line \(line + 1):
      expected: \(line < expected.count ? expected[line] : "the end")
      found:    \(line < found.count ? found[line] : "the end")
      """
    )
  }
}
