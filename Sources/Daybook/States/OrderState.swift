import Events
import Model

/// What decisions know of one order.
struct OrderState {
  static let types = EventTypes(
    OrderPlaced.self,
    OrderCancelled.self,
    OrderClaimed.self,
    OrderAssigned.self,
    OrderProfileChanged.self,
    ShipmentAdded.self,
    OrderEmailChanged.self,
    OrderPaid.self,
    OrderCompleted.self,
    CustomersMerged.self,
    MergeUndone.self
  )

  let placed: OrderPlaced
  /// The present owner.
  private(set) var customer: Int64
  /// Where the present owner got it: the position of the event.
  private(set) var ownedSince: Int64
  /// The present contact e-mail.
  private(set) var email: String?
  /// Whether what it said of persons when it was placed was erased.
  let isErased: Bool
  private(set) var isCancelled = false
  private(set) var isPaid = false
  private(set) var isCompleted = false
  /// The copies of addresses as they are now; erased ones are missing.
  private(set) var billing: Snapshot?
  private(set) var shipments: [Int64: Snapshot] = [:]
  /// The highest number of a shipment; 0 for none.
  private(set) var lastShipment: Int64 = 0
  /// Whether an account owned it already, whose address book took what waited for one.
  private var isSaved = false
  /// The guest whose merge into an account did the same; it may be undone.
  private var guestOfSavingMerge: Int64?

  var number: Int64 { placed.order }

  /// - Returns: nil when no order has the number.
  init?(_ number: Int64, in history: any History) throws {
    let events = try history.events(Self.types, tagged: "order:\(number)")
    guard let first = events.first else { return nil }
    placed = try OrderPlaced(first)
    isErased = first.isErased
    customer = placed.customer
    ownedSince = first.position
    email = placed.email
    billing = placed.billing.map(Snapshot.init(json:))
    for shipment in placed.shipments {
      let number = shipment["shipment"].integer ?? 0
      lastShipment = max(lastShipment, number)
      shipments[number] = shipment["shipping"].object.map(Snapshot.init(json:))
    }
    for event in events.dropFirst() { try apply(event) }
  }

  private mutating func apply(_ event: Event) throws {
    switch event.type {
    case OrderCancelled.name: isCancelled = true
    case OrderPaid.name: isPaid = true
    case OrderCompleted.name: isCompleted = true
    case OrderEmailChanged.name: email = try OrderEmailChanged(event).email
    case OrderProfileChanged.name: apply(try OrderProfileChanged(event))
    case ShipmentAdded.name:
      let added = try ShipmentAdded(event)
      lastShipment = added.shipment
      shipments[added.shipment] = added.shipping.map(Snapshot.init(json:))
    case OrderClaimed.name:
      let claimed = try OrderClaimed(event)
      move(to: claimed.to, event.position)
      email = claimed.email ?? email
      isSaved = true
    case OrderAssigned.name:
      let assigned = try OrderAssigned(event)
      move(to: assigned.to, event.position)
      email = assigned.email ?? email
      isSaved = isSaved || assigned.savedToAddressBook
    case CustomersMerged.name:
      let merged = EventData(event)
      move(to: try merged.integer("into"), event.position)
      if try merged.flag("saved_to_address_book") {
        guestOfSavingMerge = try merged.integer("from")
      }
    case MergeUndone.name:
      let customer = try EventData(event).integer("from")
      move(to: customer, event.position)
      if guestOfSavingMerge == customer { guestOfSavingMerge = nil }
    default: break
    }
  }

  private mutating func move(to customer: Int64, _ position: Int64) {
    self.customer = customer
    ownedSince = position
  }

  private mutating func apply(_ event: OrderProfileChanged) {
    let copy = event.copy.map(Snapshot.init(json:))
    if let shipment = event.shipment { shipments[shipment] = copy } else { billing = copy }
  }

  /// Billing, then the shipments in their order.
  var copies: [Snapshot] {
    let shipped = shipments.sorted { $0.key < $1.key }.map(\.value)
    return [billing].compactMap { $0 } + shipped
  }

  /// The copies that wait to enter the address book of an account.
  var waitingSnapshots: [Snapshot] {
    isSaved || guestOfSavingMerge != nil ? [] : copies.filter(\.isToBeSaved)
  }
}
