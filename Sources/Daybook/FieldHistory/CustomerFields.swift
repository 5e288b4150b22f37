import Events
import Model

/// The fields of one customer.
struct CustomerFields: FieldFold {
  static let plainFields = [
    "site", "email", "has_account", "enabled", "removed", "erased", "username", "first_name",
    "last_name", "phone", "company.name", "company.organization_id", "company.tax_id", "reference",
    "groups",
    "contact", "default_billing_profile", "default_shipping_profile",
  ]
  static let order = [
    "site", "email", "has_account", "enabled", "removed", "erased", "username", "first_name",
    "last_name", "phone", "company", "metadata", "reference", "groups", "roles", "memberships",
    "credit",
    "contact", "default_billing_profile", "default_shipping_profile",
  ]

  /// The events with the customer's tag that can change a field.
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
    CustomerErased.self,
    ContactLinked.self,
    CustomerAddedToGroup.self,
    CustomerRemovedFromGroup.self,
    RoleAssigned.self,
    RoleRevoked.self,
    MembershipGranted.self,
    MembershipRevoked.self,
    CreditGranted.self,
    CreditSpent.self,
    CreditCorrected.self,
    DefaultProfileSet.self,
    DefaultProfileCleared.self
  )

  private(set) var history = FieldHistory()
  private var groups: [String] = []
  private var defaults: [String: JSON] = [:]
  private var balances: [String: Int64] = [:]
  private var isRemoved = false

  private static let details = ["first_name", "last_name", "phone", "username"]

  mutating func take(_ event: HistoricEvent) {
    let position = event.position
    switch event.type {
    case CustomerRegistered.name: begin(event, hasAccount: true)
    case GuestRecorded.name: begin(event, hasAccount: false)
    default:
      // With business times some of the log may be left out, its beginning as well.
      guard !history.fields.isEmpty else { return }
    }
    switch event.type {
    case CustomerEdited.name: edit(event)
    case CustomerEmailChanged.name:
      setEmail(event)
      history.set("contact", event["contact"], at: position)
    case CustomerMetadataChanged.name: setMetadata(event)
    case CustomerDisabled.name: history.set("enabled", false, at: position)
    case CustomerEnabled.name: history.set("enabled", true, at: position)
    case CustomerRemoved.name: setRemoved(true, position)
    case CustomerRestored.name: setRemoved(false, position)
    case CustomerErased.name:
      history.set("erased", true, at: position)
      setRemoved(true, position)
    case ContactLinked.name: history.set("contact", event["contact"], at: position)
    default: takeBelongings(event)
    }
  }

  private mutating func begin(_ event: HistoricEvent, hasAccount: Bool) {
    let position = event.position
    for field in ["site", "reference", "contact"] {
      history.set(field, event[field], at: position)
    }
    history.set("has_account", .boolean(hasAccount), at: position)
    history.set("enabled", true, at: position)
    history.set("removed", false, at: position)
    history.set("erased", false, at: position)
    setEmail(event)
    if event.isErased {
      for field in Self.details where hasAccount || field != "username" {
        history.erase(field, at: position)
      }
      if hasAccount { history.erase("company", at: position) }
    }
    edit(event)
    if hasAccount { setMetadata(event) }
  }

  /// Details changed: an absent field stays, null clears.
  private mutating func edit(_ event: HistoricEvent) {
    for field in Self.details {
      if let value = event.data[field] { history.set(field, value, at: event.position) }
    }
    guard let company = event.data["company"] else { return }
    history.replace("company", with: company.object?.fieldValues ?? [], at: event.position)
  }

  private mutating func setEmail(_ event: HistoricEvent) {
    if event.isErased {
      history.erase("email", at: event.position)
    } else {
      history.set("email", event["email"], at: event.position)
    }
  }

  private mutating func setMetadata(_ event: HistoricEvent) {
    if event.isErased { return history.erase("metadata", at: event.position) }
    let metadata = event["metadata"].object?.fieldValues ?? []
    history.replace("metadata", with: metadata, at: event.position)
  }

  /// The address book of a removed customer is out of view, and its defaults with it.
  private mutating func setRemoved(_ isRemoved: Bool, _ position: Int64) {
    self.isRemoved = isRemoved
    history.set("removed", .boolean(isRemoved), at: position)
    for (usage, profile) in defaults {
      history.set("default_\(usage)_profile", isRemoved ? .null : profile, at: position)
    }
  }

  private mutating func takeBelongings(_ event: HistoricEvent) {
    let position = event.position
    switch event.type {
    case CustomerAddedToGroup.name: setGroup(event, isIn: true)
    case CustomerRemovedFromGroup.name, GroupRemoved.name: setGroup(event, isIn: false)
    case RoleAssigned.name:
      setTerm("roles", event["role"], ["until": event["until"]], position)
    case RoleRevoked.name: setTerm("roles", event["role"], .null, position)
    case MembershipGranted.name:
      let term: JSON = ["until": event["until"], "order": event["order"]]
      setTerm("memberships", event["membership"], term, position)
    case MembershipRevoked.name: setTerm("memberships", event["membership"], .null, position)
    case CreditGranted.name, CreditSpent.name, CreditCorrected.name:
      let site = event["site"].string.map { ".\($0)" } ?? ""
      let pot = "credit.\(event["currency"].string ?? "")\(site)"
      let amount = event["amount"].integer ?? 0
      // By business times bookings may be left out, so the event's own balance does not tell.
      let (sum, _) = balances[pot, default: 0].addingReportingOverflow(
        event.type == CreditSpent.name ? -amount : amount
      )
      balances[pot] = sum
      history.set(pot, .integer(sum), at: position)
    case DefaultProfileSet.name: setDefault(event, event["profile"])
    case DefaultProfileCleared.name: setDefault(event, .null)
    default: break
    }
  }

  private mutating func setGroup(_ event: HistoricEvent, isIn: Bool) {
    guard let group = event["group"].string else { return }
    groups.removeAll { $0 == group }
    if isIn { groups.append(group) }
    groups.sort()
    history.set("groups", .unlessEmpty(groups.map(JSON.string)), at: event.position)
  }

  private mutating func setTerm(_ list: String, _ code: JSON, _ term: JSON, _ position: Int64) {
    history.set("\(list).\(code.string ?? "")", term, at: position)
  }

  private mutating func setDefault(_ event: HistoricEvent, _ profile: JSON) {
    guard let usage = event["usage"].string else { return }
    defaults[usage] = profile
    guard !isRemoved else { return }
    history.set("default_\(usage)_profile", profile, at: event.position)
  }
}
