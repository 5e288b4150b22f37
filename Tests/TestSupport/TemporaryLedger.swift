package import Daybook
package import EventLog
import Foundation
package import Model
package import Testing

/// A ledger in a file of its own, in a folder that goes when the test ends.
package final class TemporaryLedger {
  package let ledger: OpenLedger
  package let clock = TestClock()
  private let folder: URL

  /// An empty ledger.
  package init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "daybook-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: "ledger.db").path
    ledger = try OpenLedger.create(path: path, origin: "example.org/tests")
    let clock = clock
    ledger.clock = { clock.now }
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  package var log: EventLog { ledger.log }

  /// A command as `apply` gets it: its name and its fields, common ones too.
  package func request(
    _ name: String,
    _ fields: JSONObject = [:],
    channel: Channel = .administration
  ) throws -> Request {
    var object = fields
    object["command"] = .string(name)
    return try Request(object, defaults: Provenance(actor: "tester", channel: channel))
  }

  /// Runs one command, durable when this returns.
  @discardableResult
  package func perform(
    _ name: String,
    _ fields: JSONObject = [:],
    channel: Channel = .administration
  ) throws -> Outcome {
    try ledger.perform(request(name, fields, channel: channel))
  }

  /// Runs a command that must be refused and must leave no trace.
  ///
  /// - Returns: nil, and a recorded issue, when it was not refused.
  package func refusal(
    _ name: String,
    _ fields: JSONObject = [:],
    channel: Channel = .administration,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Refusal? {
    let before = try log.tree().root
    do {
      let outcome = try perform(name, fields, channel: channel)
      Issue.record(
        "\(name) was not refused: \(JSON.object(outcome.json).canonicalText)",
        sourceLocation: sourceLocation
      )
      return nil
    } catch let refusal as Refusal {
      let after = try log.tree().root
      #expect(after == before, "A refused command left a trace.", sourceLocation: sourceLocation)
      return refusal
    }
  }

  /// All events, oldest first.
  package func events() throws -> [Event] {
    var events: [Event] = []
    try log.read { event in
      events.append(event)
      return true
    }
    return events
  }
}
