import Events
import Model

/// What decisions know of one claim.
struct ClaimState {
  static let types = EventTypes(
    OrderClaimRequested.self,
    OrderClaimed.self,
    OrderClaimDeclined.self,
    OrderClaimCancelled.self
  )

  /// How a claim ended.
  enum Ending {
    case confirmed, declined, cancelled
  }

  let requested: OrderClaimRequested
  /// Where it was requested.
  let position: Int64
  let expiresAt: Instant
  private(set) var ending: Ending?

  var number: Int64 { requested.claim }

  /// - Returns: nil when no claim has the number.
  init?(_ number: Int64, in history: any History) throws {
    let events = try history.events(Self.types, tagged: "claim:\(number)")
    guard let first = events.first else { return nil }
    requested = try OrderClaimRequested(first)
    guard let time = Instant(requested.expiresAt) else {
      throw EventProblem("the field expires_at should be a time")
    }
    position = first.position
    expiresAt = time
    for event in events.dropFirst() {
      switch event.type {
      case OrderClaimed.name: ending = .confirmed
      case OrderClaimDeclined.name: ending = .declined
      case OrderClaimCancelled.name: ending = .cancelled
      default: break
      }
    }
  }
}
