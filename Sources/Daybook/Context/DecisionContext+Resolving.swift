import Events
import Model

/// From what a caller names to the thing itself. What does not exist is `not_found`.
extension DecisionContext {
  /// The customer that a name leads to; a removed one is refused with `customer_removed`.
  func customer(_ reference: CustomerReference) throws -> CustomerState {
    let customer = try customerEvenIfRemoved(reference)
    guard !customer.isRemoved else { throw removed(customer) }
    return customer
  }

  /// The customer that a name leads to, removed or not.
  ///
  /// The number of one that was merged leads on.
  func customerEvenIfRemoved(_ reference: CustomerReference) throws -> CustomerState {
    try leading(from: namedCustomer(reference))
  }

  /// The customer that is named, merged into another one or not.
  func namedCustomer(_ reference: CustomerReference) throws -> CustomerState {
    let found: CustomerState?
    switch try reference.form() {
    case .number(let number): found = try CustomerState(number, in: history)
    case .reference(let key):
      found = try number(filed: "customer_reference", key, "reference", "customer")
        .flatMap { try CustomerState($0, in: history) }
    case .account(let email):
      let holders = try holders(of: email)
      found = holders.registered ?? holders.mergedRegistered
    case .guest(let email):
      let holders = try holders(of: email)
      found = holders.guest ?? holders.mergedGuest
    case .orderNumber: found = nil
    }
    guard let found else { throw Refusal.notFound(CustomerEntity.kind, reference.text) }
    return found
  }

  /// Whom a customer was merged into, at the end of the chain; the customer themselves otherwise.
  func leading(from customer: CustomerState) throws -> CustomerState {
    try chain(from: customer).last ?? customer
  }

  /// Those whom a customer was merged into, one after the other; the last one was not.
  func chain(from customer: CustomerState) throws -> [CustomerState] {
    var chain: [CustomerState] = []
    while let merge = (chain.last ?? customer).merge {
      guard let next = try CustomerState(merge.into, in: history) else {
        throw Refusal.notFound(CustomerEntity.kind, "\(merge.into)")
      }
      chain.append(next)
    }
    return chain
  }

  /// A registered customer; a guest is refused with `no_account`.
  func account(_ reference: CustomerReference, for purpose: String) throws -> CustomerState {
    let customer = try customer(reference)
    guard customer.hasAccount else {
      throw Refusal(
        .noAccount,
        "Customer \(customer.number) is a guest, and \(purpose) needs an account.",
        details: ["customer": .integer(customer.number)]
      )
    }
    return customer
  }

  /// An entry of an address book, removed or not.
  func profileEvenIfRemoved(_ reference: ProfileReference) throws -> ProfileState {
    let found: ProfileState?
    switch try reference.form() {
    case .number(let number): found = try ProfileState(number, in: history)
    case .reference(let key):
      found = try number(filed: "profile_reference", key, "reference", "profile")
        .flatMap { try ProfileState($0, in: history) }
    default: found = nil
    }
    guard let found else { throw Refusal.notFound(ProfileEntity.kind, reference.text) }
    return found
  }

  /// An entry that is in its address book.
  func profile(_ reference: ProfileReference) throws -> ProfileState {
    let profile = try profileEvenIfRemoved(reference)
    guard !profile.isRemoved else { throw Refusal.notFound(ProfileEntity.kind, reference.text) }
    return profile
  }

  /// Whose address book an entry is in.
  ///
  /// - Throws: `customer_removed`, or `not_found` for what stayed with a customer who was merged into
  ///   another one.
  func owner(of profile: ProfileState) throws -> CustomerState {
    guard let owner = try CustomerState(profile.customer, in: history), owner.merge == nil else {
      throw Refusal.notFound(ProfileEntity.kind, "\(profile.number)")
    }
    guard !owner.isRemoved else { throw removed(owner) }
    return owner
  }

  func order(_ reference: OrderReference) throws -> OrderState {
    guard let number = try orderNumber(reference),
      let order = try OrderState(number, in: history)
    else { throw Refusal.notFound(OrderEntity.kind, reference.text) }
    return order
  }

  /// The number of the order that is named; nil when there is none.
  func orderNumber(_ reference: OrderReference) throws -> Int64? {
    switch try reference.form() {
    case .number(let number): number
    case .reference(let key): try number(filed: "order_reference", key, "reference", "order")
    case .orderNumber(let text): try order(numbered: text, site: site)
    default: nil
    }
  }

  /// The order that people call by a number on a site.
  func order(numbered text: String, site: String) throws -> Int64? {
    try history.events(found: Lookup("order_number", site, text)).first { event in
      event.data["number"]?.string?.isSame(as: text) == true
        && event.data["site"]?.string == site
    }?.data["order"]?.integer
  }

  func claim(_ reference: ClaimReference) throws -> ClaimState {
    guard case .number(let number) = try reference.form(),
      let claim = try ClaimState(number, in: history)
    else { throw Refusal.notFound(ClaimEntity.kind, reference.text) }
    return claim
  }

  /// Who has an e-mail on the command's site.
  func holders(of email: EmailAddress) throws -> EmailHolders {
    try EmailHolders(email.text, site: site, in: history)
  }

  /// The thing that was created with a caller's own key, which never becomes free again; also one
  /// that this command has decided to create.
  func number(
    filed lookup: String,
    _ value: String,
    _ field: String,
    _ kind: String
  ) throws -> Int64? {
    let wanted = Lookup(lookup, value)
    let found = try history.events(found: wanted).first { event in
      event.data[field]?.string?.isSame(as: value) == true
    }
    if let found { return found.data[kind]?.integer }
    return filed.event(under: wanted, in: events)?.data[kind]?.integer
  }

  /// The tag of a command's subject; nil for one that has yet to come into being.
  func tag(of subject: Subject) throws -> String? {
    switch subject {
    case .customer(let reference): "customer:\(try customerEvenIfRemoved(reference).number)"
    case .profile(let reference): "profile:\(try profileEvenIfRemoved(reference).number)"
    case .order(let reference): "order:\(try order(reference).number)"
    case .claim(let reference): "claim:\(try claim(reference).number)"
    case .site(let code): "site:\(code.text)"
    case .profileType(let code): "profile_type:\(code.text)"
    case .group(let code): "group:\(code.text)"
    case .cart(let reference): "cart:\(try cart(reference).number)"
    case .cartOrNew(let reference):
      try number(filed: "cart_reference", reference.text, "reference", CartEntity.kind)
        .map { "cart:\($0)" }
    case .paymentMethod(let reference):
      "payment_method:\(try paymentMethodEvenIfRemoved(reference).number)"
    }
  }

  func removed(_ customer: CustomerState) -> Refusal {
    Refusal(
      .customerRemoved,
      customer.isErased
        ? "Customer \(customer.number) was erased."
        : "Customer \(customer.number) was removed. Restore the customer first.",
      details: ["customer": .integer(customer.number)]
    )
  }

  /// What an erasure took does not come back.
  func erased(_ customer: CustomerState) -> Refusal {
    Refusal(
      .customerErased,
      "Customer \(customer.number) was erased, which cannot be undone.",
      details: ["customer": .integer(customer.number)]
    )
  }
}
