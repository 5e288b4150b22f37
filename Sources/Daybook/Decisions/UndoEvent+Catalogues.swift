import Events
import Model

/// The opposites of what a shop sets up: groups, profile types, sites; and of payment methods.
extension UndoEvent {
  /// - Returns: False for another event, and for one that has no opposite.
  func undoCatalogues(_ event: Event, _ context: inout DecisionContext) throws -> Bool {
    switch event.type {
    case GroupCreated.name: try undoCreation(event, &context)
    case GroupEdited.name: try undo(GroupEdited(event), event, &context)
    case ProfileTypeDefined.name, ProfileTypeRemoved.name: try undoType(event, &context)
    case SiteConfigured.name: try undo(SiteConfigured(event), event, &context)
    case PaymentMethodAdded.name:
      let method = event.data["payment_method"] ?? .null
      try run("payment_method.remove", ["payment_method": method], &context)
    case PaymentMethodEdited.name: try undo(PaymentMethodEdited(event), event, &context)
    default: return false
    }
    return true
  }

  private func undoCreation(_ event: Event, _ context: inout DecisionContext) throws {
    guard let code = event.data["group"]?.string else { return }
    let later = try context.history.lastEvent(
      EventTypes(GroupCreated.self),
      tagged: "group:\(code)"
    )
    if let later, later.position > position {
      throw Self.refusal(event, "another group of that name came since")
    }
    try run("group.remove", ["group": .string(code)], &context)
  }

  private func undo(
    _ edited: GroupEdited,
    _ event: Event,
    _ context: inout DecisionContext
  ) throws {
    let names = edited.changes.map(\.key)
    let tag = "group:\(edited.group)"
    try refuseChanged(names, of: event, by: EventTypes(GroupEdited.self), tagged: tag, context)
    let now = try context.group(Code(edited.group)).details
    context.extras["group"] = .string(edited.group)
    let before = try GroupState(edited.group, in: past(context))?.details ?? [:]
    let changes = Self.changes(names, from: now, to: before)
    if !changes.isEmpty { context.append(GroupEdited(group: edited.group, changes: changes)) }
  }

  private func undo(
    _ configured: SiteConfigured,
    _ event: Event,
    _ context: inout DecisionContext
  ) throws {
    let names = configured.changes.map(\.key)
    let tag = "site:\(configured.site)"
    try refuseChanged(names, of: event, by: SiteState.types, tagged: tag, context)
    let now = try SiteState(configured.site, in: context.history).settings
    context.extras["site"] = .string(configured.site)
    let before = try SiteState(configured.site, in: past(context)).settings
    let changes = Self.changes(names, from: now, to: before)
    if !changes.isEmpty {
      context.append(SiteConfigured(site: configured.site, changes: changes))
    }
  }

  private func undo(
    _ edited: PaymentMethodEdited,
    _ event: Event,
    _ context: inout DecisionContext
  ) throws {
    let names = edited.changes.map(\.key)
    let tag = "payment_method:\(edited.paymentMethod)"
    let types = EventTypes(PaymentMethodEdited.self)
    try refuseChanged(names, of: event, by: types, tagged: tag, context)
    let state = try context.paymentMethod(Reference(edited.paymentMethod))
    context.touch(PaymentMethodEntity.kind, state.number)
    let before = try PaymentMethodState(state.number, in: past(context))?.details ?? [:]
    let changes = Self.changes(names, from: state.details, to: before)
    guard !changes.isEmpty else { return }
    context.append(
      PaymentMethodEdited(
        customer: state.customer,
        paymentMethod: state.number,
        changes: changes
      )
    )
  }

  /// A definition is stated as a whole.
  private func undoType(_ event: Event, _ context: inout DecisionContext) throws {
    guard let code = event.data["profile_type"]?.string else { return }
    let later = try context.history.lastEvent(ProfileType.types, tagged: "profile_type:\(code)")
    if let later, later.position > position, later.causation != position {
      throw Self.refusal(
        event,
        "the type changed again at position \(later.position); undo that first",
        ["positions": [.integer(later.position)]]
      )
    }
    let before = try ProfileType(code, in: past(context))
    guard let before, !before.isRemoved, var fields = before.definition else {
      return try run("profile_type.remove", ["code": .string(code)], &context)
    }
    fields["profile_type"] = nil
    fields["code"] = .string(code)
    try run("profile_type.define", fields, &context)
  }

  /// What makes some members what they were.
  private static func changes(
    _ names: [String],
    from now: JSONObject,
    to before: JSONObject
  ) -> JSONObject {
    var changes = JSONObject()
    for name in names where now[name] != before[name] { changes[name] = before[name] ?? .null }
    return changes
  }
}
