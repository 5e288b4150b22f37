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
    /// Whether an error is there to be taken.
    var hasFailed = false

    fileprivate mutating func add(_ group: Group, _ sign: Int) {
      groups += sign
      commands += sign * max(group.commands.count, 1)
      bytes += sign * group.bytes
    }
  }

  private struct State: Sendable {
    /// The first is on its way to the disk, the others wait.
    var groups: [Group] = []
    var load = Load()
    /// How many have become durable since somebody asked.
    var finished = 0
    /// What ended a group; those behind it are gone.
    var error: (any Error)?
    var isClosed = false
    /// What somebody waits for.
    var isAwaited: @Sendable (Load) -> Bool = { _ in true }
  }

  private let state: Monitor<State>
  private var thread: SecondThread?

  /// Nil when there can be no more threads.
  init?(path: String, busyTimeoutMilliseconds: Int) {
    let state = Monitor(State())
    self.state = state
    thread = SecondThread { Self.work(path, busyTimeoutMilliseconds, state) }
    if thread == nil { return nil }
  }

  private static func work(_ path: String, _ timeout: Int, _ state: Monitor<State>) {
    var log: EventLog?
    while let group = next(state) {
      do {
        let open = try log ?? Self.open(path, timeout)
        log = open
        if let end = group.after { try open.append(group.commands, after: end) }
        let frames = open.connection.writeAheadFrames
        // Woken after every commit, the other thread would take longer than it has to do.
        state.use(when: { _ in true }, waking: { $0.isAwaited($0.load) }) { state in
          state.finished += 1
          state.groups.removeFirst()
          state.load.add(group, -1)
          state.load.frames = frames
        }
      } catch {
        state.use { state in
          state.error = error
          state.groups = []
          state.load = Load(frames: state.load.frames, hasFailed: true)
        }
      }
    }
  }

  private static func open(_ path: String, _ timeout: Int) throws(OutOfTurn) -> EventLog {
    do {
      let log = try EventLog(path: path) { Catalogue.contract(named: $0, version: $1) }
      log.connection.busyTimeoutMilliseconds = timeout
      // Whoever decides ahead reads the log all the time, and as long as SQLite would try in vain.
      log.connection.countWriteAheadFrames()
      return log
    } catch {
      // It is open already: what one connection cannot do another one may.
      throw OutOfTurn()
    }
  }

  /// The group to be made durable next, when there is one; nil when there will be no more.
  private static func next(_ state: Monitor<State>) -> Group? {
    state.use(when: { !$0.groups.isEmpty || $0.isClosed }, waking: { _ in false }) { state in
      state.isClosed ? nil : state.groups.first
    }
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

  /// Ends the thread when it is done with what it has begun.
  func close() {
    state.use { $0.isClosed = true }
    thread?.join()
    thread = nil
  }
}
