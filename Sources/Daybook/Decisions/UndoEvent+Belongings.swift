import Events
import Model

/// The opposites of what customers get and lose: groups, roles, memberships, credit, carts, newsletters.
extension UndoEvent {
  /// - Returns: False for another event, and for one that has no opposite.
  func undoBelongings(_ event: Event, _ context: inout DecisionContext) throws -> Bool {
    let customer = event.data["customer"] ?? .null
    let group = event.data["group"] ?? .null
    switch event.type {
    case CustomerAddedToGroup.name:
      try run("group.drop", ["group": group, "customers": [customer]], &context)
    case CustomerRemovedFromGroup.name:
      try run("group.add", ["group": group, "customers": [customer]], &context)
    case RoleAssigned.name, RoleRevoked.name: try undoTerm(event, "role", &context)
    case MembershipGranted.name, MembershipRevoked.name: try undoTerm(event, "membership", &context)
    case CreditGranted.name, CreditSpent.name, CreditCorrected.name:
      try undoCredit(event, &context)
    case CartUpdated.name, CartCleared.name: try undoCart(event, &context)
    case CartAssigned.name: try undoCartOwner(event, &context)
    case NewsletterSubscribed.name, NewsletterUnsubscribed.name:
      try undoSubscription(event, &context)
    default: return false
    }
    return true
  }

  private func undoTerm(
    _ event: Event,
    _ kind: String,
    _ context: inout DecisionContext
  ) throws {
    guard let customer = event.data["customer"]?.integer, let code = event.data[kind]?.string else {
      return
    }
    let isRole = kind == "role"
    let types =
      isRole
      ? EventTypes(RoleAssigned.self, RoleRevoked.self)
      : EventTypes(MembershipGranted.self, MembershipRevoked.self)
    let later = try context.history.events(types, tagged: "customer:\(customer)")
      .last { $0.position > position && $0.data[kind] == event.data[kind] }
    if let later, later.causation != position {
      throw Self.refusal(
        event,
        "the \(kind) changed again at position \(later.position); undo that first",
        ["positions": [.integer(later.position)]]
      )
    }
    var fields: JSONObject = ["customer": .integer(customer), kind: .string(code)]
    let past = past(context)
    let terms =
      isRole
      ? try Terms.roles(of: customer, in: past) : try Terms.memberships(of: customer, in: past)
    guard let before = terms.byCode[code] else {
      return try run("\(kind).revoke", fields, &context)
    }
    fields["until"] = JSON(before.until?.text)
    if !isRole { fields["order"] = JSON(before.order) }
    try run(isRole ? "role.assign" : "membership.grant", fields, &context)
  }

  /// A booking stays; one that corrects it makes good for it.
  private func undoCredit(_ event: Event, _ context: inout DecisionContext) throws {
    guard let customer = event.data["customer"]?.integer,
      let amount = event.data["amount"]?.integer,
      let currency = event.data["currency"]?.string
    else { return }
    let isSpent = event.type == CreditSpent.name
    if isSpent, let order = event.data["order"]?.integer {
      throw Self.refusal(event, "it paid order \(order)")
    }
    let owner = try context.customer(Reference(customer))
    context.touch(CustomerEntity.kind, owner.number)
    guard owner.number == customer else {
      throw Self.refusal(event, "customer \(customer) was merged into customer \(owner.number)")
    }
    let corrections = try context.history.events(
      EventTypes(CreditCorrected.self),
      tagged: "customer:\(customer)"
    )
    guard !corrections.contains(where: { $0.data["corrects"]?.integer == position }) else { return }
    let pot = CreditPot(customer: customer, site: event.data["site"]?.string, currency: currency)
    try context.correct(pot, by: isSpent ? amount : -amount, corrects: position)
  }

  private func undoCart(_ event: Event, _ context: inout DecisionContext) throws {
    guard let cart = event.data["cart"]?.integer else { return }
    let later = try context.history.events(
      EventTypes(CartUpdated.self, CartCleared.self),
      tagged: "cart:\(cart)"
    ).last { $0.position > position }
    if let later, later.causation != position {
      throw Self.refusal(
        event,
        "the cart changed again at position \(later.position); undo that first",
        ["positions": [.integer(later.position)]]
      )
    }
    guard let before = try CartState(cart, in: past(context))?.content else {
      return try run("cart.clear", ["cart": .integer(cart)], &context)
    }
    try run(
      "cart.update",
      [
        "cart": .integer(cart), "currency": .string(before.currency),
        "lines": .array(before.lines),
      ],
      &context
    )
  }

  private func undoCartOwner(_ event: Event, _ context: inout DecisionContext) throws {
    guard let cart = event.data["cart"], let from = event.data["from"] else {
      throw Self.refusal(event, "the cart was nobody's")
    }
    try run("cart.assign", ["cart": cart, "customer": from], &context)
  }

  private func undoSubscription(_ event: Event, _ context: inout DecisionContext) throws {
    let isNew = event.type == NewsletterSubscribed.name
    let list = event.data["list"] ?? .null
    if let customer = event.data["customer"] {
      let name = isNew ? "newsletter.unsubscribe" : "newsletter.subscribe"
      return try run(name, ["list": list, "customer": customer], &context)
    }
    // A contact who is no customer goes by the number, whatever the site.
    guard let contact = event.data["contact"]?.integer, let code = list.string else { return }
    let isHeld = try Subscriber(customer: nil, contact: contact, in: context.history).lists
      .contains(code)
    guard isNew == isHeld else { return }
    if isNew {
      context.append(NewsletterUnsubscribed(list: code, contact: contact))
      return
    }
    let subscribed = try past(context).events(
      EventTypes(NewsletterSubscribed.self),
      tagged: "contact:\(contact)"
    ).last { $0.data["list"] == list && $0.data["customer"] == nil && !$0.isErased }
    guard let subscribed else { throw Self.refusal(event, "nobody knows the e-mail any more") }
    context.append(try NewsletterSubscribed(subscribed))
  }
}
