import EventLog
import Model
import SQLite

/// Decides commands as if all in front of them were durable, while a thread of its own makes them so.
///
/// A command waits for nothing but the disk that way, and the disk for no decision. What somebody else
/// appends meanwhile makes void what was decided and is not durable: the log takes a group only at the
/// very end that it was decided for. Nobody has been told of it by then; its commands are to be given
/// to the ledger anew.
///
/// One state of the log, or the next ones in turn, is held from the first command after a pause to the next
/// pause. Until ``finish()`` nothing else may use the ledger.
package final class CommandsAhead {
  /// How much is kept in memory, and how long a state of the log is held.
  package struct Limits: Sendable {
    /// How many commands may be on their way, and how few are left when a pause ends: deciding goes on while
    /// the write-ahead log is carried over and nothing becomes durable.
    package var mostUnderWay = 3000
    package var fewUnderWay = 1500
    /// After how many commands a pause is due whatever is on its way: their results are kept until then.
    package var commandsBetweenPauses = 4096
    /// Of text, on its way or decided since the last pause; a single group may have more.
    package var bytes = 4 << 20
    /// How many commands are decided on one state: SQLite reads all pages again for another one.
    package var commandsAState = 2048
    /// After how many events at the earliest those that are in the log leave the indexes of what was decided.
    package var eventsIndexed = 8192
    /// After how many frames more the write-ahead log is carried over into the ledger.
    package var framesToCheckpoint = EventLog.framesToCheckpoint

    package init() {}
  }

  private let ledger: OpenLedger
  private let limits: Limits
  private let committer: Committer
  private let pending: PendingEvents
  /// Whether a state of the log is held, on which `pending` follows.
  private var isReading = false
  /// What was decided and belongs to the next group.
  private var commands: [PreparedCommand] = []
  /// The end of the log that the next group is for; nil while nothing in it depends on the log.
  private var groupStart: Int64?
  /// The end of the log after each of the groups on their way, and in front of them.
  private var ends: [Int64] = []
  private var durableEnd: Int64 = 0
  /// What was decided since the last pause.
  private var sincePause = (commands: 0, bytes: 0)
  /// How many commands were decided on the state that is held.
  private var decided = 0
  private var isClosed = false
  /// How many groups have become durable.
  package private(set) var durableGroups = 0

  /// Nil when there can be no more threads.
  package init?(for ledger: OpenLedger, _ limits: Limits = Limits()) {
    let committer = Committer(
      path: ledger.path,
      busyTimeoutMilliseconds: ledger.busyTimeoutMilliseconds,
      framesToCheckpoint: limits.framesToCheckpoint
    )
    guard let committer else { return nil }
    self.ledger = ledger
    self.limits = limits
    self.committer = committer
    pending = PendingEvents(leastFiled: limits.eventsIndexed)
  }

  deinit { close() }

  /// Decides a command, which becomes part of the next group.
  ///
  /// - Throws: `Refusal`, which holds only if that group becomes durable; ``Unforeseeable`` or an error
  ///   of the log for a command that has to be given to the ledger itself when nothing is on its way.
  package func perform(_ request: Request) throws -> Outcome {
    if !isReading || decided >= limits.commandsAState || committer.isRenewalDue { try read() }
    decided += 1
    if groupStart == nil { groupStart = pending.end }
    let decision = try ledger.decide(request, behind: pending)
    guard let command = decision.command else { return decision.outcome }
    pending.add(command)
    ledger.states.note(command.events)
    commands.append(command)
    return decision.outcome
  }

  /// Holds the present state of the log, be it in place of an older one.
  ///
  /// - Throws: ``Unforeseeable`` where somebody else has written: all that is on its way is void.
  private func read() throws {
    ledger.log.endReading()
    isReading = false
    try ledger.log.beginReading()
    let end = try ledger.log.size()
    if ends.isEmpty, commands.isEmpty {
      durableEnd = end
      pending.begin(at: end, recordedAt: try ledger.log.recordedAt(end))
      ledger.states.begin(at: end)
      groupStart = nil
    } else {
      guard try isOwn(end) else { throw Unforeseeable() }
      pending.drop(through: end)
    }
    isReading = true
    decided = 0
    committer.noteReading(true)
  }

  /// Whether the log ends where a group of this one ends, and not with as many events of somebody else.
  private func isOwn(_ end: Int64) throws -> Bool {
    guard end == durableEnd || ends.contains(end) else { return false }
    guard let event = pending.event(at: end) else { return true }
    return try ledger.log.event(at: end) == event
  }

  /// Sends what was decided since on its way as one group, be it nothing but refusals.
  ///
  /// - Parameters:
  ///   - count: How many commands it has, refused ones too.
  ///   - bytes: How much text they were.
  package func handOver(_ count: Int, bytes: Int) {
    sincePause.commands += count
    sincePause.bytes += bytes
    if committer.load.groups > 1 {
      // The other thread is behind; what fails here is tried again there, and told.
      for index in commands.indices { try? ledger.log.seal(&commands[index]) }
    }
    committer.give(Committer.Group(after: groupStart, commands: commands, bytes: bytes))
    commands = []
    groupStart = nil
    ends.append(pending.end)
  }

  /// Whether to ``pause()`` before anything more is decided.
  package var isPauseDue: Bool {
    let load = committer.load
    if load.hasFailed || sincePause.bytes > limits.bytes { return true }
    if sincePause.commands >= limits.commandsBetweenPauses { return true }
    // One on its way to the disk and one that waits are never too much.
    return load.groups > 2
      && (load.commands > limits.mostUnderWay || load.bytes > limits.bytes)
  }

  /// Lets the state of the log go until the next command, and waits until little is on its way.
  ///
  /// Whoever waits, for the disk or for somebody who reads the results, must not hold a state: another
  /// program may wait for all readers of an older one, and hold the lock that the other thread waits for.
  package func pause() {
    rest()
    committer.wait { [limits] load in
      load.groups <= 1 || load.commands <= limits.fewUnderWay && load.bytes <= limits.bytes
    }
  }

  /// How many groups have become durable since this was asked last, and what ended those behind them.
  ///
  /// Behind an error nothing is on its way any more. ``OutOfTurn`` is one that says to give the commands
  /// to the ledger anew.
  package func takeFinished() -> (count: Int, error: (any Error)?) {
    let (count, error) = committer.takeFinished()
    durableGroups += count
    if count > 0 { durableEnd = ends[count - 1] }
    ends.removeFirst(count)
    if error != nil { forget() }
    return (count, error)
  }

  /// Waits until nothing is on its way, and lets the state of the log go.
  package func finish() -> (count: Int, error: (any Error)?) {
    rest()
    committer.wait { $0.isNone }
    return takeFinished()
  }

  private func rest() {
    ledger.log.endReading()
    isReading = false
    sincePause = (0, 0)
    committer.noteReading(false)
  }

  /// What was decided and is not durable comes to nothing.
  private func forget() {
    ends = []
    commands = []
    groupStart = nil
    ledger.states.forget()
    rest()
  }

  /// Ends the thread; what is on its way may become durable or not.
  package func close() {
    guard !isClosed else { return }
    isClosed = true
    committer.close()
    if ends.isEmpty, commands.isEmpty { rest() } else { forget() }
    // From a long log whoever goes on with the ledger would read more slowly.
    if committer.load.frames > 0 { _ = try? ledger.log.connection.checkpoint() }
  }
}
