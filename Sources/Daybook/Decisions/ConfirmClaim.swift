import Events
import Model

/// Moves the orders of a claim to the account that claimed them: all of them, or none.
///
/// Snapshots stay as they are; addresses that the guest wanted to keep enter the account's book.
public struct ConfirmClaim: Decision {
  /// What was sent to the orders' e-mail: `<claim>.<43 base64url characters>`.
  public var token: String
  /// Whether the orders' contact e-mail becomes the account's.
  public var updateEmail = false

  /// The confirmation with the token that went to the orders' e-mail.
  public init(token: String) {
    self.token = token
  }

  /// The command `claim.confirm`.
  public static let declaration = Declaration<ConfirmClaim>(
    "claim.confirm",
    "Moves claimed orders to the account, with the token from the orders' e-mail.",
    [
      Field(required: "token", \.token, "The token"),
      Field("update_email", \.updateEmail, "Make the account's e-mail the orders' contact"),
    ],
    empty: { ConfirmClaim(token: "") }
  )

  /// Appends `OrderClaimed` for each order, and `ProfileAdded` for each address that waits in one.
  ///
  /// Refuses with `claim_token_invalid`, `claim_closed`, `claim_expired`, `claim_stale`,
  /// `order_cancelled`, `customer_removed` or `customer_disabled`.
  public func decide(in context: inout DecisionContext) throws {
    let claim = try context.openClaim(of: token)
    let account = try context.customer(Reference(claim.requested.customer))
    try context.refuseDisabled(account, to: "claim orders")
    let orders = try claim.requested.orders.sorted().map { try checked($0, claim, in: context) }
    var book: AddressBook?
    for order in orders {
      context.append(
        OrderClaimed(
          claim: claim.number,
          order: order.number,
          from: order.customer,
          to: account.number,
          site: order.placed.site,
          email: updateEmail ? account.email : nil
        )
      )
      guard !order.waitingSnapshots.isEmpty else { continue }
      var current = try book ?? AddressBook(of: account.number, in: context.history)
      // Held twice, it would be copied for each order.
      book = nil
      try context.save(order.waitingSnapshots, to: &current)
      book = current
    }
  }

  /// An order of the claim, provided that it is as it was when it was claimed.
  private func checked(
    _ number: Int64,
    _ claim: ClaimState,
    in context: DecisionContext
  ) throws -> OrderState {
    guard let order = try OrderState(number, in: context.history) else {
      throw Refusal.notFound(OrderEntity.kind, "\(number)")
    }
    guard order.ownedSince < claim.position else {
      throw Refusal(
        .claimStale,
        "Order \(number) has changed hands since claim \(claim.number) was requested.",
        details: ["claim": .integer(claim.number), "order": .integer(number)]
      )
    }
    guard !order.isCancelled else {
      throw Refusal(
        .orderCancelled,
        "Order \(number) is cancelled, so nothing of claim \(claim.number) can be confirmed.",
        details: ["claim": .integer(claim.number), "order": .integer(number)]
      )
    }
    return order
  }
}
