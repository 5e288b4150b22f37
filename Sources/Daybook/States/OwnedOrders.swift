import Events
import Model

/// The orders that a customer owns, folded from the events that carry the customer's tag.
struct OwnedOrders {
  static let types = EventTypes(
    OrderPlaced.self,
    OrderClaimed.self,
    OrderAssigned.self,
    CustomersMerged.self,
    MergeUndone.self
  )

  private(set) var numbers: Set<Int64> = []

  init(of customer: Int64, in history: any History) throws {
    for event in try history.events(Self.types, tagged: "customer:\(customer)") {
      switch event.type {
      case OrderPlaced.name: numbers.insert(try OrderPlaced(event).order)
      case OrderClaimed.name:
        let claimed = try OrderClaimed(event)
        move([claimed.order], isHere: claimed.to == customer)
      case OrderAssigned.name:
        let assigned = try OrderAssigned(event)
        move([assigned.order], isHere: assigned.to == customer)
      case CustomersMerged.name:
        let merged = try CustomersMerged(event)
        move(merged.orders, isHere: merged.into == customer)
      case MergeUndone.name:
        let undone = try MergeUndone(event)
        move(undone.orders, isHere: undone.from == customer)
      default: break
      }
    }
  }

  private mutating func move(_ orders: [Int64], isHere: Bool) {
    if isHere { numbers.formUnion(orders) } else { numbers.subtract(orders) }
  }
}
