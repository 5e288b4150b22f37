import Model

/// How commands get from the thread that reads them to the one that gives them to the ledger.
///
/// The reader goes on by itself only where input is ready. Where somebody has yet to send it, the
/// reader pauses until the taker has nothing else to do and asks for it: so lines that were taken are
/// known to be all there is, and a taker that ends early need not wait for input that may never come.
final class HandOver: Sendable {
  /// What may wait to be taken; the reader waits when there is more.
  struct Limits: Sendable {
    var lines = 1000
    /// Of text; a single line may be longer.
    var bytes = 4 << 20
    /// Each hand-over may wake the other thread, which takes longer than reading a line.
    var linesAtOnce = 64
  }

  private enum Reader {
    case reading
    /// Until it is asked for input that is not ready.
    case paused
    case done
  }

  private struct State: Sendable {
    var lines: [ApplyLine] = []
    var bytes = 0
    var fraction: Double?
    var reader = Reader.reading
    /// Whether the taker knows that the reader has paused, and so has done all that must be done first.
    var isPauseKnown = false
    /// What ended the reading.
    var error: (any Error)?
    /// Whether nobody takes lines any more.
    var isClosed = false
  }

  private let limits: Limits
  private let state = Monitor(State())

  init(_ limits: Limits) {
    self.limits = limits
  }
}

/// The taker's side.
extension HandOver {
  /// All lines that are there, and how much of the input was read for them.
  func take() -> (lines: [ApplyLine], fraction: Double?) {
    state.use { state in
      defer {
        state.lines = []
        state.bytes = 0
      }
      return (state.lines, state.fraction)
    }
  }

  /// Whether all lines were taken and no more can come.
  var isAtEnd: Bool {
    state.use { $0.lines.isEmpty && $0.reader == .done && $0.error == nil }
  }

  /// Whether `wait` would return without anybody sending input.
  var isReady: Bool {
    state.use { state in
      if state.reader == .paused { state.isPauseKnown = true }
      return !state.lines.isEmpty || state.reader != .paused
    }
  }

  /// Waits until there are lines, or until the reader has paused or ended without any.
  ///
  /// A reader of whose pause the taker knew goes on.
  ///
  /// - Throws: What ended the reading, when all lines before it were taken.
  func wait() throws {
    state.use { state in
      guard state.reader == .paused else { return }
      // Who waits knowingly has nothing else to do.
      if state.isPauseKnown { state.reader = .reading }
      state.isPauseKnown = true
    }
    let error = state.use(when: { !$0.lines.isEmpty || $0.reader != .reading }) { state in
      state.lines.isEmpty ? state.error : nil
    }
    if let error { throw error }
  }

  /// Tells the reader to end.
  func close() {
    state.use { $0.isClosed = true }
  }
}

/// The reader's side.
extension HandOver {
  /// Reads a source to its end, or until the other side has closed.
  func read(_ source: consuming some ApplySource) {
    var source = source
    var lines: [ApplyLine] = []
    var bytes = 0
    do {
      while true {
        if let line = source.next() {
          lines.append(line)
          bytes += line.size
          guard lines.count >= limits.linesAtOnce || bytes >= limits.bytes else { continue }
          guard give(&lines, &bytes, source.fraction) else { return }
        } else if source.isAtEnd {
          _ = give(&lines, &bytes, source.fraction, then: .done)
          return
        } else {
          let isReady = source.isReady
          // Before waiting for more, be it for a disk, what is there is given.
          guard give(&lines, &bytes, source.fraction, then: isReady ? .reading : .paused) else {
            return
          }
          if !isReady, !waitsUntilAsked() { return }
          try source.fill()
        }
      }
    } catch {
      state.use {
        $0.error = error
        $0.reader = .done
      }
    }
  }

  /// Hands lines over, when there is room.
  ///
  /// - Returns: False when nobody takes them.
  private func give(
    _ lines: inout [ApplyLine],
    _ bytes: inout Int,
    _ fraction: Double?,
    then reader: Reader = .reading
  ) -> Bool {
    guard !lines.isEmpty || reader != .reading else { return true }
    return state.use(when: { $0.isClosed || hasRoom($0) }) { state in
      state.lines += lines
      state.bytes += bytes
      state.fraction = fraction
      state.reader = reader
      state.isPauseKnown = false
      lines.removeAll(keepingCapacity: true)
      bytes = 0
      return !state.isClosed
    }
  }

  private func hasRoom(_ state: State) -> Bool {
    state.lines.count < limits.lines && state.bytes < limits.bytes
  }

  private func waitsUntilAsked() -> Bool {
    state.use(when: { $0.isClosed || $0.reader == .reading }) { !$0.isClosed }
  }
}
