import Events
import Model

/// The opposites of what happens to customers.
extension UndoEvent {
  /// - Returns: False for another event.
  func undoCustomers(_ event: Event, _ context: inout DecisionContext) throws -> Bool {
    let customer = event.data["customer"] ?? .null
    switch event.type {
    case CustomerRegistered.name, GuestRecorded.name, CustomerRestored.name:
      try run("customer.remove", ["customer": customer], &context)
    case CustomerRemoved.name: try run("customer.restore", ["customer": customer], &context)
    case CustomerDisabled.name: try run("customer.enable", ["customer": customer], &context)
    case CustomerEnabled.name: try run("customer.disable", ["customer": customer], &context)
    case CustomerEdited.name: try undo(CustomerEdited(event), event, &context)
    case CustomerEmailChanged.name: try undo(CustomerEmailChanged(event), event, &context)
    case CustomerMetadataChanged.name: try undo(CustomerMetadataChanged(event), event, &context)
    case CustomersMerged.name:
      try run("customer.unmerge", ["from": event.data["from"] ?? .null], &context)
    case MergeUndone.name:
      try run(
        "customer.merge",
        ["from": event.data["from"] ?? .null, "into": event.data["into"] ?? .null],
        &context
      )
    case ContactLinked.name: try undo(ContactLinked(event), event, &context)
    default: return false
    }
    return true
  }

  private func undo(
    _ edited: CustomerEdited,
    _ event: Event,
    _ context: inout DecisionContext
  ) throws {
    let names = edited.changes.map(\.key)
    try refuseChanged(
      names,
      of: event,
      by: EventTypes(CustomerEdited.self),
      tagged: "customer:\(edited.customer)",
      context
    )
    let before = try CustomerState(edited.customer, in: past(context))?.details ?? [:]
    var fields: JSONObject = ["customer": .integer(edited.customer)]
    for name in names {
      let (old, new) = (before[name]?.object, edited.changes[name]?.object)
      fields[name] = old.map { .object($0.undoing(new ?? [:])) } ?? before[name] ?? .null
    }
    try run("customer.edit", fields, &context)
  }

  private func undo(
    _ changed: CustomerEmailChanged,
    _ event: Event,
    _ context: inout DecisionContext
  ) throws {
    try refuseChanged(
      ["email"],
      of: event,
      by: EventTypes(CustomerEmailChanged.self),
      tagged: "customer:\(changed.customer)",
      context
    )
    let before = try CustomerState(changed.customer, in: past(context))?.email
    let fields: JSONObject = ["customer": .integer(changed.customer), "email": JSON(before)]
    try run("customer.change_email", fields, &context)
  }

  private func undo(
    _ changed: CustomerMetadataChanged,
    _ event: Event,
    _ context: inout DecisionContext
  ) throws {
    try refuseChanged(
      ["metadata"],
      of: event,
      by: EventTypes(CustomerMetadataChanged.self),
      tagged: "customer:\(changed.customer)",
      context
    )
    let before = try CustomerState(changed.customer, in: past(context))?.metadata ?? [:]
    var metadata = before
    for (key, _) in changed.metadata ?? [:] where before[key] == nil { metadata[key] = "" }
    try run(
      "customer.set_metadata",
      ["customer": .integer(changed.customer), "metadata": .object(metadata)],
      &context
    )
  }

  private func undo(
    _ linked: ContactLinked,
    _ event: Event,
    _ context: inout DecisionContext
  ) throws {
    try refuseChanged(
      ["contact"],
      of: event,
      by: EventTypes(ContactLinked.self, CustomerEmailChanged.self),
      tagged: "customer:\(linked.customer)",
      context
    )
    let before = try CustomerState(linked.customer, in: past(context))?.contact
    let fields: JSONObject = ["customer": .integer(linked.customer), "contact": JSON(before)]
    try run("customer.link_contact", fields, &context)
  }
}

extension JSONObject {
  /// What turns an object that has members of a change back into this one, for a command that merges:
  /// these members, and null for those that only the change has.
  func undoing(_ change: JSONObject) -> JSONObject {
    var result = self
    for (key, _) in change where self[key] == nil { result[key] = .null }
    return result
  }
}
