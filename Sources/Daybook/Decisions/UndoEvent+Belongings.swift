import Events
import Model

/// The opposites of what customers get and lose: groups, roles, memberships, credit, carts, newsletters.
extension UndoEvent {
  /// - Returns: False for another event, and for one that has no opposite.
  func undoBelongings(_ event: Event, _ context: inout DecisionContext) throws -> Bool {
    switch event.type {
    case CustomerAddedToGroup.name, CustomerRemovedFromGroup.name: try undoGroup(event, &context)
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

  private func undoGroup(_ event: Event, _ context: inout DecisionContext) throws {
    guard let code = event.data["group"]?.string else { return }
    let customer = touchedCustomer(event, &context)
    let group = try context.group(Code(code))
    guard group.createdAt < position else {
      throw Self.refusal(event, "another group of that name came since")
    }
    let fact = UndoneFact(tag: "customer:\(customer)", types: CustomerGroups.types) { history in
      .boolean(try CustomerGroups(of: customer, in: history).codes.contains(code))
    }
    guard try isToBePutBack(fact, event, context) else { return }
    try run(
      event.type == CustomerAddedToGroup.name ? "group.drop" : "group.add",
      ["group": .string(code), "customers": [.integer(customer)]],
      &context
    )
  }

  private func undoTerm(
    _ event: Event,
    _ kind: String,
    _ context: inout DecisionContext
  ) throws {
    guard let code = event.data[kind]?.string else { return }
    let customer = touchedCustomer(event, &context)
    let isRole = kind == "role"
    func term(in history: any History) throws -> Terms.Term? {
      let terms =
        isRole
        ? try Terms.roles(of: customer, in: history)
        : try Terms.memberships(of: customer, in: history)
      return terms.byCode[code]
    }
    let fact = UndoneFact(
      tag: "customer:\(customer)",
      types: isRole
        ? EventTypes(RoleAssigned.self, RoleRevoked.self)
        : EventTypes(MembershipGranted.self, MembershipRevoked.self)
    ) { history in
      try term(in: history).map { [JSON($0.until?.text), JSON($0.order)] } ?? .null
    }
    guard try isToBePutBack(fact, event, context) else { return }
    var fields: JSONObject = ["customer": .integer(customer), kind: .string(code)]
    guard let before = try term(in: past(context)) else {
      return try run("\(kind).revoke", fields, &context)
    }
    fields["until"] = JSON(before.until?.text)
    if !isRole { fields["order"] = JSON(before.order) }
    try run(isRole ? "role.assign" : "membership.grant", fields, &context)
  }

  /// A booking stays; one that corrects it makes good for it.
  private func undoCredit(_ event: Event, _ context: inout DecisionContext) throws {
    guard let amount = event.data["amount"]?.integer,
      let currency = event.data["currency"]?.string
    else { return }
    let isSpent = event.type == CreditSpent.name
    if isSpent, let order = event.data["order"]?.integer {
      throw Self.refusal(event, "it paid order \(order)")
    }
    let customer = touchedCustomer(event, &context)
    _ = try context.customer(Reference(customer))
    let correction = isSpent ? amount : -amount
    let corrections = try context.history.events(
      EventTypes(CreditCorrected.self),
      tagged: "customer:\(customer)"
    ).filter { $0.data["corrects"]?.integer == position }
    guard corrections.isEmpty else {
      if corrections.count == 1, corrections[0].data["amount"]?.integer == correction { return }
      throw Self.refusal(
        event,
        "it was corrected already",
        ["positions": .array(corrections.map { .integer($0.position) })]
      )
    }
    let pot = CreditPot(customer: customer, site: event.data["site"]?.string, currency: currency)
    try context.correct(pot, by: correction, corrects: position)
  }

  private func undoCart(_ event: Event, _ context: inout DecisionContext) throws {
    guard let cart = event.data["cart"]?.integer else { return }
    context.touch(CartEntity.kind, cart)
    let before = try CartState(cart, in: past(context)).map { Self.members(of: $0.stated) }
    let names = try changedMembers(event, before)
    let fact = UndoneFact(
      tag: "cart:\(cart)",
      types: names == ["lines"]
        ? EventTypes(CartUpdated.self, CartCleared.self) : CartState.types
    ) { history in
      let stated = try CartState(cart, in: history).map { Self.members(of: $0.stated) }
      // A cart that is not there yet is as an empty one.
      return (stated ?? ["lines": []]).members(names)
    }
    guard try isToBePutBack(fact, event, context) else { return }
    guard let before else {
      return try run("cart.clear", ["cart": .integer(cart)], &context)
    }
    var fields: JSONObject = ["cart": .integer(cart)]
    for name in names { fields[name] = before[name] }
    try run("cart.update", fields, &context)
  }

  private static func members(of cart: CartUpdated) -> JSONObject {
    var members = cart.data
    members["lines"] = .array(cart.lines)
    return members
  }

  /// What a change of a cart has to be put back: whose it was only if it was somebody's.
  private func changedMembers(_ event: Event, _ before: JSONObject?) throws -> [String] {
    guard let before, event.type == CartUpdated.name else { return ["lines"] }
    let after = Self.members(of: try CartUpdated(event))
    var names = ["currency", "lines"].filter { before[$0] != after[$0] }
    let owner = ["customer", "email"]
    if owner.contains(where: { before[$0] != after[$0] }) {
      let known = owner.filter { before[$0] != nil }
      guard !known.isEmpty || !names.isEmpty else {
        throw Self.refusal(event, "the cart was nobody's")
      }
      names += known
    }
    return names
  }

  private func undoCartOwner(_ event: Event, _ context: inout DecisionContext) throws {
    guard let cart = event.data["cart"]?.integer, let from = event.data["from"] else {
      throw Self.refusal(event, "the cart was nobody's")
    }
    context.touch(CartEntity.kind, cart)
    let types = EventTypes(
      CartUpdated.self,
      CartAssigned.self,
      CustomersMerged.self,
      MergeUndone.self
    )
    let fact = UndoneFact(tag: "cart:\(cart)", types: types) { history in
      JSON(try CartState(cart, in: history)?.customer)
    }
    guard try isToBePutBack(fact, event, context) else { return }
    try run("cart.assign", ["cart": .integer(cart), "customer": from], &context)
  }

  private func undoSubscription(_ event: Event, _ context: inout DecisionContext) throws {
    guard let code = event.data["list"]?.string, let contact = event.data["contact"]?.integer else {
      return
    }
    let isNew = event.type == NewsletterSubscribed.name
    let customer = event.data["customer"] == nil ? nil : touchedCustomer(event, &context)
    let fact = UndoneFact(
      tag: customer.map { "customer:\($0)" } ?? "contact:\(contact)",
      types: Subscriber.types
    ) { history in
      let subscriber = try Subscriber(customer: customer, contact: contact, in: history)
      return .boolean(subscriber.lists.contains(code))
    }
    guard try isToBePutBack(fact, event, context) else { return }
    if let customer {
      let name = isNew ? "newsletter.unsubscribe" : "newsletter.subscribe"
      return try run(name, ["list": .string(code), "customer": .integer(customer)], &context)
    }
    // A contact who is no customer goes by the number, whatever the site.
    if isNew {
      context.append(NewsletterUnsubscribed(list: code, contact: contact))
      return
    }
    let subscribed = try past(context).events(
      EventTypes(NewsletterSubscribed.self),
      tagged: "contact:\(contact)"
    ).last { $0.data["list"]?.string == code && $0.data["customer"] == nil && !$0.isErased }
    guard let subscribed else { throw Self.refusal(event, "nobody knows the e-mail any more") }
    context.append(try NewsletterSubscribed(subscribed))
  }
}
