import Events
import Model

/// The opposites of what happens to orders and claims.
extension UndoEvent {
  /// - Returns: False for another event, and for one that has no opposite.
  func undoOrders(_ event: Event, _ context: inout DecisionContext) throws -> Bool {
    switch event.type {
    case OrderProfileChanged.name: try undo(OrderProfileChanged(event), event, &context)
    case OrderEmailChanged.name: try undoEmail(event, &context)
    case OrderAssigned.name, OrderClaimed.name: try undoOwner(event, &context)
    case OrderClaimRequested.name:
      try run("claim.cancel", ["claim": event.data["claim"] ?? .null], &context)
    default: return false
    }
    return true
  }

  /// A fact about one order.
  private func fact(
    _ order: Int64,
    _ types: EventTypes,
    _ value: @escaping (OrderState) -> JSON
  ) -> UndoneFact {
    UndoneFact(tag: "order:\(order)", types: types) { history in
      try OrderState(order, in: history).map(value) ?? .null
    }
  }

  private func undo(
    _ changed: OrderProfileChanged,
    _ event: Event,
    _ context: inout DecisionContext
  ) throws {
    let state = try context.openOrderWithAddresses(Reference(changed.order))
    context.touch(state)
    func copy(in order: OrderState) -> Snapshot? {
      changed.shipment.map { order.shipments[$0] } ?? order.billing
    }
    let fact = fact(changed.order, EventTypes(OrderProfileChanged.self)) { order in
      copy(in: order).map { .object($0.json) } ?? .null
    }
    guard try isToBePutBack(fact, event, context) else { return }
    guard let before = try OrderState(changed.order, in: past(context)).flatMap(copy) else {
      throw Self.refusal(event, "there was no address before")
    }
    context.append(
      OrderProfileChanged(
        order: changed.order,
        customer: state.customer,
        usage: changed.usage,
        shipment: changed.shipment,
        revisions: [before.source].compactMap { $0 },
        copy: before.json
      )
    )
  }

  private func undoEmail(_ event: Event, _ context: inout DecisionContext) throws {
    guard let order = event.data["order"]?.integer else { return }
    context.touch(OrderEntity.kind, order)
    let types = EventTypes(OrderEmailChanged.self, OrderAssigned.self, OrderClaimed.self)
    guard try isToBePutBack(fact(order, types) { JSON($0.email) }, event, context) else { return }
    guard let email = try OrderState(order, in: past(context))?.email else {
      throw Self.refusal(event, "the order had no e-mail before")
    }
    try run("order.change_email", ["order": .integer(order), "email": .string(email)], &context)
  }

  private func undoOwner(_ event: Event, _ context: inout DecisionContext) throws {
    guard let order = event.data["order"]?.integer else { return }
    context.touch(OrderEntity.kind, order)
    let types = EventTypes(
      OrderAssigned.self,
      OrderClaimed.self,
      OrderEmailChanged.self,
      CustomersMerged.self,
      MergeUndone.self
    )
    let fact = fact(order, types) { [.integer($0.customer), JSON($0.email)] }
    guard try isToBePutBack(fact, event, context) else { return }
    let fields: JSONObject = ["order": .integer(order), "customer": event.data["from"] ?? .null]
    try run("order.assign", fields, &context)
    // The e-mail follows the owner, who may not be the one that the order was reached by.
    guard let assigned = context.events.compactMap({ $0 as? OrderAssigned }).last,
      let email = try OrderState(order, in: past(context))?.email, email != assigned.email ?? email
    else { return }
    context.append(
      OrderEmailChanged(order: order, customer: assigned.to, site: assigned.site, email: email)
    )
  }
}
