internal import CSQLite

/// What SQLite refused, and where.
///
/// Holds the text of the statement as it was written, never the values bound to it: an error may be
/// printed and logged without giving away anyone's data. SQLite's own message names tables and
/// columns; only full-text search and JSON paths would quote a bound value that they cannot parse.
package struct SQLiteError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The extended result code, such as 2067 for a broken UNIQUE constraint.
  package let code: Int32
  /// SQLite's sentence about it, or this module's where it refused by itself.
  package let message: String
  /// The statement or script, with its placeholders.
  package let sql: String?
  /// The byte of `sql` at which SQLite saw the mistake, when it can tell.
  ///
  /// In a script, behind its first statement, at least the byte at which the failing one begins.
  package let offset: Int?

  package init(code: Int32, message: String, sql: String? = nil, offset: Int? = nil) {
    self.code = code
    self.message = message
    self.sql = sql
    self.offset = offset
  }

  /// The primary result code: the low byte of `code`.
  package var primaryCode: Int32 { code & 0xff }

  /// Another connection holds the lock, or moved on after this one's snapshot was taken.
  package var isBusy: Bool { primaryCode == SQLITE_BUSY }
  /// A constraint of the schema, or a trigger's RAISE, refused the change.
  package var isConstraint: Bool { primaryCode == SQLITE_CONSTRAINT }
  /// The file is damaged or is no database.
  package var isCorrupt: Bool { primaryCode == SQLITE_CORRUPT || primaryCode == SQLITE_NOTADB }
  /// What the database holds is damaged, or other than expected; not the disk, the memory or a lock is to
  /// blame.
  package var isOfContent: Bool {
    isCorrupt || [SQLITE_ERROR, SQLITE_MISMATCH].contains(primaryCode)
  }
  /// The disk or the permitted number of pages is used up.
  package var isFull: Bool { primaryCode == SQLITE_FULL }
  /// There was no memory, or none that SQLite may still take.
  package var isOutOfMemory: Bool { primaryCode == SQLITE_NOMEM }
  /// The file or the connection may not be written to.
  package var isReadOnly: Bool { primaryCode == SQLITE_READONLY }
  /// A progress handler or `interrupt()` stopped the statement.
  package var isInterrupted: Bool { primaryCode == SQLITE_INTERRUPT }
  /// The file does not exist, may not be opened, or is reached through a symbolic link.
  package var cannotOpen: Bool { primaryCode == SQLITE_CANTOPEN }

  /// Another connection removed a file, such as a journal, that this one was about to remove; trying again
  /// helps.
  package var isRemovedMeanwhile: Bool { code == Self.fileToDeleteIsMissing }
  /// SQLITE_IOERR_DELETE_NOENT, whose macro Swift cannot import.
  private static let fileToDeleteIsMissing = SQLITE_IOERR | (23 << 8)

  /// The extended code of a virtual table that does not agree with itself.
  package static let corruptVirtualTable: Int32 = 267

  package var description: String {
    var text = "\(message) (SQLite \(code))"
    if let offset { text += " at byte \(offset)" }
    if let sql { text += " in: \(sql)" }
    return text
  }
}

extension SQLiteError {
  /// Reads what a call on the connection left behind; valid only right after that call.
  init(code: Int32, database: OpaquePointer?, sql: String?, offsetBase: Int = 0) {
    let reported = unsafe sqlite3_extended_errcode(database)
    let isReported = reported == code || reported & 0xff == code
    let offset = isReported ? unsafe Int(sqlite3_error_offset(database)) : -1
    self.init(
      code: isReported ? reported : code,
      message: unsafe String(
        cString: isReported ? sqlite3_errmsg(database) : sqlite3_errstr(code)
      ),
      sql: sql,
      offset: offset >= 0 ? offset + offsetBase : offsetBase > 0 ? offsetBase : nil
    )
  }

  /// Reads what a call on the statement left behind; valid only right after that call.
  init(code: Int32, statement: OpaquePointer) {
    unsafe self.init(
      code: code,
      database: sqlite3_db_handle(statement),
      sql: sqlite3_sql(statement).map { unsafe String(cString: $0) }
    )
  }

  static func misuse(_ message: String, sql: String? = nil) -> SQLiteError {
    SQLiteError(code: SQLITE_MISUSE, message: message, sql: sql)
  }
}
