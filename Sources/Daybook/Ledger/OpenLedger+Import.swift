package import EventLog
import Events
import Model

/// What an import must know of events and the log does not: their Swift types.
extension OpenLedger {
  /// Makes a ledger of the lines of an export; when they are refused there is none.
  ///
  /// - Throws: `ImportError`, `LogError`, or what `body` throws.
  package static func create(
    path: String,
    from header: ExportHeader,
    _ body: (Importer) throws -> Void
  ) throws {
    try EventLog.create(
      path: path,
      from: header,
      contracts: Catalogue.contract,
      check: problem,
      body
    )
  }

  /// Fills this ledger, which must be empty, with the lines of an export.
  ///
  /// - Throws: `ImportError`, `LogError`, or what `body` throws; the ledger is then as it was.
  package func fill(from header: ExportHeader, _ body: (Importer) throws -> Void) throws {
    try log.fill(from: header, check: Self.problem, body)
  }

  /// What the ledger would not have appended itself, as a clause; nil when there is nothing.
  private static func problem(with event: Event) -> String? {
    let texts = [
      ("actor", event.actor), ("command_id", event.commandID),
      ("correlation_id", event.correlationID),
    ]
    for (name, text) in texts {
      guard let text else { continue }
      do { try PublicText(text).check() } catch { return "its \(name) cannot stand in a log" }
    }
    guard let type = Catalogue.entry(named: event.type)?.type else { return nil }
    do throws(EventProblem) {
      let read = try type.init(EventData(event.data, version: event.version))
      // What was read of the current version is written in the same way.
      guard event.version < type.version || read.data == event.data else {
        return "its data hold what the contract of \(event.type) does not know"
      }
    } catch {
      return "its data do not follow the contract of \(event.type): \(error)"
    }
    return nil
  }
}
