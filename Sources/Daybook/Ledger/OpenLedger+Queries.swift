import EventLog
import Events
import Model
package import Projections

extension OpenLedger {
  /// Answers a query, as of now or as of an earlier point of history.
  package func answer(
    _ query: any Query,
    at moment: Moment = Moment(),
    site: Code? = nil,
    progress: Progress? = nil
  ) throws -> Answer {
    guard !moment.isNow else {
      let models = try readModels()
      return try models.snapshot(of: log, progress: progress) {
        try query.answer(
          from: QueryContext(
            models: models,
            events: events(),
            history: history(),
            site: site,
            now: clock()
          )
        )
      }
    }
    let through = try position(of: moment)
    let models = try pastModels(type(of: query).readModels)
    let tags = try query.entity.flatMap { try Closure.tags(of: $0, in: log, through: through) }
    try models.replay(log, through: through, tags: tags, occurredUntil: moment.effective)
    return try query.answer(
      from: QueryContext(
        models: models,
        events: events(through: through, occurredUntil: moment.effective),
        history: history(through: through, occurredUntil: moment.effective),
        site: site,
        now: try self.time(of: moment, through)
      )
    )
  }

  /// By when a query decides what has begun or ended by then.
  ///
  /// Things end while nothing is recorded, so that a time is itself, and a position when it was recorded.
  private func time(of moment: Moment, _ position: Int64) throws -> Instant {
    if let effective = moment.effective { return effective }
    if case .time(let time) = moment.recorded { return min(time, clock()) }
    return try log.recordedAt(position) ?? clock()
  }

  /// How a query reads what decisions read, at a point of history.
  private func history(
    through: Int64 = .max,
    occurredUntil: Instant? = nil
  ) -> (EventTypes, String, Int64) throws -> [Event] {
    { [log] types, tag, end in
      try log.events(tagged: tag, types: types.names, through: min(through, end))
        .filter { event in occurredUntil.map { event.occurredAt <= $0 } != false }
    }
  }

  /// How a query reads events at a point of history.
  private func events(
    through: Int64 = .max,
    occurredUntil: Instant? = nil
  ) -> ([String]) throws -> [Event] {
    { [log] tags in
      var events: [Int64: Event] = [:]
      for tag in tags {
        try log.read(through: through, tagged: tag) { event in
          if occurredUntil.map({ event.occurredAt <= $0 }) != false {
            events[event.position] = event
          }
          return true
        }
      }
      return events.values.sorted { $0.position < $1.position }
    }
  }

  /// The last position that counts at a moment.
  ///
  /// - Throws: `not_found` for a position that the log has not reached.
  package func position(of moment: Moment) throws -> Int64 {
    let size = try log.size()
    switch moment.recorded {
    case .now: return size
    case .time(let time): return try log.position(recordedUntil: time)
    case .position(let position):
      guard position <= size else {
        throw Refusal(
          .notFound,
          "There is no position \(position) yet; the log ends at \(size).",
          details: ["head": .integer(size)]
        )
      }
      return position
    }
  }
}
