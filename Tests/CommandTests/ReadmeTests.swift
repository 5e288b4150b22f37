import Daybook
import DaybookCommand
import Foundation
import Testing

/// The README shows what the program really does.
///
/// `DAYBOOK_RECORD=1 swift test --disable-xctest --filter ReadmeTests` writes its session anew.
@Suite struct ReadmeTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "README.md")

  @Test func itsSessionsAreWhatHappens() throws {
    let text = try String(contentsOf: Self.file, encoding: .utf8)
    var parts = text.split(separator: "```", omittingEmptySubsequences: false)
    let places = parts.indices.filter { parts[$0].hasPrefix("console\n") }
    #expect(!places.isEmpty)
    for place in places {
      let session = parts[place].dropFirst("console\n".count)
      let played = try Transcript(String(session)).played().replacing("<folder>/", with: "")
        .replacing("\n\n$ ", with: "\n$ ")
      if ProcessInfo.processInfo.environment["DAYBOOK_RECORD"] != nil {
        parts[place] = "console\n" + played[...]
      } else {
        #expect(String(session) == played)
      }
    }
    guard ProcessInfo.processInfo.environment["DAYBOOK_RECORD"] != nil else { return }
    try parts.joined(separator: "```").write(to: Self.file, atomically: true, encoding: .utf8)
  }

  @Test func itNamesEveryCodeAndEveryStatus() throws {
    let text = try String(contentsOf: Self.file, encoding: .utf8)
    let codes =
      Refusal.Code.allCases.map(\.rawValue) + LedgerError.Code.allCases.map(\.rawValue)
      + CommandError.Code.allCases.map(\.rawValue)
    for code in codes {
      #expect(text.contains("`\(code)`"), "the README does not name \(code)")
    }
    for status in ExitStatus.allCases {
      #expect(text.contains("\n| \(status.rawValue) | "), "the README lacks status \(status)")
    }
  }
}
