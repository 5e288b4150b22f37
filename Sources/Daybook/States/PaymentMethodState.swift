import Events
import Model

/// What decisions know of one payment method.
struct PaymentMethodState {
  static let types = EventTypes(
    PaymentMethodAdded.self,
    PaymentMethodEdited.self,
    PaymentMethodRemoved.self,
    CustomersMerged.self,
    MergeUndone.self
  )

  let number: Int64
  private(set) var customer: Int64
  /// Gateway, label, day of expiry, whether it is reusable, and its billing address.
  private(set) var details: JSONObject
  private(set) var isRemoved = false

  /// - Returns: nil when no payment method has the number.
  init?(_ number: Int64, in history: any History) throws {
    let events = try history.events(Self.types, tagged: "payment_method:\(number)")
    guard let first = events.first else { return nil }
    let added = try PaymentMethodAdded(first)
    self.number = number
    customer = added.customer
    details = EventData(first.data).changes(PaymentMethodEdited.changeable)
    for event in events.dropFirst() {
      switch event.type {
      case PaymentMethodEdited.name:
        details = details.merging(try PaymentMethodEdited(event).changes)
      case PaymentMethodRemoved.name: isRemoved = true
      case CustomersMerged.name: customer = try EventData(event).integer("into")
      case MergeUndone.name: customer = try EventData(event).integer("from")
      default: break
      }
    }
  }

  /// Its copy of a billing address.
  var billing: Snapshot? { details["billing"]?.object.map(Snapshot.init(json:)) }
}
