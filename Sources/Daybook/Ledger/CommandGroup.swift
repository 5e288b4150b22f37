import EventLog
import Model

/// Commands that become durable together: each is decided and its events are appended before the next
/// one is looked at.
package struct CommandGroup {
  private let writer: Writer
  private let states: KnownStates
  private let found: FoundValues?
  private let clock: () -> Instant

  fileprivate init(_ writer: Writer, for ledger: OpenLedger) {
    self.writer = writer
    states = ledger.states
    found = ledger.found
    clock = ledger.clock
    states.begin(at: writer.size)
  }

  /// Decides a command and appends its events.
  ///
  /// A refused command appends nothing, and the group may go on; any other error ends the group,
  /// and nothing of it happens.
  ///
  /// - Throws: `Refusal`, or an error of the log.
  package func perform(_ request: Request) throws -> Outcome {
    let history = LogHistory(
      log: writer.log,
      size: writer.size,
      lastRecordedAt: writer.lastRecordedAt,
      states: states,
      number: writer.nextNumber,
      found: found
    )
    let decided = try Decider(history: history, clock: clock).decide(request)
    if let command = decided.command {
      try writer.append(command)
      states.note(command.events)
      if command.isErasing { states.forget() }
    }
    return decided.outcome
  }
}

extension OpenLedger {
  /// Runs commands as one transaction: when this returns, all their events are durable.
  ///
  /// - Throws: What the body throws, or an error of the log; then nothing of it happened.
  package func write<Result>(_ body: (CommandGroup) throws -> Result) throws -> Result {
    do {
      return try log.write { writer in try body(CommandGroup(writer, for: self)) }
    } catch {
      // Events that were noted may have come to nothing.
      states.forget()
      throw error
    }
  }

  /// Runs one command.
  package func perform(_ request: Request) throws -> Outcome {
    try readAhead(for: CollectionOfOne(request))
    return try write { try $0.perform(request) }
  }
}
