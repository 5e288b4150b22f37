package import EventLog
import Events
package import Model
package import Projections
package import SQLite

/// An open ledger: its log, and the read models beside it.
///
/// For one thread at a time.
package final class OpenLedger {
  package let path: String
  package let log: EventLog
  /// Where time comes from; a test may give its own.
  package var clock: @Sendable () -> Instant = { Instant.now() }
  /// What the writes of this connection know of the things they were about.
  let states = KnownStates()
  /// What ``readAhead(for:)`` has found.
  var found: FoundValues?
  private var openModels: ReadModels?
  private var earlierModels: [[String]: ReadModels] = [:]

  /// Opens the ledger at a path.
  ///
  /// - Throws: `LedgerError`.
  package init(path: String, readOnly: Bool = false) throws {
    self.path = path
    let isReadOnly = readOnly || !LedgerFile.isWritable(path)
    log = try EventLog(path: path, readOnly: isReadOnly) { type, version in
      Catalogue.contract(named: type, version: version)
    }
  }

  /// Makes an empty ledger and opens it.
  ///
  /// The origin is the ledger's name in checkpoints; a random one when left out. A file that exists
  /// is never overwritten.
  package static func create(path: String, origin: String? = nil) throws -> OpenLedger {
    var random = RandomBytes()
    let suffix = Base64.encodeURL(try random.take(9))
    try EventLog.create(path: path, origin: origin ?? "daybook.local/\(suffix)")
    return try OpenLedger(path: path)
  }

  /// How long a write waits for another program's, in milliseconds.
  package var busyTimeoutMilliseconds: Int {
    get { log.connection.busyTimeoutMilliseconds }
    set { log.connection.busyTimeoutMilliseconds = newValue }
  }

  /// Where the read models of this ledger are kept: `ledger.db` → `ledger.projections.db`.
  package var projectionsPath: String {
    LedgerFile.readModels(of: path)
  }

  /// Whether the read models cannot be kept beside the ledger, so that they are made anew for every use.
  package var isReadOnly: Bool { log.connection.isReadOnly }

  /// The read models, not yet caught up.
  package func readModels() throws -> ReadModels {
    if let openModels { return openModels }
    let models =
      isReadOnly
      ? try ReadModels.temporary()
      : try ReadModels(path: projectionsPath, keeping: EventLog.applicationID)
    openModels = models
    return models
  }

  /// Temporary read models of those names, or all, for questions about the past: used again, as making
  /// them takes longer than filling them with one entity's events.
  func pastModels(_ names: [String]?) throws -> ReadModels {
    let definitions = Definition.builtIn.filter { names?.contains($0.name) != false }
    let key = definitions.map(\.name)
    if let models = earlierModels[key] { return models }
    let models = try ReadModels.temporary(definitions: definitions)
    earlierModels[key] = models
    return models
  }

  /// The read models as of the newest event.
  package func currentModels(progress: Progress? = nil) throws -> ReadModels {
    let models = try readModels()
    try models.catchUp(with: log, progress: progress)
    return models
  }
}

extension EventLog: EventSource {
  package func hasErasure(after: Int64, through: Int64) throws -> Bool {
    try has(Self.erasingTypes, after: after, through: through)
  }

  private static let erasingTypes = Catalogue.entries
    .filter { $0.contracts.contains { !$0.erases.isEmpty } }
    .map { $0.type.name }

  package func replay(
    after: Int64,
    through: Int64,
    occurredUntil: Instant?,
    _ body: (borrowing Row) throws -> Void
  ) throws {
    try replay(after: after, through: through, occurredUntil: occurredUntil?.text, row: body)
  }

  package func replay(
    tags: [String],
    through: Int64,
    occurredUntil: Instant?,
    _ body: (borrowing Row) throws -> Void
  ) throws {
    let list = JSON.array(tags.map(JSON.string)).canonicalText
    try replay(tags: list, through: through, occurredUntil: occurredUntil?.text, row: body)
  }

  package func addedTexts() throws -> [AddedText] {
    try projectionTexts().map { stored in
      AddedText(projection: stored.projection, file: stored.file, text: stored.text)
    }
  }
}
