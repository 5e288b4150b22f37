import EventLog
import Events
import Model
import SQLite

/// Makes groups of decided commands durable, one after the other, on a thread and with a connection of
/// its own.
final class Committer {
  /// Commands that become durable together, or not at all.
  struct Group: Sendable {
    /// The only end of the log that they fit; nil for a group without any, whose refusals hold wherever
    /// the log ends.
    let after: Int64?
    let commands: [PreparedCommand]
    /// How much text they were.
    let bytes: Int
  }

  /// How much there is to do.
  struct Load: Sendable {
    var groups = 0
    /// At least one for each group.
    var commands = 0
    var bytes = 0
    /// How many frames the write-ahead log has.
    var frames = 0
    /// Whether it is being carried over.
    var isCarryingOver = false
    /// Whether nothing is to be done, and nothing of the log is in anybody's way.
    var isNone: Bool { groups == 0 && !isCarryingOver }
    /// Whether an error is there to be taken.
    var hasFailed = false

    fileprivate mutating func add(_ group: Group, _ sign: Int) {
      groups += sign
      commands += sign * max(group.commands.count, 1)
      bytes += sign * group.bytes
    }
  }

  private struct State: Sendable {
    /// Those that the thread has not taken yet.
    var groups: [Group] = []
    var load = Load()
    /// How many have become durable since somebody asked.
    var finished = 0
    /// What ended a group; those behind it are gone.
    var error: (any Error)?
    var isClosed = false
    /// Whether whoever gives the groups holds a state of the log, and is to let it go for the newest one.
    var isReading = false
    var isRenewalDue = false
    /// What somebody waits for.
    var isAwaited: @Sendable (Load) -> Bool = { _ in true }
  }

  private let state: Monitor<State>
  private var thread: SecondThread?

  /// Nil when there can be no more threads.
  ///
  /// - Parameters:
  ///   - path: The ledger's.
  ///   - busyTimeoutMilliseconds: How long to wait for others who write.
  ///   - framesToCheckpoint: After how many frames more the write-ahead log is carried over.
  init?(path: String, busyTimeoutMilliseconds: Int, framesToCheckpoint: Int) {
    let state = Monitor(State())
    self.state = state
    thread = SecondThread {
      Self.work(state) { () throws(OutOfTurn) in
        try Self.open(path, busyTimeoutMilliseconds, framesToCheckpoint)
      }
    }
    if thread == nil { return nil }
  }

  private static func work(_ state: Monitor<State>, _ opened: () throws(OutOfTurn) -> EventLog) {
    var log: EventLog?
    while var groups = next(state) {
      do {
        let open = try log ?? opened()
        log = open
        while !isClosed(state), let group = groups.popLast() { try commit(group, open, state) }
      } catch {
        state.use { state in
          state.error = error
          state.groups = []
          state.load = Load(frames: state.load.frames, hasFailed: true)
        }
      }
    }
  }

  private static func commit(_ group: Group, _ log: EventLog, _ state: Monitor<State>) throws {
    if let end = group.after { try log.append(group.commands, after: end) }
    let connection = log.connection
    // Woken after every commit, the other thread would take longer than it has to do.
    state.use(when: { _ in true }, waking: { $0.isAwaited($0.load) }) { state in
      state.finished += 1
      state.load.add(group, -1)
      state.load.frames = connection.writeAheadFrames
      state.load.isCarryingOver = connection.isCheckpointDue
    }
    if connection.isCheckpointDue { carryOver(connection, state) }
  }

  private static func open(
    _ path: String,
    _ timeout: Int,
    _ framesToCheckpoint: Int
  ) throws(OutOfTurn) -> EventLog {
    do {
      let log = try EventLog(path: path) { Catalogue.contract(named: $0, version: $1) }
      log.connection.busyTimeoutMilliseconds = timeout
      // It takes the other thread's help.
      log.connection.carriesLogOver = false
      log.connection.framesToCheckpoint = framesToCheckpoint
      return log
    } catch {
      // It is open already: what one connection cannot do another one may.
      throw OutOfTurn()
    }
  }

  /// Carries the write-ahead log over while the other thread goes on deciding.
  ///
  /// A state that it holds keeps all frames behind it from being carried over, and the log from being begun
  /// anew as long as it needs any frame at all: so it takes the newest state before, and the same one again
  /// afterwards, of which the file has everything.
  private static func carryOver(_ connection: Connection, _ state: Monitor<State>) {
    renewReading(state)
    // Should it fail, the log gets longer, and it is tried again later.
    if (try? connection.checkpoint()) == true { renewReading(state) }
    state.use { $0.load.isCarryingOver = false }
  }

  /// Waits until the other thread holds the newest state of the log, or none.
  private static func renewReading(_ state: Monitor<State>) {
    state.use { $0.isRenewalDue = $0.isReading }
    state.use(when: { !$0.isRenewalDue || $0.isClosed }, waking: { _ in false }) { _ in }
  }

  /// Whether whoever holds a state of the log is to hold the newest one before anything else is decided.
  var isRenewalDue: Bool {
    state.use(when: { _ in true }, waking: { _ in false }) { $0.isRenewalDue }
  }

  /// Notes whether a state of the log is held from now on, the newest one.
  func noteReading(_ isReading: Bool) {
    var wasDue = false
    state.use(when: { _ in true }, waking: { _ in wasDue }) { state in
      wasDue = state.isRenewalDue
      state.isRenewalDue = false
      state.isReading = isReading
    }
  }

  /// The groups to be made durable next, the first one last, when there are any; nil when there will be no
  /// more.
  private static func next(_ state: Monitor<State>) -> [Group]? {
    state.use(when: { !$0.groups.isEmpty || $0.isClosed }, waking: { _ in false }) { state in
      defer { state.groups = [] }
      return state.isClosed ? nil : state.groups.reversed()
    }
  }

  private static func isClosed(_ state: Monitor<State>) -> Bool {
    state.use(when: { _ in true }, waking: { _ in false }) { $0.isClosed }
  }

  /// Adds a group; one that comes after an error is dropped.
  func give(_ group: Group) {
    state.use { state in
      guard state.error == nil else { return }
      state.groups.append(group)
      state.load.add(group, 1)
    }
  }

  /// How much there is to do.
  var load: Load {
    state.use(when: { _ in true }, waking: { _ in false }) { $0.load }
  }

  /// Waits until there is as little to do as `isLittle` says; nothing is left after an error.
  func wait(until isLittle: @escaping @Sendable (Load) -> Bool) {
    state.use(when: { _ in true }, waking: { _ in false }) { $0.isAwaited = isLittle }
    state.use(when: { isLittle($0.load) }, waking: { _ in false }) { _ in }
  }

  /// How many groups have become durable since this was asked last, and the error behind them, which is
  /// told once.
  func takeFinished() -> (count: Int, error: (any Error)?) {
    state.use(when: { _ in true }, waking: { _ in false }) { state in
      defer {
        state.finished = 0
        state.error = nil
        state.load.hasFailed = false
      }
      return (state.finished, state.error)
    }
  }

  /// Ends the thread when it is done with what it has begun; it waits for nobody's help any more.
  func close() {
    state.use { $0.isClosed = true }
    thread?.join()
    thread = nil
  }
}
