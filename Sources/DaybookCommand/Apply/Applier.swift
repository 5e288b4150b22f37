import Daybook
import EventLog
import Model

/// Gives the lines of an input to the ledger, in groups that become durable together.
///
/// The lock for writing is taken for lines that are already read and parsed, never while waiting for
/// more, and it is given up after a while whatever there is to do: others write too.
struct Applier<Source: ApplySource & Sendable> {
  let ledger: OpenLedger
  let terminal: Terminal
  let greatestGroup: Int
  private let form: ApplyResults.Form
  private let isDryRun: Bool
  /// Where the log ended when this began.
  private let start: Int64
  private let progress: ProgressBar

  let source: ReadAhead<Source>
  var waiting: [ApplyLine] = []
  /// What decides lines ahead of the disk, once there were some.
  var ahead: CommandsAhead?
  /// When it was begun to decide ahead, since the last pause.
  var aheadSince: Int64?
  /// The groups that it has under way.
  var underWay: [AppliedGroup] = []
  /// How many lines are still decided in the log itself before any is decided ahead.
  var linesBeforeAhead: Int
  let aheadLimits: CommandsAhead.Limits
  /// How long the lock was held since others had a turn.
  private var heldMicroseconds: Int64 = 0
  private(set) var tally = ApplyTally()
  /// Whether a line asked for an erasure.
  private(set) var hasErased = false
  private var isPurgeLeft = false

  /// How long a group gathers, and how long it holds the lock.
  private static var groupMicroseconds: Int64 { 50_000 }
  /// How much text a group gathers, except for the last of its lines.
  private static var groupBytes: Int { 4 << 20 }
  /// A pause after every short group would cost more than the groups.
  private static var heldBeforePauseMicroseconds: Int64 { 40_000 }
  private static var pauseMilliseconds: UInt32 { 2 }

  init(
    _ source: Source,
    to ledger: OpenLedger,
    greatestGroup: Int,
    form: ApplyResults.Form,
    isDryRun: Bool = false,
    linesBeforeAhead: Int = SecondThread.leastLines,
    aheadLimits: CommandsAhead.Limits = CommandsAhead.Limits(),
    progress: ProgressBar,
    terminal: Terminal
  ) throws {
    start = try ledger.log.size()
    self.source = ReadAhead(source, after: linesBeforeAhead)
    self.ledger = ledger
    self.greatestGroup = greatestGroup
    self.form = form
    self.isDryRun = isDryRun
    self.linesBeforeAhead = linesBeforeAhead
    self.aheadLimits = aheadLimits
    self.progress = progress
    self.terminal = terminal
  }

  /// Ends the other threads; no more lines are applied.
  func close() {
    source.close()
    ahead?.close()
  }

  /// Applies all lines, group by group.
  ///
  /// - Throws: What ends the work: an error of the ledger's file, of input or output.
  mutating func run() throws {
    while true {
      let isMore: Bool
      do {
        isMore = try gather()
      } catch {
        // What was read before the failure is done, and gets its answers.
        try settle()
        while !waiting.isEmpty { try commit() }
        throw error
      }
      if !isMore {
        try settle()
        // What was decided in vain is there again.
        if waiting.isEmpty { return }
      }
      while !waiting.isEmpty {
        // The others are done sooner ahead.
        if goAhead() { try decideAhead() } else { try commit(atMost: linesBeforeAhead) }
      }
      if underWay.isEmpty { showProgress() }
    }
  }

  /// Takes a line that is read already to those that wait.
  private mutating func take() -> ApplyLine? {
    guard let line = source.next() else { return nil }
    waiting.append(line)
    if line.erases { hasErased = true }
    return line
  }

  /// Collects all lines there are.
  mutating func gatherAll() throws {
    while true {
      if take() != nil { continue }
      if source.isAtEnd { return }
      try source.fill()
      showProgress()
    }
  }

  /// Collects lines until the group is full or large, its time is up or no more input is ready.
  ///
  /// - Returns: False when there are no more.
  mutating func gather() throws -> Bool {
    var start: Int64?
    var bytes = 0
    while waiting.count < greatestGroup, bytes < Self.groupBytes {
      if let line = take() {
        bytes += line.size
        if start == nil { start = terminal.stopwatch() }
        let isTimeToLook = waiting.count % 16 == 0
        if isTimeToLook, let start, isOver(since: start) { return true }
      } else if source.isAtEnd {
        return !waiting.isEmpty
      } else {
        if !source.isReady {
          // Who sends the next line may be waiting for the answers to those before.
          if waiting.isEmpty { try settle() }
          if !waiting.isEmpty { return true }
        }
        try source.fill()
      }
    }
    return true
  }

  /// Makes waiting lines durable, as many as the time allows, and then reports them.
  mutating func commit(atMost most: Int = .max) throws {
    var start = terminal.stopwatch()
    var results = newResults
    var count = 0
    let group = waiting.prefix(min(greatestGroup, most))
    do {
      try ledger.readAhead(for: group.lazy.compactMap { try? $0.content.get() })
      try ledger.write { ledger in
        // Neither what was read ahead nor waiting for the lock keeps others out.
        start = terminal.stopwatch()
        for line in group {
          do {
            results.add(line, try line.perform(by: ledger.perform))
          } catch let refusal as Refusal {
            results.add(line, refusal)
          }
          count += 1
          // After each line: an erasure may take as long as a thousand others.
          if isOver(since: start) { break }
        }
      }
    } catch {
      try report(error)
      throw error
    }
    waiting.removeFirst(count)
    linesBeforeAhead -= count
    try print(results)
    purge()
    heldMicroseconds += terminal.stopwatch() - start
    if heldMicroseconds >= Self.heldBeforePauseMicroseconds, !waiting.isEmpty || !source.isAtEnd {
      terminal.pause(Self.pauseMilliseconds)
      heldMicroseconds = 0
    }
  }

  /// Ends the erasures of a group; what cannot be purged now waits for the end of the work.
  private mutating func purge() {
    guard !isPurgeLeft else { return }
    do { try ledger.purge(waiting: false) } catch { isPurgeLeft = true }
  }

  /// What ended a group is the answer to each of its lines: none of it was appended.
  mutating func report(_ error: any Error) throws {
    var results = newResults
    for line in waiting {
      if case .failure(let refusal) = line.content {
        results.add(line, refusal)
      } else {
        results.add(line, error)
      }
    }
    try print(results)
  }

  mutating func print(_ results: ApplyResults) throws {
    tally.add(results.tally)
    do {
      if !results.errors.isEmpty {
        progress.finish()
        try terminal.errors.write(results.errors)
        try terminal.errors.flush()
      }
      try terminal.output.write(results.output)
      // Who waits for an answer before sending the next line must get it.
      try terminal.output.flush()
    } catch {
      // That nobody reads is elsewhere a reason to stop, and no error; here lines may be left undone.
      let problem =
        switch error {
        case .closed: "Nobody reads the results any more"
        case .failed(let reason): "The results cannot be written: \(reason)"
        }
      throw CommandError(
        .outputFailed,
        "\(problem), so the rest was left undone.",
        hint: "What it did before stays done: see `daybook log --reverse`."
      )
    }
  }

  func isOver(since start: Int64) -> Bool {
    terminal.stopwatch() - start >= Self.groupMicroseconds
  }

  func showProgress() {
    progress.update(fraction: source.fraction, count: tally.total)
  }

  var newResults: ApplyResults { ApplyResults(form, isDryRun: isDryRun, since: start) }
}
