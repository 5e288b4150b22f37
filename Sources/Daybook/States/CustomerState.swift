import Events
import Model

/// What decisions know of one customer, folded from the events that carry its tag.
struct CustomerState {
  static let types = EventTypes(
    CustomerRegistered.self,
    GuestRecorded.self,
    CustomerEdited.self,
    CustomerEmailChanged.self,
    CustomerMetadataChanged.self
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

  /// - Returns: nil when no customer has the number.
  init?(_ number: Int64, in history: any History) throws {
    self.number = number
    let events = try history.events(Self.types, tagged: "customer:\(number)")
    guard !events.isEmpty else { return nil }
    for event in events { try apply(event) }
  }

  private mutating func apply(_ event: Event) throws {
    switch event.type {
    case CustomerRegistered.name:
      let event = try CustomerRegistered(event)
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
    case GuestRecorded.name:
      let event = try GuestRecorded(event)
      site = event.site
      contact = event.contact
      email = event.email
      details = JSONObject(present: [
        ("first_name", event.firstName.map(JSON.string)),
        ("last_name", event.lastName.map(JSON.string)),
        ("phone", event.phone.map(JSON.string)),
      ])
    case CustomerEdited.name:
      details = details.merging(try CustomerEdited(event).changes)
    case CustomerEmailChanged.name:
      let event = try CustomerEmailChanged(event)
      email = event.email
      contact = event.contact
    case CustomerMetadataChanged.name:
      metadata = try CustomerMetadataChanged(event).metadata ?? [:]
    default: break
    }
  }

  var username: String? { details["username"]?.string }

  /// What an order keeps of its customer: the details but for the user name.
  var buyer: JSONObject? {
    var buyer = details
    buyer["username"] = nil
    return buyer.isEmpty ? nil : buyer
  }
}
