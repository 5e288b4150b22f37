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

  @Test func itsSessionIsWhatHappens() throws {
    let text = try String(contentsOf: Self.file, encoding: .utf8)
    let parts = text.split(separator: "```", omittingEmptySubsequences: false)
    let place = try #require(parts.firstIndex { $0.hasPrefix("console\n") })
    let session = parts[place].dropFirst("console\n".count)
    let played = try Transcript(String(session)).played().replacing("<folder>/", with: "")
      .replacing("\n\n$ ", with: "\n$ ")
    if ProcessInfo.processInfo.environment["DAYBOOK_RECORD"] != nil {
      var recorded = parts
      recorded[place] = "console\n" + played[...]
      try recorded.joined(separator: "```").write(to: Self.file, atomically: true, encoding: .utf8)
      return
    }
    #expect(String(session) == played)
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
