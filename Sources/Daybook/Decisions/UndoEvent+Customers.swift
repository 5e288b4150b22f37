import Events
import Model

/// The opposites of what happens to customers.
extension UndoEvent {
  /// - Returns: False for another event.
  func undoCustomers(_ event: Event, _ context: inout DecisionContext) throws -> Bool {
    switch event.type {
    case CustomerRegistered.name, GuestRecorded.name, CustomerRemoved.name, CustomerRestored.name:
      try undoPresence(event, &context)
    case CustomerDisabled.name, CustomerEnabled.name: try undoUse(event, &context)
    case CustomerEdited.name: try undo(CustomerEdited(event), event, &context)
    case CustomerEmailChanged.name: try undoEmail(ofCustomer: event, &context)
    case CustomerMetadataChanged.name: try undo(CustomerMetadataChanged(event), event, &context)
    case CustomersMerged.name, MergeUndone.name: try undoMerge(event, &context)
    case ContactLinked.name: try undoContact(event, &context)
    default: return false
    }
    return true
  }

  /// A fact about one customer.
  private func fact(
    _ customer: Int64,
    _ types: EventTypes,
    _ value: @escaping (CustomerState) -> JSON
  ) -> UndoneFact {
    UndoneFact(tag: "customer:\(customer)", types: types) { history in
      try CustomerState(customer, in: history).map(value) ?? .null
    }
  }

  private func undoPresence(_ event: Event, _ context: inout DecisionContext) throws {
    let customer = touchedCustomer(event, &context)
    let types = EventTypes(
      CustomerRegistered.self,
      GuestRecorded.self,
      CustomerRemoved.self,
      CustomerRestored.self
    )
    // Whoever is not there yet is as one who is no longer.
    let fact = fact(customer, types) { $0.isRemoved ? .null : true }
    guard try isToBePutBack(fact, event, context) else { return }
    let name = event.type == CustomerRemoved.name ? "customer.restore" : "customer.remove"
    try run(name, ["customer": .integer(customer)], &context)
  }

  private func undoUse(_ event: Event, _ context: inout DecisionContext) throws {
    let customer = touchedCustomer(event, &context)
    let types = EventTypes(CustomerDisabled.self, CustomerEnabled.self)
    let fact = fact(customer, types) { .boolean($0.isDisabled) }
    guard try isToBePutBack(fact, event, context) else { return }
    let name = event.type == CustomerDisabled.name ? "customer.enable" : "customer.disable"
    try run(name, ["customer": .integer(customer)], &context)
  }

  private func undoMerge(_ event: Event, _ context: inout DecisionContext) throws {
    let (from, into) = (event.data["from"] ?? .null, event.data["into"] ?? .null)
    let fact = fact(from.integer ?? 0, EventTypes(CustomersMerged.self, MergeUndone.self)) {
      JSON($0.merge?.into)
    }
    if let into = into.integer { context.touch(CustomerEntity.kind, into) }
    guard try isToBePutBack(fact, event, context) else { return }
    if event.type == CustomersMerged.name {
      try run("customer.unmerge", ["from": from], &context)
    } else {
      try run("customer.merge", ["from": from, "into": into], &context)
    }
  }

  private func undo(
    _ edited: CustomerEdited,
    _ event: Event,
    _ context: inout DecisionContext
  ) throws {
    let customer = touchedCustomer(event, &context)
    let names = edited.changes.map(\.key)
    let fact = fact(customer, EventTypes(CustomerEdited.self)) { $0.details.members(names) }
    guard try isToBePutBack(fact, event, context) else { return }
    let before = try CustomerState(customer, in: past(context))?.details ?? [:]
    var fields: JSONObject = ["customer": .integer(customer)]
    for name in names {
      let (old, new) = (before[name]?.object, edited.changes[name]?.object)
      fields[name] = old.map { .object($0.undoing(new ?? [:])) } ?? before[name] ?? .null
    }
    try run("customer.edit", fields, &context)
  }

  private func undoEmail(ofCustomer event: Event, _ context: inout DecisionContext) throws {
    let customer = touchedCustomer(event, &context)
    let types = EventTypes(CustomerEmailChanged.self, ContactLinked.self)
    let fact = fact(customer, types) { [JSON($0.email), .integer($0.contact)] }
    guard try isToBePutBack(fact, event, context) else { return }
    let before = try CustomerState(customer, in: past(context))
    let fields: JSONObject = ["customer": .integer(customer), "email": JSON(before?.email)]
    try run("customer.change_email", fields, &context)
    // The e-mail has a contact of its own, and the customer may have been given another one.
    let changed = context.events.compactMap { $0 as? CustomerEmailChanged }.last
    if let contact = before?.contact, contact != changed?.contact {
      context.append(ContactLinked(customer: customer, contact: contact))
    }
  }

  private func undo(
    _ changed: CustomerMetadataChanged,
    _ event: Event,
    _ context: inout DecisionContext
  ) throws {
    let customer = touchedCustomer(event, &context)
    let before = try CustomerState(customer, in: past(context))?.metadata ?? [:]
    let after = changed.metadata ?? [:]
    let keys = (before.map(\.key) + after.map(\.key).filter { before[$0] == nil })
      .filter { before[$0] != after[$0] }
    let fact = fact(customer, EventTypes(CustomerMetadataChanged.self)) { state in
      // Absent and null are two things here.
      .array(keys.map { key in state.metadata[key].map { [$0] } ?? [] })
    }
    guard try isToBePutBack(fact, event, context) else { return }
    let metadata = JSONObject(keys.map { ($0, before[$0] ?? "") })
    try run(
      "customer.set_metadata",
      ["customer": .integer(customer), "metadata": .object(metadata)],
      &context
    )
  }

  private func undoContact(_ event: Event, _ context: inout DecisionContext) throws {
    let customer = touchedCustomer(event, &context)
    let types = EventTypes(ContactLinked.self, CustomerEmailChanged.self)
    let fact = fact(customer, types) { .integer($0.contact) }
    guard try isToBePutBack(fact, event, context) else { return }
    let before = try CustomerState(customer, in: past(context))?.contact
    let fields: JSONObject = ["customer": .integer(customer), "contact": JSON(before)]
    try run("customer.link_contact", fields, &context)
  }
}
