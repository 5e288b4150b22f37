import Daybook
import Dispatch
import EventLog
import Foundation
import Model
import Projections
import SQLite
import Synchronization

/// Lets many write, read and rebuild at once, as threads and as processes of their own, and looks whether
/// anything was lost, doubled or seen half.
final class ContentionPart: Sendable {
  private let options: Options
  private let folder: WorkFolder
  private let program: Program
  /// What all of them have done so far.
  private let done = Mutex(Done())
  private let isOver = Atomic(false)

  private struct Done {
    var acknowledged: [String: [Int64]] = [:]
    var tally = Tally()
    /// How long a command took, all waiting included.
    var longest = Duration.zero
    var problem: (any Error)?
  }

  private static let writers = 4
  private static let writingProcesses = 4
  private static let readers = 8
  /// Far more than anybody should have to wait: who gets the lock is a matter of luck, and there are
  /// more who want it than processors.
  private static let timeoutSeconds = 60

  init(_ options: Options, _ folder: WorkFolder, _ program: Program) {
    self.options = options
    self.folder = folder
    self.program = program
  }

  private var path: String { folder.file("ledger.db") }

  func run(_ tally: inout Tally) throws {
    try OpenLedger.create(path: path, origin: "example.com/contention").log.settle()
    let seconds = options.rounds(usually: 60, quick: 3)
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds)) {
      self.isOver.store(true, ordering: .relaxed)
    }
    var work: [@Sendable () throws -> Void] = []
    for number in 0..<Self.writers { work.append { try self.write(number) } }
    for number in 0..<Self.writingProcesses { work.append { try self.writeApart(number) } }
    for _ in 0..<Self.readers { work.append { try self.read() } }
    work.append { try self.rebuild() }
    work.append { try self.rebuildApart() }
    // Each has a thread of its own, however few processors there are.
    let group = DispatchGroup()
    for piece in work {
      group.enter()
      Thread.detachNewThread {
        defer { group.leave() }
        do { try piece() } catch {
          self.isOver.store(true, ordering: .relaxed)
          self.done.withLock { $0.problem = $0.problem ?? error }
        }
      }
    }
    group.wait()
    if let problem = done.withLock({ $0.problem }) { throw problem }
    try checkEnd()
    tally = done.withLock { $0.tally }
    let longest = done.withLock { $0.longest }.components
    tally.add(
      "milliseconds that a command took at most",
      Int(longest.seconds) * 1000 + Int(longest.attoseconds / 1_000_000_000_000_000)
    )
  }

  private var common: [String] { ["--ledger", path, "--timeout", "\(Self.timeoutSeconds)"] }

  private func open() throws -> OpenLedger {
    let ledger = try OpenLedger(path: path)
    ledger.busyTimeoutMilliseconds = Self.timeoutSeconds * 1000
    try ledger.readModels().busyTimeoutMilliseconds = Self.timeoutSeconds * 1000
    return ledger
  }

  private func count(_ name: String) {
    done.withLock { $0.tally.add(name) }
  }

  private var goesOn: Bool { !isOver.load(ordering: .relaxed) }

  /// One command after the other, on a connection of its own.
  private func write(_ writer: Int) throws {
    let ledger = try open()
    var number = 0
    while goesOn {
      number += 1
      let id = "thread-\(writer)-\(number)"
      let start = ContinuousClock.now
      let outcome = try ledger.perform(Self.request(id, number))
      done.withLock {
        $0.longest = max($0.longest, ContinuousClock.now - start)
        $0.acknowledged[id] = outcome.positions
        $0.tally.add("commands of threads")
      }
    }
  }

  /// Registrations with an entry in the address book, and orders of two lines by guests.
  private static func request(_ id: String, _ number: Int) throws -> Request {
    guard case .object(let object) = try JSON(parsing: line(id, number)) else {
      throw Problem("no command")
    }
    return try Request(object, defaults: Provenance(actor: "torture"))
  }

  private static func line(_ id: String, _ number: Int) -> String {
    let address = """
      {"country_code":"DE","postal_code":"10115","locality":"Berlin","address_line1":"Weg \(number)"}
      """
    guard number.isMultiple(of: 3) else {
      return """
        {"command":"customer.register","command_id":"\(id)","email":"\(id)@example.com",\
        "profiles":[{"type":"customer","address":\(address)}]}
        """
    }
    return """
      {"command":"order.place","command_id":"\(id)","email":"\(id)@example.org",\
      "channel":"checkout","currency":"EUR","billing":{"address":\(address)},\
      "lines":[{"sku":"A","title":"A","quantity":1,"unit_price":100},\
      {"sku":"B","title":"B","quantity":2,"unit_price":\(number)}]}
      """
  }

  /// `apply` as a process of its own, again and again, in groups of all sizes.
  private func writeApart(_ writer: Int) throws {
    var round = 0
    while goesOn {
      round += 1
      let ids = (1...60).map { "process-\(writer)-\(round)-\($0)" }
      let lines = ids.enumerated().map { Self.line($1, $0 + 1) + "\n" }
      try folder.write(lines.joined(), to: "lines-\(writer)")
      let batch = [1, 10, 1000][round % 3]
      let output = try program.finish(
        ["apply", "--batch", "\(batch)", folder.file("lines-\(writer)")] + common,
        in: folder,
        name: "writer-\(writer)"
      )
      let answers = output.split(separator: "\n")
      try Problem.unless(
        answers.count == ids.count,
        "\(answers.count) answers to \(ids.count) lines"
      )
      for (id, answer) in zip(ids, answers) {
        let positions = try JSON(parsing: String(answer))["positions"].array?.compactMap(\.integer)
        done.withLock {
          $0.acknowledged[id] = positions ?? []
          $0.tally.add("commands of processes")
        }
      }
    }
  }

  /// Looks at the read models again and again: in each snapshot all must fit together.
  private func read() throws {
    let ledger = try open()
    var last: Int64 = 0
    while goesOn {
      let models = try ledger.readModels()
      try models.snapshot(of: ledger.log) {
        let connection = models.connection
        guard let position = try connection.integer(Self.onePosition) else {
          throw Problem("the read models are at different positions")
        }
        try Problem.unless(position >= last, "a reader went back from \(last) to \(position)")
        last = position
        for (name, sql) in Self.snapshotChecks {
          let wrong = try connection.integer(sql) ?? -1
          try Problem.unless(wrong == 0, "\(name) at position \(position): \(wrong)")
        }
        let registered = try connection.integer("SELECT count(*) FROM customer_details")
        let logged = try ledger.log.connection.integer(Self.customersInLog, position)
        try Problem.unless(
          registered == logged,
          "\(registered ?? -1) customers at \(position), and \(logged ?? -1) in the log"
        )
      }
      count("snapshots that fitted together")
    }
  }

  /// Null when they are not all at one position.
  private static let onePosition = """
    SELECT iif(min(position) = max(position), min(position), NULL) FROM projections
    """
  private static let customersInLog = """
    SELECT count(*) FROM events WHERE type IN ('CustomerRegistered', 'GuestRecorded') AND position <= ?
    """
  private static let snapshotChecks = [
    (
      "orders without their two lines",
      """
      SELECT count(*) FROM orders WHERE 2 <>
        (SELECT count(*) FROM order_lines WHERE order_lines."order" = orders."order")
      """
    ),
    (
      "orders without their customer",
      "SELECT count(*) FROM orders WHERE customer NOT IN (SELECT customer FROM customer_details)"
    ),
    (
      "customers without their entry",
      """
      SELECT count(*) FROM customer_details WHERE has_account
        AND customer NOT IN (SELECT customer FROM profiles)
      """
    ),
  ]

  private func rebuild() throws {
    let ledger = try open()
    while goesOn {
      try ledger.readModels().rebuild(nil, from: ledger.log)
      count("rebuilds by a thread")
    }
  }

  private func rebuildApart() throws {
    while goesOn {
      _ = try program.finish(
        ["projection", "rebuild"] + common,
        in: folder,
        name: "rebuild"
      )
      count("rebuilds by a process")
    }
  }

  /// Each acknowledged command is there once, where it was said to be, and nothing else.
  private func checkEnd() throws {
    let ledger = try OpenLedger(path: path)
    var found: [String: [Int64]] = [:]
    try ledger.log.read(after: 0) { event in
      found[event.commandID ?? "", default: []].append(event.position)
      return true
    }
    let acknowledged = done.withLock { $0.acknowledged }
    for (id, positions) in acknowledged where found[id] != positions {
      throw Problem("\(id) was acknowledged at \(positions), and is at \(found[id] ?? [])")
    }
    try Problem.unless(found.count == acknowledged.count, "there are commands that nobody gave")
    let verified = try ledger.verify()
    try Problem.unless(verified.isGood, "verify: \(verified.problems.prefix(3))")
    let models = try ledger.currentModels()
    let differences = try models.verify(nil, against: ledger.log)
    try Problem.unless(differences.isEmpty, "the read models are wrong: \(differences)")
  }
}
