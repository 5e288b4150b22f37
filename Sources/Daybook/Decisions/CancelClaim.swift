import Events
import Model

/// Withdraws a claim that is not confirmed or declined.
public struct CancelClaim: Decision {
  /// The claim, by its number.
  public var claim: ClaimReference

  /// The withdrawal of a claim.
  public init(claim: ClaimReference) {
    self.claim = claim
  }

  /// The command `claim.cancel`.
  public static let declaration = Declaration<CancelClaim>(
    "claim.cancel",
    "Withdraws a claim.",
    [Field(required: "claim", \.claim, "The claim")],
    empty: { CancelClaim(claim: 0) }
  )

  /// The claim.
  public var subject: Subject? { .claim(claim) }

  /// Appends `OrderClaimCancelled`; nothing when it is cancelled already.
  ///
  /// Refuses with `claim_closed` when the claim was confirmed or declined.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.claim(claim)
    context.touch(ClaimEntity.kind, state.number)
    context.touch(CustomerEntity.kind, state.requested.customer)
    switch state.ending {
    case .cancelled: return
    case .confirmed, .declined:
      throw Refusal(
        .claimClosed,
        "Claim \(state.number) is closed: it was \(state.ending?.word ?? "").",
        details: ["claim": .integer(state.number)]
      )
    case nil:
      context.append(
        OrderClaimCancelled(
          claim: state.number,
          customer: state.requested.customer,
          orders: state.requested.orders
        )
      )
    }
  }
}
