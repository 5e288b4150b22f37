import EventLog

/// Decides commands on the present state of the log, each as if those before it had been appended; none is.
///
/// Others may write meanwhile. The state is held until ``end()``, so whoever waits for input or for somebody
/// who reads ends it before, and until then nothing else may use the ledger.
package final class Rehearsal {
  private let ledger: OpenLedger
  /// Lets none of its events go.
  private let pending = PendingEvents(leastFiled: .max)
  private var isReading = true

  /// - Throws: An error of the log.
  package init(on ledger: OpenLedger) throws {
    self.ledger = ledger
    // Whatever is thrown from here on, `deinit` lets the state go.
    try ledger.log.beginReading()
    let size = try ledger.log.size()
    pending.begin(at: size, recordedAt: try ledger.log.recordedAt(size))
    ledger.states.begin(at: size)
  }

  deinit { end() }

  /// What would come of a command.
  ///
  /// - Throws: `Refusal`, or an error of the log; ``Unforeseeable`` for an erasure.
  package func perform(_ request: Request) throws -> Outcome {
    let decided = try ledger.decide(request, behind: pending)
    if let command = decided.command {
      pending.add(command)
      ledger.states.note(command.events)
    }
    return decided.outcome
  }

  /// Lets the state go; nothing is left of what was decided.
  package func end() {
    guard isReading else { return }
    isReading = false
    ledger.log.endReading()
    ledger.states.forget()
  }
}

extension OpenLedger {
  /// Decides a command as if the log had further events.
  ///
  /// - Throws: `Refusal`, or an error of the log; ``Unforeseeable`` for what only the log itself can decide.
  func decide(_ request: Request, behind pending: PendingEvents) throws -> Decider.Decided {
    let history = LogHistory(
      log: log,
      size: pending.end,
      lastRecordedAt: pending.lastRecordedAt,
      states: states,
      number: { [log] kind in
        let last = try pending.lastNumber(of: kind) { try log.lastNumber(of: kind) }
        return try EventLog.number(after: last, of: kind)
      },
      pending: pending
    )
    let decided = try Decider(history: history, clock: clock).decide(request)
    if decided.command?.isErasing == true { throw Unforeseeable() }
    return decided
  }
}
