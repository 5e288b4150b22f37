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

  private func undo(
    _ changed: OrderProfileChanged,
    _ event: Event,
    _ context: inout DecisionContext
  ) throws {
    let state = try context.openOrderWithAddresses(Reference(changed.order))
    context.touch(state)
    let later = try context.history.events(
      EventTypes(OrderProfileChanged.self),
      tagged: "order:\(changed.order)"
    ).last { later in
      later.position > position && later.data["usage"] == event.data["usage"]
        && later.data["shipment"] == event.data["shipment"]
    }
    if let later {
      if later.causation == position { return }
      throw Self.refusal(
        event,
        "the copy changed again at position \(later.position); undo that first",
        ["positions": [.integer(later.position)]]
      )
    }
    let before = try OrderState(changed.order, in: past(context))
    guard let copy = changed.shipment.map({ before?.shipments[$0] }) ?? before?.billing else {
      throw Self.refusal(event, "there was no address before")
    }
    context.append(
      OrderProfileChanged(
        order: changed.order,
        customer: state.customer,
        usage: changed.usage,
        shipment: changed.shipment,
        revisions: [copy.source].compactMap { $0 },
        copy: copy.json
      )
    )
  }

  private func undoEmail(_ event: Event, _ context: inout DecisionContext) throws {
    guard let order = event.data["order"]?.integer else { return }
    try refuseChanged(
      ["email"],
      of: event,
      by: EventTypes(OrderEmailChanged.self, OrderAssigned.self, OrderClaimed.self),
      tagged: "order:\(order)",
      context
    )
    guard let email = try OrderState(order, in: past(context))?.email else {
      throw Self.refusal(event, "the order had no e-mail before")
    }
    try run("order.change_email", ["order": .integer(order), "email": .string(email)], &context)
  }

  private func undoOwner(_ event: Event, _ context: inout DecisionContext) throws {
    guard let order = event.data["order"]?.integer else { return }
    let later = try context.history.events(
      EventTypes(OrderAssigned.self, OrderClaimed.self),
      tagged: "order:\(order)"
    ).last { $0.position > position }
    if let later, later.causation != position {
      throw Self.refusal(
        event,
        "the order changed hands again at position \(later.position); undo that first",
        ["positions": [.integer(later.position)]]
      )
    }
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
