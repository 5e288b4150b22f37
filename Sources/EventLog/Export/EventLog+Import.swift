import Model
import SQLite

extension EventLog {
  /// Fills this log, which must be empty, with the lines of an export, and takes on its name; the
  /// key stays.
  ///
  /// All of it is durable when this returns, or nothing happened.
  ///
  /// - Throws: `ImportError`; `LogError` with `exists` when the log has events; what `body` throws.
  package func fill(
    from header: ExportHeader,
    check: @escaping Importer.Check,
    _ body: (Importer) throws -> Void
  ) throws {
    try write { writer in
      guard writer.size == 0 else {
        throw LogError(
          .exists,
          "\(path) has events already; an export goes into a new or an empty ledger."
        )
      }
      try connection.run(Statements.saveOrigin, header.origin)
      let importer = Importer(writer, header, check)
      try body(importer)
      try importer.finish()
    }
    origin = header.origin
  }

  /// Makes a ledger of the lines of an export, which others see when all of it is there.
  ///
  /// - Throws: as `fill`, and `LogError` when something is in the way; nothing is left behind then.
  package static func create(
    path: String,
    from header: ExportHeader,
    contracts: @escaping Contracts,
    check: @escaping Importer.Check,
    _ body: (Importer) throws -> Void
  ) throws {
    let draft = try DraftFile(of: path, isDatabase: true)
    try makeEmpty(draft.path, origin: header.origin)
    try fillDraft(EventLog(path: draft.path, contracts: contracts), from: header, check, body)
    try draft.publish()
  }

  /// A draft is thrown away when anything goes wrong, so that it is written without precautions; it
  /// is flushed to disk once, before it is published.
  ///
  /// The log is closed when this returns.
  private static func fillDraft(
    _ log: consuming EventLog,
    from header: ExportHeader,
    _ check: @escaping Importer.Check,
    _ body: (Importer) throws -> Void
  ) throws {
    try log.connection.commitCarelessly()
    try log.fill(from: header, check: check, body)
    try log.connection.execute("PRAGMA journal_mode = WAL")
  }
}
