import Events
import Model

/// Takes back what an event did: not by taking the event away, which nobody can, but by one that does
/// the opposite and names the first as its causation.
///
/// The opposite is what a command would do, so it keeps to all rules. Refused where it would overwrite
/// what somebody decided since, and where an opposite has no meaning: goods are sent and money is paid.
public struct UndoEvent: Decision {
  /// Where the event stands.
  public var position: Int64

  /// The undoing of an event.
  public init(position: Int64) {
    self.position = position
  }

  /// The command `undo`.
  public static let declaration = Declaration<UndoEvent>(
    "undo",
    "Takes back what an event did, by an event that does the opposite; needs a reason.",
    [Field(required: "position", \.position, "Where the event stands, as `daybook log` shows")],
    empty: { UndoEvent(position: 0) }
  )

  /// Appends what makes things as they were; nothing when they are so already.
  ///
  /// Refuses with `reason_required` without a reason, with `not_undoable` and the reason for that, and
  /// with whatever the command refuses that leads back.
  public func decide(in context: inout DecisionContext) throws {
    guard let event = try context.history.event(at: position) else {
      throw Refusal(.notFound, "There is no event at position \(position).")
    }
    guard context.provenance.reason?.isEmpty == false else {
      throw Refusal(.reasonRequired, "Undoing an event needs a reason.")
    }
    guard context.provenance.causation == nil else {
      throw Refusal.invalid("causation", "is the event that is undone: leave it out")
    }
    guard !event.isErased else {
      throw Self.refusal(event, "what it said of a person was erased")
    }
    if let hindrance = Self.hindrance(event.type) { throw Self.refusal(event, hindrance) }
    try refuseMerged(event, context)
    context.causation = position
    let undone =
      try undoCustomers(event, &context) || undoBooks(event, &context)
      || undoOrders(event, &context) || undoBelongings(event, &context)
      || undoCatalogues(event, &context)
    guard undone else { throw Self.refusal(event, "it has no opposite") }
  }

  /// Runs a command that leads back, given as `apply` gets it.
  func run(_ name: String, _ fields: JSONObject, _ context: inout DecisionContext) throws {
    guard let type = Decisions.named(name) else {
      throw Refusal.invalid("position", "has no opposite")
    }
    try type.read(fields).decide(in: &context)
  }

  /// What was so in front of the event.
  func past(_ context: DecisionContext) -> any History {
    PastHistory(history: context.history, end: position)
  }

  /// Refuses what concerns a customer who was merged into somebody else since.
  ///
  /// What leads back would meet the other one, and would be gone for both when the merge is undone. Of
  /// merges themselves those decided later stand in the way, but for whom somebody is merged into again.
  private func refuseMerged(_ event: Event, _ context: DecisionContext) throws {
    let fields: [String]
    switch event.type {
    case CustomersMerged.name: fields = []
    case MergeUndone.name: fields = ["into"]
    default: fields = ["customer", "from", "to"]
    }
    for number in fields.compactMap({ event.data[$0]?.integer }) {
      guard let merge = try CustomerState(number, in: context.history)?.merge else { continue }
      throw Self.refusal(event, "customer \(number) was merged into customer \(merge.into) since")
    }
  }

  /// The number of the event's customer, whom the outcome names.
  func touchedCustomer(_ event: Event, _ context: inout DecisionContext) -> Int64 {
    let number = event.data["customer"]?.integer ?? 0
    context.touch(CustomerEntity.kind, number)
    return number
  }

  static func refusal(
    _ event: Event,
    _ hindrance: String,
    _ details: JSONObject = [:]
  ) -> Refusal {
    var details = details
    details["type"] = .string(event.type)
    return Refusal(
      .notUndoable,
      "\(event.type) at position \(event.position) cannot be undone: \(hindrance).",
      details: details
    )
  }

  /// Why there is no opposite; nil for an event that may have one.
  private static func hindrance(_ type: String) -> String? {
    switch type {
    case CustomerErased.name: "what was erased is gone"
    case OrderPlaced.name: "an order is not taken back; cancel it with `daybook order cancel`"
    case OrderCancelled.name: "a cancelled order is frozen; place a new one"
    case OrderPaid.name: "money came in; give credit with `daybook credit grant`"
    case OrderCompleted.name: "the order is with the customer"
    case ShipmentAdded.name: "a shipment is not taken back"
    case OrderClaimDeclined.name, OrderClaimCancelled.name:
      "a claim ends once; request another one with `daybook claim request`"
    case CartExpired.name: "the cart is gone"
    case GroupRemoved.name: "its members are gone; create it with `daybook group create`"
    case PaymentMethodRemoved.name: "add it again with `daybook payment-method add`"
    default: nil
    }
  }
}

/// What an event decided, and others may have decided anew: a fact by the events that can change it.
struct UndoneFact {
  /// The tag and the types of those events.
  let tag: String
  let types: EventTypes
  /// The fact as some history has it; null for none.
  let value: (any History) throws -> JSON
}

extension UndoEvent {
  /// Whether the fact has to be put back: the event decided it last.
  ///
  /// Events and what undid them, one after the other, are no obstacle. What undid an event is told by its
  /// causation, and by having made the fact what it was.
  ///
  /// - Returns: False when everything is as it was in front of the event.
  /// - Throws: `not_undoable` when somebody decided since, and when the event changed nothing of the fact.
  func isToBePutBack(
    _ fact: UndoneFact,
    _ event: Event,
    _ context: DecisionContext
  ) throws -> Bool {
    let history = context.history
    func value(before position: Int64) throws -> JSON {
      try fact.value(PastHistory(history: history, end: position))
    }
    let before = try value(before: position)
    guard try value(before: position + 1) != before else {
      throw Self.refusal(event, "it changed nothing that could be put back")
    }
    var standing = [event]
    for later in try history.events(fact.types, tagged: fact.tag) where later.position > position {
      let (start, end) = (
        try value(before: later.position), try value(before: later.position + 1)
      )
      guard start != end else { continue }
      if let last = standing.last, later.causation == last.position,
        try value(before: last.position) == end
      {
        standing.removeLast()
      } else {
        standing.append(later)
      }
    }
    guard standing.first?.position == position else {
      // It was undone, and perhaps something else decided since.
      guard standing.isEmpty, try fact.value(history) == before else {
        throw changed(event, standing)
      }
      return false
    }
    guard standing.count == 1 else {
      if try fact.value(history) == before { return false }
      throw changed(event, Array(standing.dropFirst()))
    }
    return true
  }

  private func changed(_ event: Event, _ later: [Event]) -> Refusal {
    let last = later.last.map { "\($0.type) at position \($0.position)" } ?? "something"
    return Self.refusal(
      event,
      "\(last) decided anew since; undo that first",
      ["positions": .array(later.map { .integer($0.position) })]
    )
  }
}

/// History as it was in front of a position.
private struct PastHistory: History {
  let history: any History
  let end: Int64

  func events(_ types: EventTypes, tagged tag: String) throws -> [Event] {
    try history.events(types, tagged: tag).filter { $0.position < end }
  }

  func lastEvent(_ types: EventTypes, tagged tag: String) throws -> Event? {
    try events(types, tagged: tag).last
  }

  func event(at position: Int64) throws -> Event? {
    position < end ? try history.event(at: position) : nil
  }

  func events(found lookup: Lookup) throws -> [Event] {
    try history.events(found: lookup).filter { $0.position < end }
  }

  func hasEvent(tagged tag: String) throws -> Bool {
    try !positions(tagged: tag, after: 0).isEmpty
  }

  func positions(tagged tag: String, after: Int64) throws -> [Int64] {
    try history.positions(tagged: tag, after: after).filter { $0 < end }
  }

  func events(
    _ types: EventTypes,
    having field: String,
    among numbers: Set<Int64>
  ) throws -> [Event] {
    try history.events(types, having: field, among: numbers).filter { $0.position < end }
  }

  func readPersonal(of subjects: [String], _ body: (Event) throws -> Bool) throws {
    try history.readPersonal(of: subjects) { event in
      try event.position < end && body(event)
    }
  }

  func nextNumber(of kind: String) throws -> Int64 { try history.nextNumber(of: kind) }
}

extension JSONObject {
  /// What turns an object that has members of a change back into this one, for a command that merges:
  /// these members, and null for those that only the change has.
  func undoing(_ change: JSONObject) -> JSONObject {
    var result = self
    for (key, _) in change where self[key] == nil { result[key] = .null }
    return result
  }

  /// The members of some names, null where there is none.
  func members(_ names: [String]) -> JSON {
    .object(JSONObject(names.map { ($0, self[$0] ?? .null) }))
  }
}
