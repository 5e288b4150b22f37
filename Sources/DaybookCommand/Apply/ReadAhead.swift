import Model

/// The commands of another source, read and parsed on a thread of their own while those before them
/// are decided.
///
/// At first the source is read on the thread that asks.
final class ReadAhead<Source: ApplySource & Sendable>: ApplySource {
  /// The source, until the other thread has it.
  private var source: Source?
  private var other: (thread: SecondThread, handOver: HandOver)?
  /// How many commands more are read here.
  private var linesHere: Int
  private let limits: HandOver.Limits
  /// What was taken from the other thread and not handed out, last first.
  private var taken: [ApplyLine] = []
  private var takenFraction: Double?

  /// Reads a source; on another thread what comes after so many commands.
  init(_ source: Source, after linesHere: Int, _ limits: HandOver.Limits = HandOver.Limits()) {
    self.source = source
    self.linesHere = linesHere
    self.limits = limits
  }

  deinit { close() }

  func next() -> ApplyLine? {
    if let line = taken.popLast() { return line }
    if source != nil {
      guard linesHere <= 0 else {
        let line = source?.next()
        if line != nil { linesHere -= 1 }
        return line
      }
      begin()
      if source != nil { return next() }
    }
    guard let other else { return nil }
    let (lines, fraction) = other.handOver.take()
    taken = lines.reversed()
    takenFraction = fraction
    return taken.popLast()
  }

  /// Lets the other thread read, if there can be one.
  private func begin() {
    guard let source else { return }
    let handOver = HandOver(limits)
    // Handed on, so that its buffer is not copied when the other thread changes it.
    let passed = Monitor<Source?>(source)
    self.source = nil
    let thread = SecondThread {
      let source = passed.use { source in
        defer { source = nil }
        return source
      }
      if let source { handOver.read(source) }
    }
    guard let thread else {
      self.source = passed.use { $0 }
      linesHere = .max
      return
    }
    other = (thread, handOver)
  }

  var isAtEnd: Bool {
    if let source { return source.isAtEnd }
    return taken.isEmpty && other?.handOver.isAtEnd ?? true
  }

  var isReady: Bool {
    if let source { return source.isReady }
    return !taken.isEmpty || other?.handOver.isReady ?? true
  }

  var fraction: Double? { source?.fraction ?? takenFraction }

  func fill() throws {
    if source != nil {
      try source?.fill()
    } else if taken.isEmpty {
      try other?.handOver.wait()
    }
  }

  /// Ends the other thread; no more commands come.
  func close() {
    other?.handOver.close()
    other?.thread.join()
    other = nil
    source = nil
    taken = []
  }
}
