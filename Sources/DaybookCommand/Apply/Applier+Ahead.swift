import Daybook
import EventLog
import Model

/// Lines that become durable together, and what comes of them then.
struct AppliedGroup {
  let lines: [ApplyLine]
  let results: ApplyResults
}

extension SecondThread {
  /// How many lines are applied on one thread before others join in.
  ///
  /// Few of them are done sooner than a thread is made, and where there is but one processor it saves
  /// nothing.
  static var leastLines: Int { savesTime ? 200 : .max }
}

extension Applier {
  /// How long answers are kept back, and a state of the log is held.
  private static var aheadMicroseconds: Int64 { 200_000 }

  /// Whether lines are decided ahead of the disk.
  ///
  /// Begins the other thread, if there can be one.
  mutating func goAhead() -> Bool {
    guard linesBeforeAhead <= 0 else { return false }
    if ahead == nil { ahead = CommandsAhead(for: ledger, aheadLimits) }
    if ahead == nil { linesBeforeAhead = .max }
    return ahead != nil
  }

  /// Decides waiting lines, as many as the time allows, and sends them on their way to the disk.
  mutating func decideAhead() throws {
    guard let ahead else { return }
    let start = terminal.stopwatch()
    let aheadSince = aheadSince ?? start
    self.aheadSince = aheadSince
    var results = newResults
    var count = 0
    var isStuck = false
    for line in waiting.prefix(greatestGroup) {
      do {
        results.add(line, try line.perform(by: ahead.perform))
      } catch let refusal as Refusal {
        results.add(line, refusal)
      } catch {
        // Be it that it cannot be decided ahead, or that the log cannot be read: the log itself will tell.
        isStuck = true
        break
      }
      count += 1
      if isOver(since: start) { break }
    }
    if count > 0 {
      underWay.append(AppliedGroup(lines: Array(waiting.prefix(count)), results: results))
      let texts = results.output.count + results.errors.count
      let bytes = waiting.prefix(count).reduce(texts) { $0 + $1.size }
      waiting.removeFirst(count)
      ahead.handOver(count, bytes: bytes)
    }
    let isLong = terminal.stopwatch() - aheadSince >= Self.aheadMicroseconds
    if ahead.isPauseDue || isLong {
      ahead.pause()
      self.aheadSince = nil
      try take(ahead.takeFinished())
      showProgress()
    }
    if isStuck {
      try settle()
      if !waiting.isEmpty { try commit() }
    }
  }

  /// Waits until nothing is on its way any more.
  mutating func settle() throws {
    aheadSince = nil
    if let ahead { try take(ahead.finish()) }
  }

  /// Tells the results of what has become durable; what was decided in vain waits again.
  private mutating func take(_ finished: (count: Int, error: (any Error)?)) throws {
    for group in underWay.prefix(finished.count) { try print(group.results) }
    underWay.removeFirst(finished.count)
    guard let error = finished.error else { return }
    waiting = underWay.flatMap(\.lines) + waiting
    underWay = []
    guard error is OutOfTurn else {
      try report(error)
      throw error
    }
    // Where others write as well, much would be decided in vain.
    linesBeforeAhead = SecondThread.leastLines
  }
}
