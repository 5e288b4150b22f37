import Events
import Model

/// What decisions know of one cart.
struct CartState: FoldedState {
  static let types = EventTypes(
    CartUpdated.self,
    CartAssigned.self,
    CartCleared.self,
    CartExpired.self,
    OrderPlaced.self,
    CustomersMerged.self,
    MergeUndone.self,
    CustomerErased.self
  )

  let number: Int64
  /// All of the cart as it was last stated, its owner as of then.
  private(set) var content: CartUpdated
  /// Whose it is; nobody's, or somebody's of whom only the e-mail is known, when nil.
  private(set) var customer: Int64?
  /// When its content last changed, in the business.
  private(set) var updatedAt: Instant
  /// The order that it became.
  private(set) var order: Int64?
  /// Whether it is gone: too old, or its owner was erased.
  private(set) var isExpired = false

  /// All of the cart as it is now.
  var stated: CartUpdated {
    var stated = content
    stated.customer = customer
    if customer != nil { stated.email = nil }
    return stated
  }

  private(set) var isErased = false

  /// Whether it can still change.
  var isOpen: Bool { order == nil && !isExpired }

  /// - Returns: nil when no cart has the number.
  init?(_ number: Int64, in history: any History) throws {
    guard let state = try history.fold("cart:\(number)", { try Self(number, $0) }) else {
      return nil
    }
    self = state
  }

  private init(_ number: Int64, _ first: Event) throws {
    self.number = number
    content = try CartUpdated(first)
    customer = content.customer
    updatedAt = first.occurredAt
  }

  var size: Int { content.data.size }

  mutating func apply(_ event: Event) throws {
    switch event.type {
    case CartUpdated.name:
      content = try CartUpdated(event)
      customer = content.customer
      updatedAt = event.occurredAt
    case CartCleared.name:
      content.lines = []
      updatedAt = event.occurredAt
    case CartAssigned.name: customer = try CartAssigned(event).to
    case CartExpired.name: isExpired = true
    case CustomerErased.name: (isExpired, isErased) = (true, true)
    case OrderPlaced.name: order = event.data["order"]?.integer
    case CustomersMerged.name: customer = try EventData(event).integer("into")
    case MergeUndone.name: customer = try EventData(event).integer("from")
    default: break
    }
  }
}
