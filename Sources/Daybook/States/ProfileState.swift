import Addresses
import Events
import Model

/// What decisions know of one entry of an address book.
struct ProfileState: FoldedState {
  static let types = EventTypes(
    ProfileAdded.self,
    ProfileEdited.self,
    ProfileDisabled.self,
    ProfileEnabled.self,
    ProfileRemoved.self,
    CustomersMerged.self,
    MergeUndone.self
  )

  let number: Int64
  /// Whose address book it is in.
  private(set) var customer: Int64
  let type: String
  let reference: String?
  private(set) var revision: Int64 = 1
  private(set) var content: ProfileContent
  /// Whether it may be used; a disabled one is kept in the book.
  var isEnabled = true
  private(set) var isRemoved = false

  init(_ event: ProfileAdded) {
    number = event.profile
    customer = event.customer
    type = event.profileType
    reference = event.reference
    content = ProfileContent(
      address: event.address ?? [:],
      phone: event.phone,
      fields: event.fields ?? [:]
    )
  }

  /// - Returns: nil when no entry has the number.
  init?(_ number: Int64, in history: any History) throws {
    let tag = "profile:\(number)"
    guard let state = try history.fold(tag, { Self(try ProfileAdded($0)) }) else { return nil }
    self = state
  }

  var size: Int { content.json.size }

  mutating func apply(_ event: Event) throws {
    switch event.type {
    case ProfileEdited.name: apply(try ProfileEdited(event))
    case ProfileDisabled.name: isEnabled = false
    case ProfileEnabled.name: isEnabled = true
    case ProfileRemoved.name: isRemoved = true
    case CustomersMerged.name: customer = try EventData(event).integer("into")
    case MergeUndone.name: customer = try EventData(event).integer("from")
    default: break
    }
  }

  mutating func apply(_ event: ProfileEdited) {
    revision = event.revision
    content.apply(event.changes)
  }

  /// - Throws: `profile_disabled`.
  func checkEnabled() throws(Refusal) {
    guard !isEnabled else { return }
    throw Refusal(
      .profileDisabled,
      "Profile \(number) is disabled. Enable it first.",
      details: ["profile": .integer(number)]
    )
  }

  mutating func move(to customer: Int64) {
    self.customer = customer
  }

  /// The tag of the events that copied the content of a revision.
  func revisionTag(_ revision: Int64) -> String {
    "revision:\(number).\(revision)"
  }
}

/// What an entry of an address book says: what an order copies.
struct ProfileContent: Hashable {
  var address = JSONObject()
  var phone: String?
  /// The profile type's own fields.
  var fields = JSONObject()

  static func == (left: ProfileContent, right: ProfileContent) -> Bool {
    left.json == right.json
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(json)
  }

  /// The administrative area as of ISO 3166-2, where the address names one that is known.
  var area: String? { AddressRules.canonicalArea(of: address) }

  /// Address, phone and fields as far as given.
  var json: JSONObject {
    var json: JSONObject = ["address": .object(address)]
    json["phone"] = phone.map(JSON.string)
    if !fields.isEmpty { json["fields"] = .object(fields) }
    return json
  }

  mutating func apply(_ changes: JSONObject) {
    if let address = changes["address"]?.object { self.address = address }
    if let phone = changes["phone"] { self.phone = phone.string }
    if let fields = changes["fields"] { self.fields = fields.object ?? [:] }
  }

  /// What turns this content into another one: the changed parts whole, null where they go.
  func changes(to other: ProfileContent) -> JSONObject {
    var changes = JSONObject()
    let (old, new) = (json, other.json)
    for key in ["address", "phone", "fields"] where old[key] != new[key] {
      changes[key] = new[key] ?? .null
    }
    if changes["address"] != nil, area != other.area { changes["area"] = JSON(other.area) }
    return changes
  }

  /// The content after some parts were given anew: addresses and fields merge.
  func changed(address: Address?, phone: Change<String>, fields: JSONObject?) -> ProfileContent {
    var content = self
    if let address { content.address = address.applied(to: self.address) }
    if phone.isGiven { content.phone = phone.value }
    if let fields { content.fields = self.fields.merging(fields.withoutEmptyTexts) }
    return content
  }
}

extension ProfileContent {
  /// The content that parts make which are given for the first time.
  init(address: Address, phone: String?, fields: JSONObject?) {
    self.init(
      address: address.applied(to: [:]),
      phone: phone,
      fields: JSONObject().merging((fields ?? [:]).withoutEmptyTexts)
    )
  }
}

extension JSONObject {
  /// The members with null in the place of empty texts, which forms and CSV files have for "nothing".
  fileprivate var withoutEmptyTexts: JSONObject {
    var result = self
    for (key, value) in self where value.string?.isEmpty == true { result[key] = .null }
    return result
  }
}
