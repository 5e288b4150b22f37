import Events
import Model

/// Asks for guest orders to be moved to an account.
///
/// The token goes to the orders' e-mail: whoever can read it proves to be the one who ordered.
/// Unlike Medusa's claims these are single use and bound to the owner at the time of the request.
public struct RequestClaim: Decision {
  /// Who claims; a guest cannot.
  public var customer: CustomerReference
  /// The orders, all of guests; left out when `all` is set.
  public var orders: [OrderReference]?
  /// Every guest order with the account's own e-mail that is not cancelled.
  public var all = false
  /// Seconds until the tokens expire, 1 second to 30 days.
  public var validFor: Int64 = 900

  /// A claim of some orders, or of all with the account's e-mail.
  public init(customer: CustomerReference, orders: [OrderReference]? = nil) {
    self.customer = customer
    self.orders = orders
    all = orders == nil
  }

  /// The command `claim.request`.
  public static let declaration = Declaration<RequestClaim>(
    "claim.request",
    "Asks for guest orders to be moved to an account.",
    [
      Field(required: "customer", \.customer, "Who claims, with an account"),
      Field("orders", \.orders, "The orders"),
      Field("all", \.all, "Every guest order with the account's own e-mail"),
      Field("valid_for", \.validFor, "Seconds until the token expires; 900 when left out"),
    ],
    empty: { RequestClaim(customer: 0, orders: []) }
  )

  /// The customer.
  public var subject: Subject? { .customer(customer) }

  /// Appends one `OrderClaimRequested` for each e-mail of the orders.
  ///
  /// Refuses with `no_account`, `customer_disabled`, `already_yours`, or `order_not_claimable` for an unknown order and
  /// for one of another account alike.
  public func decide(in context: inout DecisionContext) throws {
    let account = try context.account(customer, for: "claiming orders")
    try context.refuseDisabled(account, to: "claim orders")
    guard (1...2_592_000).contains(validFor),
      let expiresAt = context.now.advanced(bySeconds: validFor)
    else { throw Refusal.invalid("valid_for", "must be 1 to 2592000 seconds") }
    let claimed = try all ? allOrders(of: account, in: context) : namedOrders(account, in: context)
    var groups: [(email: String?, orders: [Int64])] = []
    var places: [JSON: Int] = [:]
    for order in claimed {
      if let place = places[JSON(order.email)] {
        groups[place].orders.append(order.number)
      } else {
        places[JSON(order.email)] = groups.count
        groups.append((order.email, [order.number]))
      }
    }
    var claims: [JSON] = []
    for group in groups {
      let claim = try context.number(of: ClaimEntity.kind)
      let token = ClaimToken(claim: claim, secret: try context.randomBytes(32))
      let event = OrderClaimRequested(
        claim: claim,
        customer: account.number,
        orders: group.orders,
        expiresAt: expiresAt.text,
        tokenHash: token.hash,
        email: group.email
      )
      context.append(event)
      claims.append(Self.description(of: event, token: token.text))
    }
    context.extras["claims"] = .array(claims)
  }

  /// What the caller learns of a claim; the token only once.
  static func description(of event: OrderClaimRequested, token: String?) -> JSON {
    [
      "claim": .integer(event.claim), "email": JSON(event.email),
      "orders": .array(event.orders.map(JSON.integer)), "token": JSON(token),
      "expires_at": .string(event.expiresAt),
    ]
  }

  private func namedOrders(
    _ account: CustomerState,
    in context: DecisionContext
  ) throws -> [OrderState] {
    guard let orders, !orders.isEmpty else { throw Refusal.missing("orders") }
    var claimed: [OrderState] = []
    var seen: Set<Int64> = []
    for reference in orders {
      // One answer for unknown orders and those of another account: nobody can find out which
      // orders there are.
      let unclaimable = Refusal(
        .orderNotClaimable,
        "The order \(reference.text) cannot be claimed.",
        details: ["order": reference.fieldJSON]
      )
      guard let number = try context.orderNumber(reference),
        let order = try OrderState(number, in: context.history)
      else { throw unclaimable }
      if order.customer == account.number {
        throw Refusal(
          .alreadyYours,
          "Order \(number) is customer \(account.number)'s already.",
          details: ["order": .integer(number)]
        )
      }
      guard try CustomerState(order.customer, in: context.history)?.hasAccount == false else {
        throw unclaimable
      }
      if seen.insert(number).inserted { claimed.append(order) }
    }
    return claimed
  }

  private func allOrders(
    of account: CustomerState,
    in context: DecisionContext
  ) throws -> [OrderState] {
    if orders?.isEmpty == false {
      throw Refusal.invalid("all", "goes without orders: give one of the two")
    }
    var claimed: [OrderState] = []
    var seen: Set<Int64> = []
    if let email = account.email {
      for event in try context.history.events(found: Lookup("order_email", account.site, email)) {
        guard let number = event.data["order"]?.integer, seen.insert(number).inserted,
          let order = try OrderState(number, in: context.history), !order.isCancelled,
          order.email?.isSame(as: email) == true,
          try CustomerState(order.customer, in: context.history)?.hasAccount == false
        else { continue }
        claimed.append(order)
      }
    }
    guard !claimed.isEmpty else {
      throw Refusal(.orderNotClaimable, "There is no guest order with the account's e-mail.")
    }
    return claimed
  }
}
