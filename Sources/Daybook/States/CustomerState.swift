import Events
import Model

/// What decisions know of one customer, folded from the events that carry its tag.
struct CustomerState: FoldedState {
  static let types = EventTypes(
    CustomerRegistered.self,
    GuestRecorded.self,
    CustomerEdited.self,
    CustomerEmailChanged.self,
    CustomerMetadataChanged.self,
    CustomerDisabled.self,
    CustomerEnabled.self,
    CustomerRemoved.self,
    CustomerRestored.self,
    CustomersMerged.self,
    MergeUndone.self,
    ContactLinked.self,
    CustomerErased.self
  )

  let number: Int64
  private(set) var site = ""
  private(set) var contact: Int64 = 0
  /// Whether it is a registered customer; a guest otherwise.
  private(set) var hasAccount = false
  private(set) var email: String?
  /// First and last name, phone, user name and company, as far as they are given.
  private(set) var details = JSONObject()
  private(set) var metadata = JSONObject()
  private(set) var isDisabled = false
  private(set) var isRemoved = false
  /// Whether the person was erased; they count as removed, and do not come back.
  private(set) var isErased = false
  /// The merge that made this customer another one; nil when it is one of its own.
  private(set) var merge: CustomersMerged?
  /// Where that merge stands, or the last one.
  private(set) var mergedAt: Int64 = 0

  /// - Returns: nil when no customer has the number.
  init?(_ number: Int64, in history: any History) throws {
    let tag = "customer:\(number)"
    guard let state = try history.fold(tag, { try Self(number, $0) }) else { return nil }
    self = state
  }

  /// - Returns: nil when there are no events.
  init?(_ number: Int64, from events: [Event]) throws {
    guard let state = try events.folded(nil, { try Self(number, $0) }) else { return nil }
    self = state
  }

  private init(_ number: Int64, _ first: Event) throws {
    self.number = number
    try apply(first)
  }

  var size: Int {
    details.size + metadata.size + (email?.utf8.count ?? 0) + (merge?.data.size ?? 0)
  }

  mutating func apply(_ event: Event) throws {
    switch event.type {
    case CustomerRegistered.name: apply(try CustomerRegistered(event))
    case GuestRecorded.name: apply(try GuestRecorded(event))
    case CustomerEdited.name:
      details = details.merging(try CustomerEdited(event).changes)
    case CustomerEmailChanged.name:
      let event = try CustomerEmailChanged(event)
      email = event.email
      contact = event.contact
    case CustomerMetadataChanged.name:
      metadata = try CustomerMetadataChanged(event).metadata ?? [:]
    case CustomerDisabled.name: isDisabled = true
    case CustomerEnabled.name: isDisabled = false
    case CustomerRemoved.name: isRemoved = true
    case CustomerRestored.name: isRemoved = false
    case CustomersMerged.name:
      let merged = try CustomersMerged(event)
      if merged.from == number { (merge, mergedAt) = (merged, event.position) }
    case MergeUndone.name:
      if try MergeUndone(event).from == number { merge = nil }
    case ContactLinked.name: contact = try ContactLinked(event).contact
    case CustomerErased.name: (isErased, isRemoved) = (true, true)
    default: break
    }
  }

  private mutating func apply(_ event: CustomerRegistered) {
    hasAccount = true
    site = event.site
    contact = event.contact
    email = event.email
    metadata = event.metadata ?? [:]
    details = JSONObject(present: [
      ("first_name", event.firstName.map(JSON.string)),
      ("last_name", event.lastName.map(JSON.string)),
      ("phone", event.phone.map(JSON.string)),
      ("username", event.username.map(JSON.string)),
      ("company", event.company.map(JSON.object)),
    ])
  }

  private mutating func apply(_ event: GuestRecorded) {
    site = event.site
    contact = event.contact
    email = event.email
    details = JSONObject(present: [
      ("first_name", event.firstName.map(JSON.string)),
      ("last_name", event.lastName.map(JSON.string)),
      ("phone", event.phone.map(JSON.string)),
    ])
  }

  var username: String? { details["username"]?.string }

  /// Whether the e-mail and user name are this customer's; of a removed or merged one they are free.
  var holdsNames: Bool { !isRemoved && merge == nil }

  /// What an order keeps of its customer: the details but for the user name.
  var buyer: JSONObject? {
    var buyer = details
    buyer["username"] = nil
    return buyer.isEmpty ? nil : buyer
  }
}
