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
    case PaymentMethodAdded.name: try undoAddition(ofMethod: event, &context)
    case PaymentMethodEdited.name: try undo(PaymentMethodEdited(event), event, &context)
    default: return false
    }
    return true
  }

  /// A fact about one group, together with which group of that name it is.
  private func fact(_ group: String, _ value: @escaping (GroupState) -> JSON) -> UndoneFact {
    UndoneFact(tag: "group:\(group)", types: GroupState.types) { history in
      guard let state = try GroupState(group, in: history), !state.isRemoved else { return .null }
      return [.integer(state.createdAt), value(state)]
    }
  }

  private func undoCreation(_ event: Event, _ context: inout DecisionContext) throws {
    guard let code = event.data["group"]?.string else { return }
    context.extras["group"] = .string(code)
    guard try isToBePutBack(fact(code) { .object($0.details) }, event, context) else { return }
    try run("group.remove", ["group": .string(code)], &context)
  }

  private func undo(
    _ edited: GroupEdited,
    _ event: Event,
    _ context: inout DecisionContext
  ) throws {
    let names = edited.changes.map(\.key)
    context.extras["group"] = .string(edited.group)
    let fact = fact(edited.group) { $0.details.members(names) }
    guard try isToBePutBack(fact, event, context) else { return }
    let now = try context.group(Code(edited.group)).details
    let before = try GroupState(edited.group, in: past(context))?.details ?? [:]
    context.append(
      GroupEdited(group: edited.group, changes: Self.changes(names, from: now, to: before))
    )
  }

  private func undo(
    _ configured: SiteConfigured,
    _ event: Event,
    _ context: inout DecisionContext
  ) throws {
    let site = configured.site
    let names = configured.changes.map(\.key)
    context.extras["site"] = .string(site)
    let fact = UndoneFact(tag: "site:\(site)", types: SiteState.types) { history in
      try SiteState(site, in: history).settings.members(names)
    }
    guard try isToBePutBack(fact, event, context) else { return }
    let now = try SiteState(site, in: context.history).settings
    let before = try SiteState(site, in: past(context)).settings
    context.append(SiteConfigured(site: site, changes: Self.changes(names, from: now, to: before)))
  }

  /// A fact about one payment method; null for one that is removed.
  private func fact(
    method: Int64,
    _ value: @escaping (PaymentMethodState) -> JSON
  ) -> UndoneFact {
    let types = EventTypes(
      PaymentMethodAdded.self,
      PaymentMethodEdited.self,
      PaymentMethodRemoved.self
    )
    return UndoneFact(tag: "payment_method:\(method)", types: types) { history in
      guard let state = try PaymentMethodState(method, in: history), !state.isRemoved else {
        return .null
      }
      return value(state)
    }
  }

  private func undoAddition(ofMethod event: Event, _ context: inout DecisionContext) throws {
    let method = event.data["payment_method"]?.integer ?? 0
    context.touch(PaymentMethodEntity.kind, method)
    let fact = fact(method: method) { .object($0.details) }
    guard try isToBePutBack(fact, event, context) else { return }
    try run("payment_method.remove", ["payment_method": .integer(method)], &context)
  }

  private func undo(
    _ edited: PaymentMethodEdited,
    _ event: Event,
    _ context: inout DecisionContext
  ) throws {
    let names = edited.changes.map(\.key)
    context.touch(PaymentMethodEntity.kind, edited.paymentMethod)
    let fact = fact(method: edited.paymentMethod) { $0.details.members(names) }
    guard try isToBePutBack(fact, event, context) else { return }
    let state = try context.paymentMethod(Reference(edited.paymentMethod))
    let before = try PaymentMethodState(state.number, in: past(context))?.details ?? [:]
    context.append(
      PaymentMethodEdited(
        customer: state.customer,
        paymentMethod: state.number,
        changes: Self.changes(names, from: state.details, to: before)
      )
    )
  }

  /// A definition is stated as a whole.
  private func undoType(_ event: Event, _ context: inout DecisionContext) throws {
    guard let code = event.data["profile_type"]?.string else { return }
    context.extras["profile_type"] = .string(code)
    let fact = UndoneFact(tag: "profile_type:\(code)", types: ProfileType.types) { history in
      guard let type = try ProfileType(code, in: history), !type.isRemoved else { return .null }
      return type.definition.map(JSON.object) ?? .null
    }
    guard try isToBePutBack(fact, event, context) else { return }
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
