import Model

/// One scan of the log for two threads that fill read models side by side.
///
/// Both get every event. Whoever comes first reads for both, so that the one with less to do reads more.
/// Reading from both threads would take as long again, a quarter of all that filling takes.
final class SharedScan: @unchecked Sendable {
  /// One of the two threads.
  enum Side: Int {
    case first, second
  }

  private struct State: Sendable {
    /// What was read and not taken by both yet.
    var batches: [EventBatch] = []
    /// The bytes of their text.
    var size = 0
    /// How many batches before those both have taken.
    var gone = 0
    /// How many batches each side has taken; nil for one that has left.
    var taken: [Int?] = [0, 0]
    /// The last position that was read.
    var position: Int64
    var isReading = false
    /// What ended the reading.
    var error: (any Error)?

    /// The next one for a side, if it was read.
    func next(for side: Side) -> EventBatch? {
      guard let taken = taken[side.rawValue], taken - gone < batches.count else { return nil }
      return batches[taken - gone]
    }

    mutating func add(_ batch: EventBatch) {
      batches.append(batch)
      size += batch.size
    }

    mutating func take(for side: Side) -> EventBatch? {
      guard let batch = next(for: side) else { return nil }
      taken[side.rawValue]? += 1
      dropTaken()
      return batch
    }

    /// Lets go of what nobody will take any more.
    mutating func dropTaken() {
      let least = taken.compactMap { $0 }.min() ?? gone + batches.count
      while gone < least, let batch = batches.first {
        batches.removeFirst()
        size -= batch.size
        gone += 1
      }
    }
  }

  private enum Turn {
    case take(EventBatch)
    case read(after: Int64)
    case fail(any Error)
    case end
  }

  /// What a batch holds, unless a single event has more, in bytes.
  private static let sizeOfBatch = 256 << 10
  /// How much may wait for the side that is behind, in bytes.
  private static let greatestSize = 2 << 20
  /// How many batches are read in a turn: while one side reads them the other has something to do.
  private static let batchesInTurn = 4

  /// Touched only by the thread that is reading.
  private let source: any EventSource
  private let through: Int64
  private let state: Monitor<State>

  /// Scans the events after one position up to another, of a source that nobody else uses meanwhile.
  init(_ source: any EventSource, after: Int64, through: Int64) {
    self.source = source
    self.through = through
    state = Monitor(State(position: after))
  }

  /// The next events for a side, read if need be; nil when there are no more.
  ///
  /// - Throws: What the source throws, on both sides; `ProjectionError` for events out of order.
  func next(for side: Side) throws -> EventBatch? {
    while true {
      switch turn(of: side) {
      case .take(let batch): return batch
      case .fail(let error): throw error
      case .end: return nil
      case .read(let position): read(after: position)
      }
    }
  }

  /// Says that a side takes no more; the other one need not wait for it.
  func leave(_ side: Side) {
    state.use { state in
      state.taken[side.rawValue] = nil
      state.dropTaken()
    }
  }

  private func turn(of side: Side) -> Turn {
    state.use(when: { state in
      let mayRead = state.position < through && state.size < Self.greatestSize
      let isOver = state.position >= through || state.error != nil
      return state.next(for: side) != nil || !state.isReading && (mayRead || isOver)
    }) { state in
      if let batch = state.take(for: side) { return .take(batch) }
      if let error = state.error { return .fail(error) }
      guard state.position < through else { return .end }
      state.isReading = true
      return .read(after: state.position)
    }
  }

  /// Reads some batches, each of which can be taken at once.
  private func read(after position: Int64) {
    var failure: (any Error)?
    do {
      try readBatches(after: position)
    } catch {
      failure = error
    }
    state.use { state in
      state.isReading = false
      state.error = failure
    }
  }

  private func readBatches(after start: Int64) throws {
    var position = start
    for _ in 0..<Self.batchesInTurn where position < through {
      let batch = try batch(after: position)
      let isLast = batch.size < Self.sizeOfBatch
      position = isLast ? through : batch.positions.last ?? through
      let hasRoom = state.use { state in
        state.add(batch)
        state.position = position
        return state.size < Self.greatestSize
      }
      guard hasRoom else { return }
    }
  }

  private struct Full: Error {}

  private func batch(after start: Int64) throws -> EventBatch {
    var batch = EventBatch(room: Self.sizeOfBatch / 4 * 5)
    var last = start
    do {
      try source.replay(after: start, through: through, occurredUntil: nil) { row in
        try batch.add(row)
        let position = batch.positions.last ?? last
        // What is damaged may hold any number; going on behind it might never end.
        guard position > last else { throw Self.disorder(last, position) }
        last = position
        if batch.size >= Self.sizeOfBatch { throw Full() }
      }
    } catch is Full {
      // What the closure throws ends the replay.
    }
    return batch
  }

  private static func disorder(_ last: Int64, _ position: Int64) -> ProjectionError {
    ProjectionError(
      .reactionFailed,
      "The log is damaged: behind event \(last) comes event \(position)."
    )
  }
}
