import Events
import Model

/// The numbers of the things of one kind that a customer owns, folded from the events that carry
/// the customer's tag.
///
/// Things that are closed or removed are among them.
struct Owned {
  private(set) var numbers: Set<Int64> = []
  private let customer: Int64
  private let kind: String

  static func orders(of customer: Int64, in history: any History) throws -> Set<Int64> {
    let types = EventTypes(
      OrderPlaced.self,
      OrderClaimed.self,
      OrderAssigned.self,
      CustomersMerged.self,
      MergeUndone.self
    )
    return try Owned("order", of: customer, types, in: history).numbers
  }

  static func carts(of customer: Int64, in history: any History) throws -> Set<Int64> {
    let types = EventTypes(
      CartUpdated.self,
      CartAssigned.self,
      CustomersMerged.self,
      MergeUndone.self
    )
    return try Owned("cart", of: customer, types, in: history).numbers
  }

  static func paymentMethods(of customer: Int64, in history: any History) throws -> Set<Int64> {
    let types = EventTypes(PaymentMethodAdded.self, CustomersMerged.self, MergeUndone.self)
    // They may have gone home from somebody in between, which the customer's events do not say.
    return try Owned("payment_method", of: customer, types, in: history).numbers.filter { number in
      try PaymentMethodState(number, in: history)?.customer == customer
    }
  }

  private init(
    _ kind: String,
    of customer: Int64,
    _ types: EventTypes,
    in history: any History
  ) throws {
    self.customer = customer
    self.kind = kind
    for event in try history.events(types, tagged: "customer:\(customer)") { apply(event) }
  }

  private mutating func apply(_ event: Event) {
    switch event.type {
    case CustomersMerged.name: move(event, isHere: event.data["into"]?.integer == customer)
    case MergeUndone.name: move(event, isHere: event.data["from"]?.integer == customer)
    default:
      // It came into being with its customer, or went from one to another.
      guard let number = event.data[kind]?.integer else { return }
      let owner = event.data["to"]?.integer ?? event.data["customer"]?.integer
      if owner == customer { numbers.insert(number) } else { numbers.remove(number) }
    }
  }

  private mutating func move(_ event: Event, isHere: Bool) {
    let moved = (event.data[kind + "s"]?.array ?? []).compactMap(\.integer)
    if isHere { numbers.formUnion(moved) } else { numbers.subtract(moved) }
  }
}
