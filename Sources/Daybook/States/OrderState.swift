import Events
import Model

/// What decisions know of one order.
struct OrderState {
  static let types = EventTypes(
    OrderPlaced.self,
    OrderCancelled.self,
    OrderClaimed.self
  )

  let placed: OrderPlaced
  /// The present owner.
  private(set) var customer: Int64
  /// Where the present owner got it: the position of the event.
  private(set) var ownedSince: Int64
  /// The present contact e-mail.
  private(set) var email: String?
  private(set) var isCancelled = false

  var number: Int64 { placed.order }

  /// - Returns: nil when no order has the number.
  init?(_ number: Int64, in history: any History) throws {
    let events = try history.events(Self.types, tagged: "order:\(number)")
    guard let first = events.first else { return nil }
    placed = try OrderPlaced(first)
    customer = placed.customer
    ownedSince = first.position
    email = placed.email
    for event in events.dropFirst() { try apply(event) }
  }

  private mutating func apply(_ event: Event) throws {
    switch event.type {
    case OrderCancelled.name: isCancelled = true
    case OrderClaimed.name:
      let claimed = try OrderClaimed(event)
      customer = claimed.to
      ownedSince = event.position
      email = claimed.email ?? email
    default: break
    }
  }

  /// The copies that wait to enter the address book of an account: billing, then shipments.
  var waitingSnapshots: [Snapshot] {
    let shipping = placed.shipments.map { $0["shipping"].object }
    return ([placed.billing] + shipping).compactMap { $0 }.map(Snapshot.init(json:))
      .filter(\.isToBeSaved)
  }
}
