import Daybook
import Dispatch
import EventLog
import Foundation
import Model
import Projections
import Synchronization

/// Lets many write, read and rebuild at once, as threads and as processes of their own, and looks whether
/// anything was lost, doubled or seen half, and whether nobody is told that the ledger is busy before they
/// have waited as long as they said they would.
final class ContentionPart: Sendable {
  private let options: Options
  let folder: WorkFolder
  let program: Program
  /// What all of them have done so far.
  private let done = Mutex(Done())
  private let isOver = Atomic(false)

  private struct Done {
    var acknowledged: [String: [Int64]] = [:]
    var tally = Tally()
    /// How long what was done took, all waiting included, in milliseconds.
    var longest: [Waiter: Int] = [:]
    var problem: (any Error)?
  }

  private static let writers = 4
  private static let writingProcesses = 4
  private static let readers = 8

  /// Who waits for a lock.
  enum Waiter: String, CaseIterable {
    /// As long as the program does when nobody says otherwise.
    case writer = "a command"
    case reader = "a snapshot"
    case rebuilder = "a rebuild"
    /// Hardly at all.
    case hasty = "a hasty command"

    var timeoutMilliseconds: Int { self == .hasty ? 20 : 5000 }
  }

  init(_ options: Options, _ folder: WorkFolder, _ program: Program) {
    self.options = options
    self.folder = folder
    self.program = program
  }

  var path: String { folder.file("ledger.db") }

  func run(_ tally: inout Tally) throws {
    try OpenLedger.create(path: path, origin: "example.com/contention").log.settle()
    let seconds = options.rounds(usually: 60, quick: 3)
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds)) {
      self.isOver.store(true, ordering: .relaxed)
    }
    var work: [@Sendable () throws -> Void] = []
    for number in 0..<Self.writers { work.append { try self.write(number, .writer) } }
    for number in 0..<Self.writingProcesses { work.append { try self.writeApart(number) } }
    work.append { try self.write(Self.writers, .hasty) }
    work.append { try self.writeHastily() }
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
    for (waiter, longest) in done.withLock({ $0.longest }).sorted(by: { $0.value > $1.value }) {
      tally.add("milliseconds that \(waiter.rawValue) took at most", longest)
    }
  }

  /// The ledger as whoever opens it has it, but for those who do not wait.
  func open(_ waiter: Waiter) throws -> OpenLedger {
    let ledger = try OpenLedger(path: path)
    if waiter == .hasty { ledger.busyTimeoutMilliseconds = waiter.timeoutMilliseconds }
    return ledger
  }

  func acknowledge(_ id: String, _ positions: [Int64]) {
    done.withLock { $0.acknowledged[id] = positions }
  }

  /// Does something for which a lock is needed.
  ///
  /// - Returns: Nil when it was not to be had all the time that was said.
  func wait<Result>(_ waiter: Waiter, _ body: () throws -> Result) throws -> Result? {
    let start = ContinuousClock.now
    do {
      let result = try body()
      note(waiter, since: start)
      return result
    } catch {
      guard LedgerError(error)?.code == .busy else { throw error }
      try refused(waiter, since: start)
      return nil
    }
  }

  /// Notes that somebody was told that the ledger is busy.
  func refused(_ waiter: Waiter, since start: ContinuousClock.Instant) throws {
    let waited = note(waiter, since: start)
    try Problem.unless(
      waited >= waiter.timeoutMilliseconds,
      "\(waiter.rawValue) was refused after \(waited) of \(waiter.timeoutMilliseconds) milliseconds"
    )
    count("times that \(waiter.rawValue) waited \(waiter.timeoutMilliseconds) ms in vain")
  }

  /// The milliseconds that something took.
  @discardableResult
  func note(_ waiter: Waiter, since start: ContinuousClock.Instant) -> Int {
    let took = (ContinuousClock.now - start).components
    let milliseconds = Int(took.seconds) * 1000 + Int(took.attoseconds / 1_000_000_000_000_000)
    done.withLock { $0.longest[waiter] = max($0.longest[waiter] ?? 0, milliseconds) }
    return milliseconds
  }

  func count(_ name: String) {
    done.withLock { $0.tally.add(name) }
  }

  var goesOn: Bool { !isOver.load(ordering: .relaxed) }

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
