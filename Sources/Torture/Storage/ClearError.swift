import Daybook
import SQLite

/// What a fault of the storage or the memory may be told as.
///
/// The program has a sentence for any error of SQLite; but one that says that the file is damaged sends people
/// for their backup, and one of a wrong statement is a mistake of the program.
struct ClearError {
  /// The words that the program may say.
  let codes: Set<LedgerError.Code>
  /// SQLite's primary result codes.
  let primaryCodes: Set<Int32>

  private static let error: Int32 = 1
  private static let noMemory: Int32 = 7
  private static let inputOutput: Int32 = 10
  private static let corrupt: Int32 = 11
  private static let full: Int32 = 13
  private static let cannotOpen: Int32 = 14
  private static let protocolOfLocks: Int32 = 15
  private static let constraint: Int32 = 19
  private static let mismatch: Int32 = 20
  private static let noDatabase: Int32 = 26

  private static let storage: Set<Int32> = [inputOutput, cannotOpen, protocolOfLocks]

  /// A call that failed and said so.
  static let ofStorage = ClearError(
    codes: [.storageFailed, .purgePending],
    primaryCodes: storage
  )
  /// A disk that was full for a moment: a write that failed is now and then tried again in another way.
  static let ofFullMoment = ClearError(
    codes: [.storageFull, .storageFailed, .purgePending],
    primaryCodes: storage.union([full])
  )
  /// A disk that stays full.
  static let ofFullDisk = ClearError(codes: [.storageFull, .purgePending], primaryCodes: [full])
  static let ofMemory = ClearError(
    codes: [.storageFailed, .purgePending],
    primaryCodes: storage.union([noMemory])
  )
  /// Where a storage lies, there seem to be other rows, or no such table; yet no call is made that must not be.
  static let ofLie = ClearError(
    codes: Set(LedgerError.Code.allCases),
    primaryCodes: storage.union([error, corrupt, constraint, mismatch, noDatabase])
  )

  func check(_ problem: any Error) throws {
    guard let error = LedgerError(problem), codes.contains(error.code) else {
      throw Problem("no clear error: \(LedgerError(problem)?.code.rawValue ?? "none"), \(problem)")
    }
    guard let error = problem as? SQLiteError else { return }
    try Problem.unless(
      primaryCodes.contains(error.primaryCode),
      "no error of a fault: \(error)"
    )
  }
}
