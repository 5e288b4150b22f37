import Events
import Model

/// Declines a claim: the holder of the orders' e-mail does not want them moved.
public struct DeclineClaim: Decision {
  /// What was sent to the orders' e-mail: `<claim>.<43 base64url characters>`.
  public var token: String

  /// The refusal with the token that went to the orders' e-mail.
  public init(token: String) {
    self.token = token
  }

  /// The command `claim.decline`.
  public static let declaration = Declaration<DeclineClaim>(
    "claim.decline",
    "Declines a claim, with the token from the orders' e-mail.",
    [Field(required: "token", \.token, "The token")],
    empty: { DeclineClaim(token: "") }
  )

  /// Appends `OrderClaimDeclined`.
  ///
  /// Refuses with `claim_token_invalid`, `claim_closed` or `claim_expired`.
  public func decide(in context: inout DecisionContext) throws {
    let claim = try context.openClaim(of: token)
    context.append(
      OrderClaimDeclined(
        claim: claim.number,
        customer: claim.requested.customer,
        orders: claim.requested.orders
      )
    )
  }
}
