import EventLog
import Events
import Model
import SQLite

/// The fields of one thing at the beginning and at the end of a part of the log.
struct FieldWindow {
  let kind: HistoricKind
  let number: Int64
  let before: FieldHistory
  let after: FieldHistory

  /// Reads the events that make the fields what they are.
  ///
  /// `from` is the last position before the part; of the events only those count that had happened by
  /// `effective`, all when it is nil.
  init(
    of kind: HistoricKind,
    _ number: Int64,
    from: Int64 = 0,
    through: Int64,
    effective: Instant?,
    in log: EventLog
  ) throws {
    var fold: any FieldFold =
      switch kind {
      case .customer: CustomerFields()
      case .profile: ProfileFields(number)
      case .order:
        OrderFields(buyer: try Self.buyer(of: number, through: through, effective, in: log))
      }
    var before: FieldHistory?
    let tags = try Self.tags(of: kind, number, through, in: log)
    try log.replay(tags: tags, through: through, occurredUntil: effective) { row in
      let event: HistoricEvent
      do {
        event = try HistoricEvent(row)
      } catch is JSONError {
        throw LogError(
          .damaged,
          "The data of event \(try row.integer(0)) is damaged. Run `daybook verify`."
        )
      }
      if before == nil, event.position > from { before = fold.history }
      fold.take(event)
    }
    self.kind = kind
    self.number = number
    self.before = before ?? fold.history
    after = fold.history
  }

  /// The fields of the customer whose order it was when it was placed, as they were then; none before
  /// that.
  private static func buyer(
    of order: Int64,
    through: Int64,
    _ effective: Instant?,
    in log: EventLog
  ) throws -> FieldHistory {
    let placed = try log.events(
      tagged: "order:\(order)",
      types: [OrderPlaced.name],
      through: through
    )
    guard let placed = placed.first, let customer = placed.data["customer"]?.integer else {
      return FieldHistory()
    }
    return try FieldWindow(
      of: .customer,
      customer,
      through: placed.position,
      effective: effective,
      in: log
    ).after
  }

  /// The tags, each with a type, of the events that can change a field: the ten thousand orders of a
  /// customer are not even looked at.
  private static func tags(
    of kind: HistoricKind,
    _ number: Int64,
    _ through: Int64,
    in log: EventLog
  ) throws -> [String] {
    let tag = "\(kind.rawValue):\(number)"
    func others(_ types: EventTypes, _ fields: [String]) throws -> [JSON] {
      var found: [JSON] = []
      for event in try log.events(tagged: tag, types: types.names, through: through) {
        for field in fields {
          if let value = event.data[field], !found.contains(value) { found.append(value) }
        }
      }
      return found
    }
    func typed(_ tag: String, _ types: EventTypes) -> [String] {
      types.names.map { "\(tag) \($0)" }
    }
    switch kind {
    case .customer:
      let groups = try others(EventTypes(CustomerAddedToGroup.self), ["group"])
      return typed(tag, CustomerFields.types)
        + groups.compactMap { $0.string.map { "group:\($0) \(GroupRemoved.name)" } }
    case .profile:
      let owners = try others(ProfileFields.typesOfOwning, ["customer", "from", "into"])
      return typed(tag, ProfileFields.types)
        + owners.compactMap(\.integer).flatMap {
          typed("customer:\($0)", ProfileFields.typesOfOwner)
        }
    case .order: return typed(tag, OrderFields.types)
    }
  }
}

extension HistoricKind {
  var fold: any FieldFold.Type {
    switch self {
    case .customer: CustomerFields.self
    case .profile: ProfileFields.self
    case .order: OrderFields.self
    }
  }

  /// Fields in the order in which people read them.
  func sorted(_ fields: [FieldHistory.Field]) -> [FieldHistory.Field] {
    let fold = fold
    return fields.sorted { fold.precedes($0.path, $1.path) }
  }
}
