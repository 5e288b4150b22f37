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
      let models = try currentModels(progress: progress)
      return try query.answer(from: QueryContext(models: models, site: site, now: clock()))
    }
    let through = try position(of: moment)
    let models = try pastModels()
    let tags = try query.entity.flatMap { try closure(of: $0, through: through) }
    try models.replay(log, through: through, tags: tags, occurredUntil: moment.effective)
    let now = try moment.effective ?? log.recordedAt(through) ?? clock()
    return try query.answer(from: QueryContext(models: models, site: site, now: now))
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

  /// The tags whose events make up one entity and what is shown with it; nil when it is named in a
  /// way that only the whole history can resolve.
  private func closure(of entity: QueriedEntity, through: Int64) throws -> [String]? {
    switch entity {
    case .customer(let reference):
      guard case .number(let number) = try reference.form() else { return nil }
      return ["customer:\(number)"]
    case .profile(let reference):
      guard case .number(let number) = try reference.form() else { return nil }
      let events = try log.events(
        tagged: "profile:\(number)",
        types: ProfileState.types.names,
        through: through
      )
      let customer = events.first?.data["customer"]?.integer
      return ["profile:\(number)"] + (customer.map { ["customer:\($0)"] } ?? [])
    case .order(let reference):
      guard case .number(let number) = try reference.form() else { return nil }
      let events = try log.events(
        tagged: "order:\(number)",
        types: OrderState.types.names,
        through: through
      )
      let sources = events.flatMap { $0.data["revisions"]?.array ?? [] }.compactMap(\.string)
      let profiles = sources.compactMap { $0.split(separator: ".").first }.map { "profile:\($0)" }
      return ["order:\(number)"] + profiles
    case .claim(let reference):
      guard case .number(let number) = try reference.form() else { return nil }
      return ["claim:\(number)"]
    }
  }
}
