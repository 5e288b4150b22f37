import Events
import Foundation
import Model
import Testing

/// A contract that events in some ledger follow must not change by accident.
struct FingerprintTests {
  private static let file = Example.events.appending(path: "fingerprints.txt")

  /// A line for each version of each contract: SHA-256 of the schema as RFC 8785 text.
  ///
  /// Recorded anew with `DAYBOOK_RECORD=1`; then read the difference before committing it.
  @Test func contractsAreTheRecordedOnes() throws {
    let lines = try Schema.all().map { schema in
      let fingerprint = SHA256.hash(Array(schema.json.canonicalText.utf8)).hex
      return "\(fingerprint)  \(schema.entry.type.name) v\(schema.version)\n"
    }
    let text = lines.joined()
    if ProcessInfo.processInfo.environment["DAYBOOK_RECORD"] != nil {
      try text.write(to: Self.file, atomically: true, encoding: .utf8)
    }
    let recorded = try String(contentsOf: Self.file, encoding: .utf8)
    #expect(text == recorded, "Recorded anew with DAYBOOK_RECORD=1, if the change is meant.")
  }
}
