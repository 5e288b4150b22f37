import Events
import Model

/// What decisions know of one entry of an address book.
struct ProfileState {
  static let types = EventTypes(
    ProfileAdded.self,
    ProfileEdited.self,
    ProfileRemoved.self
  )

  let number: Int64
  let customer: Int64
  let type: String
  let reference: String?
  private(set) var revision: Int64 = 1
  private(set) var content: ProfileContent
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
    let events = try history.events(Self.types, tagged: "profile:\(number)")
    guard let first = events.first else { return nil }
    self.init(try ProfileAdded(first))
    for event in events.dropFirst() { try apply(event) }
  }

  mutating func apply(_ event: Event) throws {
    switch event.type {
    case ProfileEdited.name: apply(try ProfileEdited(event))
    case ProfileRemoved.name: isRemoved = true
    default: break
    }
  }

  mutating func apply(_ event: ProfileEdited) {
    revision = event.revision
    content.apply(event.changes)
  }

  mutating func remove() {
    isRemoved = true
  }

  /// The tag of the events that copied the content of a revision.
  func revisionTag(_ revision: Int64) -> String {
    "revision:\(number).\(revision)"
  }
}

/// What an entry of an address book says: what an order copies.
struct ProfileContent: Equatable {
  var address: JSONObject
  var phone: String?
  /// The profile type's own fields.
  var fields: JSONObject

  static func == (left: ProfileContent, right: ProfileContent) -> Bool {
    left.json == right.json
  }

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
    for key in ProfileEdited.changeable {
      let new = other.json[key]
      if json[key] != new { changes[key] = new ?? .null }
    }
    return changes
  }

  /// The content after some parts were given anew: addresses and fields merge.
  func changed(address: Address?, phone: Change<String>, fields: JSONObject?) -> ProfileContent {
    var content = self
    if let address { content.address = address.applied(to: self.address) }
    if phone.isGiven { content.phone = phone.value }
    if let fields { content.fields = self.fields.merging(fields) }
    return content
  }
}
