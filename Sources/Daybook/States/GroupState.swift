import Events
import Model

/// What decisions know of one group, without its members.
struct GroupState: FoldedState {
  static let types = EventTypes(GroupCreated.self, GroupEdited.self, GroupRemoved.self)

  let code: String
  /// Name, discount, price list and metadata, as far as they are given.
  private(set) var details = JSONObject()
  /// Where it was created last; who was added before is not in it.
  private(set) var createdAt: Int64 = 0
  private(set) var isRemoved = false

  /// - Returns: nil when nobody ever created it.
  init?(_ code: String, in history: any History) throws {
    guard let state = try history.fold("group:\(code)", { try Self(code, $0) }) else { return nil }
    self = state
  }

  private init(_ code: String, _ first: Event) throws {
    self.code = code
    try apply(first)
  }

  var size: Int { details.size }

  mutating func apply(_ event: Event) throws {
    switch event.type {
    case GroupCreated.name:
      details = event.data
      details["group"] = nil
      createdAt = event.position
      isRemoved = false
    case GroupEdited.name: details = details.merging(try GroupEdited(event).changes)
    default: isRemoved = true
    }
  }
}

/// The groups that a customer is in, folded from the events that carry the customer's tag.
struct CustomerGroups {
  static let types = JoinedGroups.types

  /// The codes, sorted.
  private(set) var codes: [String] = []

  init(of customer: Int64, in history: any History) throws {
    let joined = try history.fold("customer:\(customer)") { JoinedGroups(first: $0) }
    for (code, position) in joined?.positions.sorted(by: { $0.key < $1.key }) ?? [] {
      guard let group = try GroupState(code, in: history), !group.isRemoved,
        group.createdAt < position
      else { continue }
      codes.append(code)
    }
  }
}

/// The groups that a customer was added to and not taken out of, those that were removed since included.
private struct JoinedGroups: FoldedState {
  static let types = EventTypes(CustomerAddedToGroup.self, CustomerRemovedFromGroup.self)

  /// Where the customer was added, by the group's code.
  private(set) var positions: [String: Int64] = [:]

  init(first: Event) {
    apply(first)
  }

  var size: Int { positions.reduce(0) { $0 + $1.key.utf8.count + 8 } }

  mutating func apply(_ event: Event) {
    guard let group = event.data["group"]?.string else { return }
    positions[group] = event.type == CustomerAddedToGroup.name ? event.position : nil
  }
}
