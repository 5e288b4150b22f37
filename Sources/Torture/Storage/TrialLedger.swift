import Daybook
import EventLog
import Foundation
import Model
import Projections

/// A small ledger to be broken, copied anew for each trial.
struct TrialLedger {
  static let name = "ledger.db"
  static let copy = "copy.db"
  static let eventsOfRegistration: Int64 = 4
  private static let people = 6
  /// What is nowhere when customer 1 was erased.
  private static let marker = "zq1markerqz"

  /// The files of it at rest, and as a process leaves them that dies: with a write-ahead log.
  let rested: WorkFolder
  let interrupted: WorkFolder
  private let size: Int64

  var bases: [WorkFolder] { [rested, interrupted] }

  init(in folder: WorkFolder) throws {
    rested = try folder.folder("rested")
    interrupted = try folder.folder("interrupted")
    let ledger = try OpenLedger.create(path: rested.file(Self.name), origin: "example.com/trial")
    _ = try ledger.perform(TrialWork.registration(Self.marker))
    _ = try ledger.currentModels()
    try ledger.log.settle()
    for number in 2...Self.people {
      _ = try ledger.perform(TrialWork.registration("customer-\(number)"))
    }
    // Half of the log is in the read models, and half is still to come.
    size = try ledger.log.size()
    try Self.copy(rested, to: interrupted)
    try Problem.unless(
      interrupted.has(Self.name + "-wal") && size == Int64(Self.people) * Self.eventsOfRegistration,
      "the trial's ledger is not as planned"
    )
    withExtendedLifetime(ledger) {}
  }

  /// All files but shared memory.
  static func copy(_ source: WorkFolder, to target: WorkFolder) throws {
    for name in try source.names() where !name.hasSuffix("-shm") {
      try FileManager.default.copyItem(atPath: source.file(name), toPath: target.file(name))
    }
  }

  /// Fills memory that nobody has any more with what is going to be looked for in files.
  ///
  /// SQLite copies a piece of memory that it has not written to into the file of shared memory when it
  /// recovers a write-ahead log without a whole frame; a piece of that size is what it must find here.
  private static func leaveTracesInMemory() {
    let text = Array(marker.utf8)
    let pieces = stride(from: 34_000, through: 40_000, by: 256).map { size in
      let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
      for offset in stride(from: 0, to: size - text.count, by: text.count) {
        piece[offset..<offset + text.count].copyBytes(from: text)
      }
      return piece
    }
    for piece in pieces { piece.deallocate() }
  }

  /// Opens what is left, and checks that all of it holds that must.
  ///
  /// When the storage has lied, what was written after that may be wrong; but it must not seem right.
  ///
  /// - Returns: Whether all is well, and not only known to be wrong.
  /// - Throws: ``Problem`` with the first thing that must not be, and errors of the ledger.
  func check(
    _ folder: WorkFolder,
    _ work: TrialWork,
    _ result: TrialWork.Result,
    hasLied: Bool
  ) throws -> Bool {
    if work == .erase { Self.leaveTracesInMemory() }
    let ledger = try OpenLedger(path: folder.file(Self.name))
    if !hasLied { try ledger.purge() }
    let found = try ledger.verify()
    if hasLied, !found.isGood { return false }
    try Problem.unless(found.isGood, "verify: \(found.problems.prefix(3))")
    let appended = try ledger.log.size() - size
    try Problem.unless(
      size + appended >= result.acknowledged,
      "there are \(size + appended) events, and \(result.acknowledged) were acknowledged"
    )
    // Of several commands those behind a lie may have decided something else.
    let mayDiffer = hasLied && (work == .commands || work == .ahead)
    let isAll = appended == work.appended
    let isPart = appended < work.appended && appended.isMultiple(of: work.appendedTogether)
    try Problem.unless(
      mayDiffer || isAll || isPart && !result.isDone,
      "\(appended) events were appended, and it was \(result.isDone ? "" : "not ")acknowledged"
    )
    do {
      let models = try ledger.currentModels()
      let differences = try models.verify(nil, against: ledger.log)
      if hasLied, !differences.isEmpty { return false }
      try Problem.unless(differences.isEmpty, "the read models are wrong: \(differences.prefix(1))")
    } catch let error as ProjectionError where mayDiffer && error.code == .reactionFailed {
      // Such as a number that was given twice, as the highest one was read as none.
      return false
    }
    switch work {
    case .erase where appended > 0:
      for name in try folder.names() {
        let trace = try folder.bytes(name).range(of: Data(Self.marker.utf8))
        try Problem.unless(trace == nil, "\(name) still has what was erased")
      }
    case .backup, .importing:
      if try !checkCopy(folder, work, result, found.root, hasLied: hasLied) { return false }
    default: break
    }
    // And it goes on by itself.
    _ = try ledger.perform(TrialWork.registration("after"))
    try Problem.unless(
      try ledger.verify().isGood && folder.open().isEmpty,
      "the ledger does not go on well"
    )
    return true
  }
}
