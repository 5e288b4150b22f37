import Events
import Model

/// The fields of one entry of an address book.
///
/// An entry that was removed keeps what it said last; `removed` tells by whom.
struct ProfileFields: FieldFold {
  static let plainFields = [
    "customer", "type", "revision", "phone", "default_billing", "default_shipping", "enabled",
    "removed", "reference",
  ]
  static let order = [
    "customer", "type", "revision", "address", "phone", "fields", "default_billing",
    "default_shipping", "enabled", "removed", "reference",
  ]

  /// The events with the entry's tag that can change a field.
  static let types = EventTypes(
    ProfileAdded.self,
    ProfileEdited.self,
    ProfileDisabled.self,
    ProfileEnabled.self,
    ProfileRemoved.self,
    CustomersMerged.self,
    MergeUndone.self,
    DefaultProfileSet.self
  )

  /// The events with the tag of its owner that do: another entry may become the default.
  static let typesOfOwner = EventTypes(DefaultProfileSet.self, DefaultProfileCleared.self)

  /// The events that give it an owner.
  static let typesOfOwning = EventTypes(
    ProfileAdded.self,
    CustomersMerged.self,
    MergeUndone.self
  )

  private(set) var history = FieldHistory()
  private let number: Int64
  private var isRemoved = false
  /// The default of each customer and usage.
  private var defaults: [JSON: Int64] = [:]

  init(_ number: Int64) {
    self.number = number
  }

  private var isInBook: Bool { !history.fields.isEmpty && !isRemoved }

  mutating func take(_ event: HistoricEvent) {
    let position = event.position
    switch event.type {
    case ProfileAdded.name: begin(event)
    case DefaultProfileSet.name, DefaultProfileCleared.name:
      defaults[[event["customer"], event["usage"]]] = event["profile"].integer
    case CustomersMerged.name where isInBook: history.set("customer", event["into"], at: position)
    case MergeUndone.name where isInBook: history.set("customer", event["from"], at: position)
    case ProfileEdited.name where isInBook: edit(event)
    case ProfileDisabled.name where isInBook: history.set("enabled", false, at: position)
    case ProfileEnabled.name where isInBook: history.set("enabled", true, at: position)
    case ProfileRemoved.name where isInBook:
      isRemoved = true
      history.set("removed", true, at: position)
    default: break
    }
    guard !history.fields.isEmpty else { return }
    for usage in ["billing", "shipping"] {
      let isDefault = defaults[[history.json("customer"), .string(usage)]] == number
      history.set("default_\(usage)", .boolean(isDefault), at: position)
    }
  }

  private mutating func begin(_ event: HistoricEvent) {
    let position = event.position
    history.set("customer", event["customer"], at: position)
    let type = event["profile_type"].string ?? ProfileType.builtIn
    history.set("type", .string(type), at: position)
    history.set("revision", 1, at: position)
    history.set("enabled", true, at: position)
    history.set("reference", event["reference"], at: position)
    if event.isErased {
      for field in ["address", "phone", "fields"] { history.erase(field, at: position) }
    } else {
      setContent(event)
    }
  }

  private mutating func edit(_ event: HistoricEvent) {
    history.set("revision", event["revision"], at: event.position)
    setContent(event)
  }

  /// Changed parts come as they are now: an absent one stays, null clears.
  private mutating func setContent(_ event: HistoricEvent) {
    let position = event.position
    for field in ["address", "fields"] {
      guard let object = event.data[field] else { continue }
      history.replace(field, with: object.object?.fieldValues ?? [], at: position)
    }
    if let phone = event.data["phone"] { history.set("phone", phone, at: position) }
  }
}
