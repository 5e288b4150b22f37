import Daybook

/// What the program leaves behind for the script that started it.
package enum ExitStatus: Int32, Sendable, CaseIterable {
  case done = 0
  case refused = 1
  case usage = 2
  case notFound = 3
  case unusable = 4
  case busy = 5

  /// The meaning, for help.
  package var meaning: String {
    switch self {
    case .done: "done"
    case .refused: "refused by a rule; nothing was appended"
    case .usage: "wrong usage: unknown command or option, missing or wrong value"
    case .notFound: "what was named does not exist"
    case .unusable: "the ledger is missing, damaged, no ledger, or cannot be stored to"
    case .busy:
      "another program held the lock for longer than --timeout, or holds up an erasure's purge"
    }
  }
}

extension ExitStatus {
  init(_ code: Refusal.Code) {
    switch code {
    case .fieldInvalid, .fieldMissing, .fieldUnknown, .projectionInvalid: self = .usage
    case .notFound: self = .notFound
    default: self = .refused
    }
  }

  init(_ code: LedgerError.Code) {
    switch code {
    case .busy, .purgePending: self = .busy
    case .ledgerExists: self = .refused
    case .formatUnknown, .ledgerDamaged, .ledgerMissing, .notALedger, .readOnly, .storageFailed,
      .storageFull:
      self = .unusable
    }
  }

  init(_ code: CommandError.Code) {
    switch code {
    case .commandUnknown, .fileUnreadable, .sqlInvalid, .sqlNotAllowed: self = .usage
    case .fileExists, .importInvalid, .proofInvalid, .queryTooLong: self = .refused
    case .outputFailed, .failed: self = .unusable
    }
  }
}
