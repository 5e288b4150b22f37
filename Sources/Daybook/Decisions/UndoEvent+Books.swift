import Events
import Model

/// The opposites of what happens to address books.
extension UndoEvent {
  /// - Returns: False for another event.
  func undoBooks(_ event: Event, _ context: inout DecisionContext) throws -> Bool {
    let profile = event.data["profile"] ?? .null
    switch event.type {
    case ProfileAdded.name: try run("profile.remove", ["profile": profile], &context)
    case ProfileDisabled.name: try run("profile.enable", ["profile": profile], &context)
    case ProfileEnabled.name: try run("profile.disable", ["profile": profile], &context)
    case ProfileEdited.name: try undo(ProfileEdited(event), event, &context)
    case ProfileRemoved.name: try undo(ProfileRemoved(event), &context)
    case DefaultProfileSet.name, DefaultProfileCleared.name: try undoDefault(event, &context)
    default: return false
    }
    return true
  }

  private func undo(
    _ edited: ProfileEdited,
    _ event: Event,
    _ context: inout DecisionContext
  ) throws {
    try refuseChanged(
      ["address", "phone", "fields"].filter { edited.changes[$0] != nil },
      of: event,
      by: EventTypes(ProfileEdited.self),
      tagged: "profile:\(edited.profile)",
      context
    )
    guard let before = try ProfileState(edited.profile, in: past(context))?.content else { return }
    var fields: JSONObject = ["profile": .integer(edited.profile)]
    if let address = edited.changes["address"]?.object {
      fields["address"] = .object(before.address.undoing(address))
    }
    if edited.changes["phone"] != nil { fields["phone"] = JSON(before.phone) }
    if let change = edited.changes["fields"] {
      fields["fields"] = .object(before.fields.undoing(change.object ?? [:]))
    }
    try run("profile.edit", fields, &context)
  }

  /// A number is never used again: the address comes back as a new entry.
  private func undo(_ removed: ProfileRemoved, _ context: inout DecisionContext) throws {
    guard let before = try ProfileState(removed.profile, in: past(context)) else { return }
    var fields: JSONObject = [
      "customer": .integer(removed.customer), "type": .string(before.type),
      "address": .object(before.content.address), "phone": JSON(before.content.phone),
    ]
    if !before.content.fields.isEmpty { fields["fields"] = .object(before.content.fields) }
    let book = try AddressBook(of: removed.customer, in: past(context))
    for usage in Usage.allCases where book.defaultProfile(usage) == removed.profile {
      fields["default_\(usage.rawValue)"] = true
    }
    try run("profile.add", fields, &context)
  }

  private func undoDefault(_ event: Event, _ context: inout DecisionContext) throws {
    guard let customer = event.data["customer"]?.integer,
      let name = event.data["usage"]?.string, let usage = Usage(rawValue: name)
    else { return }
    let later = try context.history.events(
      EventTypes(DefaultProfileSet.self, DefaultProfileCleared.self),
      tagged: "customer:\(customer)"
    ).last { $0.position > position && $0.data["usage"] == event.data["usage"] }
    if let later, later.causation != position {
      throw Self.refusal(
        event,
        "the default changed again at position \(later.position); undo that first",
        ["positions": [.integer(later.position)]]
      )
    }
    let before = try AddressBook(of: customer, in: past(context)).defaultProfile(usage)
    if let before {
      let fields: JSONObject = ["profile": .integer(before), "usage": .string(name)]
      try run("profile.set_default", fields, &context)
    } else {
      let fields: JSONObject = ["customer": .integer(customer), "usage": .string(name)]
      try run("profile.clear_default", fields, &context)
    }
  }
}
