import Events
import Model

/// Takes away open carts that nobody touched for a long time, and with them guests who never
/// ordered (as Kentico does).
///
/// Who has an account, an order or another open cart stays.
///
/// It looks at every cart there ever was: the time grows with their number.
public struct PurgeCarts: Decision {
  /// How many days nothing happened, at least 1.
  public var olderThanDays: Int64 = 30
  /// When the days are counted from; now when left out.
  public var at: LastMoment?

  /// A purge of carts older than so many days.
  public init(olderThanDays: Int64) {
    self.olderThanDays = olderThanDays
  }

  /// The command `cart.purge`.
  public static let declaration = Declaration<PurgeCarts>(
    "cart.purge",
    "Takes away carts that nobody touched for a long time.",
    [
      Field("older_than_days", \.olderThanDays, "How many days; 30 when left out"),
      Field("at", \.at, "Counted from when; now when left out"),
    ],
    empty: { PurgeCarts(olderThanDays: 30) }
  )

  /// Appends `CartExpired` for each cart, and `CustomerRemoved` for each guest who goes along.
  public func decide(in context: inout DecisionContext) throws {
    guard (1...36_500).contains(olderThanDays) else {
      throw Refusal.invalid("older_than_days", "must be 1 to 36500")
    }
    let end = try at?.checked(as: "at").instant ?? context.now
    guard let limit = end.advanced(bySeconds: -olderThanDays * 86_400) else {
      throw Refusal.invalid("at", "lies too far back")
    }
    var guests: [Int64] = []
    var seen: Set<Int64> = []
    let next = try context.history.nextNumber(of: CartEntity.kind)
    var expired: Set<Int64> = []
    for number in stride(from: 1, to: next, by: 1) {
      guard let cart = try CartState(number, in: context.history), cart.isOpen,
        cart.updatedAt <= limit
      else { continue }
      context.append(CartExpired(cart: number, customer: cart.customer))
      expired.insert(number)
      if let customer = cart.customer, seen.insert(customer).inserted { guests.append(customer) }
    }
    for guest in guests where try isForgotten(guest, expired, in: context) {
      context.append(CustomerRemoved(customer: guest))
    }
  }

  /// Whether somebody is a guest who never ordered and has no other open cart.
  private func isForgotten(
    _ number: Int64,
    _ expired: Set<Int64>,
    in context: DecisionContext
  ) throws -> Bool {
    let placed = EventTypes(OrderPlaced.self)
    guard let guest = try CustomerState(number, in: context.history), !guest.hasAccount,
      guest.holdsNames,
      try context.history.lastEvent(placed, tagged: "customer:\(number)") == nil,
      try Owned.orders(of: number, in: context.history).isEmpty
    else { return false }
    return try context.openCarts(of: number).allSatisfy(expired.contains)
  }
}
