import Daybook
import Model

/// Gives the lines of an input to the ledger, in groups that become durable together.
///
/// The lock for writing is taken for lines that are already read and parsed, never while waiting for
/// more, and it is given up after a while whatever there is to do: others write too.
struct Applier {
  let ledger: OpenLedger
  private let terminal: Terminal
  private let defaults: Provenance
  private let greatestGroup: Int
  private let progress: ProgressBar

  var reader: LineReader
  private var lineNumber: Int64 = 0
  var waiting: [ApplyLine] = []
  /// How long the lock was held since others had a turn.
  private var heldMicroseconds: Int64 = 0
  private(set) var done: Int64 = 0
  private(set) var failed: Int64 = 0

  /// How long a group gathers, and how long it holds the lock.
  private static let groupMicroseconds: Int64 = 50_000
  /// A pause after every short group would cost more than the groups.
  private static let heldBeforePauseMicroseconds: Int64 = 40_000
  private static let pauseMilliseconds: UInt32 = 2

  init(
    _ input: any Input,
    to ledger: OpenLedger,
    defaults: Provenance,
    greatestGroup: Int,
    progress: ProgressBar,
    terminal: Terminal
  ) {
    reader = LineReader(input)
    self.ledger = ledger
    self.defaults = defaults
    self.greatestGroup = greatestGroup
    self.progress = progress
    self.terminal = terminal
  }

  /// Applies all lines, group by group.
  ///
  /// - Throws: What ends the work: an error of the ledger's file, of input or output.
  mutating func run() throws {
    while try gather() {
      while !waiting.isEmpty { try commit() }
      showProgress()
    }
  }

  /// Collects lines until the group is full, its time is up or no more input is ready.
  ///
  /// - Returns: False when there are no more.
  private mutating func gather() throws -> Bool {
    var start: Int64?
    while waiting.count < greatestGroup {
      if let line = reader.next() {
        append(line)
        if start == nil { start = terminal.stopwatch() }
        let isTimeToLook = waiting.count % 16 == 0
        if isTimeToLook, let start, isOver(since: start) { return true }
      } else if reader.isAtEnd {
        return !waiting.isEmpty
      } else {
        if !waiting.isEmpty, !reader.input.isReady { return true }
        try reader.fill()
      }
    }
    return true
  }

  mutating func append(_ line: LineReader.Line) {
    lineNumber += 1
    if case .text(let range) = line, reader.isBlank(range) { return }
    waiting.append(ApplyLine(lineNumber, line, in: reader, defaults: defaults))
  }

  /// Makes waiting lines durable, as many as the time allows, and then reports them.
  private mutating func commit() throws {
    let start = terminal.stopwatch()
    var results = ApplyResults()
    var count = 0
    do {
      try ledger.write { group in
        for line in waiting {
          do {
            results.add(line.number, try group.perform(line.content.get()))
          } catch let refusal as Refusal {
            results.add(line.number, refusal)
          }
          count += 1
          if count % 16 == 0, isOver(since: start) { break }
        }
      }
    } catch {
      try report(error)
      throw error
    }
    waiting.removeFirst(count)
    try print(results)
    heldMicroseconds += terminal.stopwatch() - start
    if heldMicroseconds >= Self.heldBeforePauseMicroseconds, !waiting.isEmpty || !reader.isAtEnd {
      terminal.pause(Self.pauseMilliseconds)
      heldMicroseconds = 0
    }
  }

  /// What ended a group is the answer to each of its lines: none of it was appended.
  mutating func report(_ error: any Error) throws {
    var results = ApplyResults()
    for line in waiting {
      if case .failure(let refusal) = line.content {
        results.add(line.number, refusal)
      } else {
        results.add(line.number, error)
      }
    }
    try print(results)
  }

  mutating func print(_ results: ApplyResults) throws {
    done += results.done
    failed += results.failed
    do {
      try terminal.output.write(results.bytes)
      // Who waits for an answer before sending the next line must get it.
      try terminal.output.flush()
    } catch .closed {
      // Elsewhere that is a reason to stop, and no error; here lines may be left undone.
      throw CommandError(
        .outputFailed,
        "Nobody reads the results any more, so apply stopped.",
        hint: "What it did before stays done: see `daybook log --reverse`."
      )
    }
  }

  private func isOver(since start: Int64) -> Bool {
    terminal.stopwatch() - start >= Self.groupMicroseconds
  }

  func showProgress() {
    let fraction = reader.input.size.map { size in
      size > 0 ? Double(reader.bytesRead) / Double(size) : 1
    }
    progress.update(fraction: fraction, count: done + failed)
  }
}
