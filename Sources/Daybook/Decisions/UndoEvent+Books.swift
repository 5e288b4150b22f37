import Events
import Model

/// The opposites of what happens to address books.
extension UndoEvent {
  /// - Returns: False for another event.
  func undoBooks(_ event: Event, _ context: inout DecisionContext) throws -> Bool {
    switch event.type {
    case ProfileAdded.name: try undoAddition(event, &context)
    case ProfileDisabled.name, ProfileEnabled.name: try undoUse(ofProfile: event, &context)
    case ProfileEdited.name: try undo(ProfileEdited(event), event, &context)
    case ProfileRemoved.name: try undo(ProfileRemoved(event), event, &context)
    case DefaultProfileSet.name, DefaultProfileCleared.name: try undoDefault(event, &context)
    default: return false
    }
    return true
  }

  /// A fact about one profile; null for one that is removed.
  private func fact(
    _ profile: Int64,
    _ types: EventTypes,
    _ value: @escaping (ProfileState) -> JSON
  ) -> UndoneFact {
    UndoneFact(tag: "profile:\(profile)", types: types) { history in
      guard let state = try ProfileState(profile, in: history), !state.isRemoved else {
        return .null
      }
      return value(state)
    }
  }

  private func undoAddition(_ event: Event, _ context: inout DecisionContext) throws {
    let profile = event.data["profile"]?.integer ?? 0
    context.touch(ProfileEntity.kind, profile)
    let types = EventTypes(ProfileAdded.self, ProfileEdited.self, ProfileRemoved.self)
    let fact = fact(profile, types) { .object($0.content.json) }
    guard try isToBePutBack(fact, event, context) else { return }
    try run("profile.remove", ["profile": .integer(profile)], &context)
  }

  private func undoUse(ofProfile event: Event, _ context: inout DecisionContext) throws {
    let profile = event.data["profile"]?.integer ?? 0
    context.touch(ProfileEntity.kind, profile)
    let types = EventTypes(ProfileDisabled.self, ProfileEnabled.self)
    let fact = fact(profile, types) { .boolean($0.isEnabled) }
    guard try isToBePutBack(fact, event, context) else { return }
    let name = event.type == ProfileDisabled.name ? "profile.enable" : "profile.disable"
    try run(name, ["profile": .integer(profile)], &context)
  }

  private func undo(
    _ edited: ProfileEdited,
    _ event: Event,
    _ context: inout DecisionContext
  ) throws {
    context.touch(ProfileEntity.kind, edited.profile)
    let names = ["address", "phone", "fields"].filter { edited.changes[$0] != nil }
    let fact = fact(edited.profile, EventTypes(ProfileEdited.self)) {
      $0.content.json.members(names)
    }
    guard try isToBePutBack(fact, event, context),
      let before = try ProfileState(edited.profile, in: past(context))?.content
    else { return }
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

  /// A number is never used again: the address comes back as a new profile.
  private func undo(
    _ removed: ProfileRemoved,
    _ event: Event,
    _ context: inout DecisionContext
  ) throws {
    let customer = touchedCustomer(event, &context)
    guard let before = try ProfileState(removed.profile, in: past(context)) else { return }
    guard before.isEnabled else {
      throw Self.refusal(event, "the profile was disabled; add it again with `daybook profile add`")
    }
    guard try !isBack(event, &context) else { return }
    var fields: JSONObject = [
      "customer": .integer(customer), "type": .string(before.type),
      "address": .object(before.content.address), "phone": JSON(before.content.phone),
    ]
    if !before.content.fields.isEmpty { fields["fields"] = .object(before.content.fields) }
    let book = try AddressBook(of: customer, in: past(context))
    let decided = try usagesDecided(since: event, customer, context)
    for usage in Usage.allCases
    where book.defaultProfile(usage) == removed.profile && !decided.contains(usage.rawValue) {
      fields["default_\(usage.rawValue)"] = true
    }
    try run("profile.add", fields, &context)
  }

  /// Whether a removed profile came back as a new one, which is there.
  ///
  /// - Throws: `not_undoable` when that was removed, too.
  private func isBack(_ removal: Event, _ context: inout DecisionContext) throws -> Bool {
    let customer = removal.data["customer"]?.integer ?? 0
    let added = try context.history.events(
      EventTypes(ProfileAdded.self),
      tagged: "customer:\(customer)"
    ).last { $0.causation == position }
    guard let profile = added?.data["profile"]?.integer else { return false }
    context.touch(ProfileEntity.kind, profile)
    guard try ProfileState(profile, in: context.history)?.isRemoved == false else {
      throw Self.refusal(removal, "it came back as profile \(profile), which was removed since")
    }
    return true
  }

  /// The usages whose default was decided anew behind what the removal itself replaced.
  private func usagesDecided(
    since removal: Event,
    _ customer: Int64,
    _ context: DecisionContext
  ) throws -> Set<String> {
    let types = EventTypes(DefaultProfileSet.self, DefaultProfileCleared.self)
    let later = try context.history.events(types, tagged: "customer:\(customer)")
      .filter { $0.position > removal.position }
    // What one command appended stands together and has one time; of each usage it is one event at most.
    var (own, decided): (Set<String>, Set<String>) = ([], [])
    for event in later {
      guard let usage = event.data["usage"]?.string else { continue }
      let isOwn =
        event.position == removal.position + Int64(own.count) + 1
        && event.recordedAt == removal.recordedAt && !own.contains(usage)
      if isOwn { own.insert(usage) } else { decided.insert(usage) }
    }
    return decided
  }

  private func undoDefault(_ event: Event, _ context: inout DecisionContext) throws {
    guard let name = event.data["usage"]?.string, let usage = Usage(rawValue: name) else { return }
    let customer = touchedCustomer(event, &context)
    let fact = UndoneFact(
      tag: "customer:\(customer)",
      types: EventTypes(DefaultProfileSet.self, DefaultProfileCleared.self)
    ) { history in
      JSON(try AddressBook(of: customer, in: history).defaultProfile(usage))
    }
    guard try isToBePutBack(fact, event, context) else { return }
    if let before = try AddressBook(of: customer, in: past(context)).defaultProfile(usage) {
      let fields: JSONObject = ["profile": .integer(before), "usage": .string(name)]
      try run("profile.set_default", fields, &context)
    } else {
      let fields: JSONObject = ["customer": .integer(customer), "usage": .string(name)]
      try run("profile.clear_default", fields, &context)
    }
  }
}
