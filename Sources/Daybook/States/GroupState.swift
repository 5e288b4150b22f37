import Events
import Model

/// What decisions know of one group, without its members.
struct GroupState {
  static let types = EventTypes(GroupCreated.self, GroupEdited.self, GroupRemoved.self)

  let code: String
  /// Name, discount, price list and metadata, as far as they are given.
  private(set) var details = JSONObject()
  /// Where it was created last; who was added before is not in it.
  private(set) var createdAt: Int64 = 0
  private(set) var isRemoved = false

  /// - Returns: nil when nobody ever created it.
  init?(_ code: String, in history: any History) throws {
    self.code = code
    let events = try history.events(Self.types, tagged: "group:\(code)")
    guard !events.isEmpty else { return nil }
    for event in events {
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
}

/// The groups that a customer is in, folded from the events that carry the customer's tag.
struct CustomerGroups {
  static let types = EventTypes(CustomerAddedToGroup.self, CustomerRemovedFromGroup.self)

  /// The codes, sorted.
  private(set) var codes: [String] = []

  init(of customer: Int64, in history: any History) throws {
    var joined: [String: Int64] = [:]
    for event in try history.events(Self.types, tagged: "customer:\(customer)") {
      guard let group = event.data["group"]?.string else { continue }
      joined[group] = event.type == CustomerAddedToGroup.name ? event.position : nil
    }
    for (code, position) in joined.sorted(by: { $0.key < $1.key }) {
      guard let group = try GroupState(code, in: history), !group.isRemoved,
        group.createdAt < position
      else { continue }
      codes.append(code)
    }
  }
}
