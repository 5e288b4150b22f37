import Daybook
import DaybookCommand
import EventLog
import Foundation
import Model
import Projections

/// A ledger that gets hostile input, and the program within this process.
final class FuzzWorld {
  let folder: WorkFolder
  private(set) var ledger: OpenLedger

  /// What a command left behind.
  struct Answer {
    let status: Int32
    let output: String
    let errors: String
  }

  init(_ folder: WorkFolder) throws {
    self.folder = folder
    ledger = try OpenLedger.create(
      path: folder.file("ledger.db"),
      origin: "example.com/input"
    )
  }

  /// Runs the program.
  func run(_ arguments: [String], input: [UInt8] = [], ledger path: String? = nil) -> Answer {
    let told = Told()
    let terminal = Terminal(
      environment: ["DAYBOOK_LEDGER": path ?? ledger.path, "DAYBOOK_ACTOR": "torture"],
      userID: 1000,
      clock: { Instant.now() },
      stopwatch: {
        Int64(DispatchTime.now().uptimeNanoseconds / 1000)
      },
      pause: { _ in },
      input: BytesInput(input),
      output: Output { told.output += $0 },
      errors: Output { told.errors += $0 }
    )
    let status = DaybookCommand.run(arguments: arguments, terminal: terminal)
    return Answer(
      status: status,
      output: String(decoding: told.output, as: UTF8.self),
      errors: String(decoding: told.errors, as: UTF8.self)
    )
  }

  /// A command that ends well gives no error, any other exactly one that is no surprise.
  ///
  /// - Returns: The error's code; nil when there is none.
  func code(of answer: Answer) throws -> String? {
    let errors = answer.errors.split(separator: "\n").compactMap { line in
      try? JSON(parsing: String(line))["error"]["code"].string
    }
    try Problem.unless(
      errors.count == (answer.status == 0 ? 0 : 1) && (0...5).contains(answer.status),
      "status \(answer.status) with \(errors.count) errors: \(answer.errors.prefix(500))"
    )
    try Problem.unless(
      !["failed", "ledger_damaged", "storage_failed", "storage_full"].contains(errors.first)
        || answer.errors.contains("File name too long"),
      answer.errors
    )
    return errors.first
  }

  /// What is kept in logs must not quote what is personal: the addresses of the grammar, which have a number.
  ///
  /// Those without one come up as the names of fields as well.
  func requireNoValues(in text: String) throws {
    let end = "@example.com"
    let pieces = text.lowercased().split(separator: end, omittingEmptySubsequences: false)
    let tells = pieces.dropLast().contains { $0.last?.isNumber ?? false }
    try Problem.unless(!tells, "an error tells a value: \(text)")
  }

  /// The whole ledger is in order.
  func check() throws {
    try ledger.purge()
    let found = try ledger.verify()
    try Problem.unless(found.isGood, "verify: \(found.problems.prefix(3))")
    let models = try ledger.currentModels()
    let differences = try models.verify(nil, against: ledger.log)
    try Problem.unless(differences.isEmpty, "the read models are wrong: \(differences)")
    let open = try folder.open()
    try Problem.unless(open.isEmpty, "others may read \(open)")
  }

  private final class Told {
    var output: [UInt8] = []
    var errors: [UInt8] = []
  }
}
