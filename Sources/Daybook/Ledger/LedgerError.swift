import EventLog
import Projections
import SQLite

/// The ledger cannot be used as it is: nothing about the business, all about the file.
public struct LedgerError: Error, Sendable, Equatable {
  /// Why, as a stable word.
  ///
  /// The raw values are part of the program's interface.
  public enum Code: String, Sendable, CaseIterable {
    case busy
    case formatUnknown = "format_unknown"
    case ledgerDamaged = "ledger_damaged"
    case ledgerExists = "ledger_exists"
    case ledgerMissing = "ledger_missing"
    case notALedger = "not_a_ledger"
    case purgePending = "purge_pending"
    case readOnly = "read_only"
    case storageFailed = "storage_failed"
    case storageFull = "storage_full"
  }

  /// Why; decides the exit status of the program.
  public let code: Code
  /// A sentence: what happened, what was expected.
  public let message: String
  /// What to do next, where there is something.
  public let hint: String?

  package init(_ code: Code, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }

  /// What an error from below means to the caller; nil when it is none of the file's.
  package init?(_ error: any Error) {
    switch error {
    case let error as LedgerError: self = error
    case let error as LogError: self.init(error)
    case let error as ProjectionError: self.init(error)
    case let error as SQLiteError: self.init(error)
    default: return nil
    }
  }

  private init(_ error: LogError) {
    switch error.code {
    case .missing:
      self.init(.ledgerMissing, error.message, hint: "Make one with `daybook init`.")
    case .exists: self.init(.ledgerExists, error.message)
    case .notLedger: self.init(.notALedger, error.message)
    case .unknownFormat:
      self.init(.formatUnknown, error.message, hint: "Use a newer version of the program.")
    case .damaged:
      self.init(.ledgerDamaged, error.message, hint: "Run `daybook verify`; restore a backup.")
    case .noRandomness, .unreachable: self.init(.storageFailed, error.message)
    }
  }

  private init(_ error: ProjectionError) {
    // On what the program wrote its own reactions do not fail. Those that were added are given up.
    if error.code == .reactionFailed {
      self.init(
        .ledgerDamaged,
        error.message,
        hint: "Run `daybook verify` and restore a backup; where the log is sound, "
          + "`daybook projection rebuild` makes the read models anew."
      )
      return
    }
    self.init(
      .storageFailed,
      error.message,
      hint: error.code == .unreachable
        ? "The log is not affected; see to it that a file can be made and written at that path."
        : "The log is not affected; `daybook projection rebuild` makes the read models anew."
    )
  }

  private init(_ error: SQLiteError) {
    if error.isBusy {
      self.init(
        .busy,
        "Another program is writing to the ledger and did not finish in time.",
        hint: "Try again, or wait longer with --timeout SECONDS."
      )
    } else if error.isFull {
      self.init(.storageFull, "The disk is full; nothing of this was written.")
    } else if error.isReadOnly {
      self.init(.readOnly, "The ledger file or its folder cannot be written; nothing was changed.")
    } else if error.isCorrupt {
      self.init(
        .ledgerDamaged,
        "SQLite finds the file damaged: \(error.message).",
        hint: "Run `daybook verify`; restore a backup."
      )
    } else {
      self.init(.storageFailed, "SQLite failed: \(error.message) (code \(error.code)).")
    }
  }
}
