import Model

extension PlainShop {
  mutating func register(_ c: PlainCommand) throws {
    if c.has("from_order"), !c["from_order"].isNull { return try registerFromOrder(c) }
    var no = PlainRefusal()
    let email = no.noting { try c.email("email") } ?? .null
    no.note("field_missing", if: c["email"].isNull)
    no.note("email_taken", if: holder(email, c.site, hasAccount: true) != nil)
    try openAccount(c, email, c.site, &no)
    try no.stop()
  }

  private mutating func registerFromOrder(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    no.note("field_invalid", if: c.has("email"))
    guard let number = no.noting({ try order(c["from_order"], c.site) }) else { throw no }
    let placed = orders[number]
    no.note("order_not_guest", if: customers[placed.owner].hasAccount)
    _ = no.noting { try checkOwnerIsThere(of: number, c) }
    no.note("order_cancelled", if: placed.isCancelled)
    let email = placed.now.email
    no.note("account_exists", if: holder(email, placed.site, hasAccount: true) != nil)
    let customer = try openAccount(c, email, placed.site, &no)
    try no.stop()
    give(number, to: customer)
    for place in placed.now.places {
      save(placed.now[place].content, for: customer)
      orders[number].now[place].waits = false
    }
  }

  /// A new account with the details and profiles of the command.
  @discardableResult
  private mutating func openAccount(
    _ c: PlainCommand,
    _ email: JSON,
    _ site: String,
    _ no: inout PlainRefusal
  ) throws -> Int64 {
    no.note("username_taken", if: isTaken(username: c["username"], site))
    no.note("reference_taken", if: isTaken(customerReference: c["reference"]))
    let number = addCustomer(c, email, site, hasAccount: true)
    customers[number].username = c["username"]
    customers[number].company = merged([:], c["company"])
    customers[number].metadata = mergedMetadata([:], c["metadata"])
    let list = (c["profiles"].array ?? []).map { PlainNewProfile($0) }
    for usage in ["billing", "shipping"] {
      no.note("default_conflict", if: list.count { $0.defaults.contains(usage) } > 1)
    }
    let single = list.map(\.content).filter { type($0.type)?.multiple == false }
    for one in single {
      let others = single.filter { $0.type == one.type && $0 != one }
      no.note("profile_type_single", if: !others.isEmpty)
    }
    for new in list { _ = no.noting { try add(new, for: number, c) } }
    return number
  }

  private func isTaken(customerReference reference: JSON) -> Bool {
    !reference.isNull && !customers.numbers { $0.reference == reference }.isEmpty
  }

  private mutating func addCustomer(
    _ c: PlainCommand,
    _ email: JSON,
    _ site: String,
    hasAccount: Bool
  ) -> Int64 {
    var customer = PlainCustomer(
      site: site,
      hasAccount: hasAccount,
      reference: c["reference"],
      createdAt: c.occurredAt,
      email: email,
      contact: contact(email, site)
    )
    customer.firstName = c["first_name"]
    customer.lastName = c["last_name"]
    customer.phone = c["phone"]
    return customers.add(customer)
  }

  mutating func recordGuest(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    let email = no.noting { try c.email("email") } ?? .null
    no.note("guest_exists", if: holder(email, c.site, hasAccount: false) != nil)
    no.note("reference_taken", if: isTaken(customerReference: c["reference"]))
    try no.stop()
    _ = addCustomer(c, email, c.site, hasAccount: false)
  }

  /// A customer of whom an order tells no more than the e-mail.
  mutating func addCustomer(
    email: JSON,
    site: String,
    hasAccount: Bool,
    at time: Instant
  ) -> Int64 {
    customers.add(
      PlainCustomer(
        site: site,
        hasAccount: hasAccount,
        reference: .null,
        createdAt: time,
        email: email,
        contact: contact(email, site)
      )
    )
  }

  mutating func editCustomer(_ c: PlainCommand) throws {
    let number = try customer(c["customer"], c.site)
    var customer = customers[number]
    if c.has("first_name") { customer.firstName = c["first_name"] }
    if c.has("last_name") { customer.lastName = c["last_name"] }
    if c.has("phone") { customer.phone = c["phone"] }
    if c.has("company") {
      customer.company = c["company"].isNull ? [:] : merged(customer.company, c["company"])
    }
    if c.has("username") { customer.username = c["username"] }
    var no = PlainRefusal()
    no.note("no_account", if: !customer.hasAccount && !customer.username.isNull)
    no.note("username_taken", if: isTaken(username: customer.username, customer.site, but: number))
    try no.stop()
    customers[number] = customer
  }

  mutating func changeEmail(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    let email = no.noting { try c.email("email") } ?? .null
    guard let number = no.noting({ try customer(c["customer"], c.site) }) else { throw no }
    let before = customers[number]
    if email == before.email { return }
    let other = holder(email, before.site, hasAccount: before.hasAccount)
    no.note("email_taken", if: other != nil)
    let needsReason = c.channel == .administration && before.hasAccount
    no.note("reason_required", if: needsReason && c.reason.isNull)
    try no.stop()
    customers[number].email = email
    customers[number].contact = contact(email, before.site)
  }

  mutating func setMetadata(_ c: PlainCommand) throws {
    let number = try customer(c["customer"], c.site)
    customers[number].metadata = mergedMetadata(customers[number].metadata, c["metadata"])
  }

  mutating func setEnabled(_ c: PlainCommand, _ isEnabled: Bool) throws {
    customers[try customer(c["customer"], c.site)].isEnabled = isEnabled
  }

  mutating func removeCustomer(_ c: PlainCommand) throws {
    customers[try anyCustomer(c["customer"], c.site)].isRemoved = true
  }

  mutating func restoreCustomer(_ c: PlainCommand) throws {
    let number = try anyCustomer(c["customer"], c.site)
    guard customers[number].isRemoved else { return }
    try checkNamesAreFree(of: number)
    customers[number].isRemoved = false
  }

  /// Nobody may have taken the e-mail or user name of a customer who comes back.
  func checkNamesAreFree(of number: Int64) throws {
    let customer = customers[number]
    let other = holder(customer.email, customer.site, hasAccount: customer.hasAccount)
    var no = PlainRefusal()
    no.note("email_taken", if: other != nil)
    no.note("username_taken", if: isTaken(username: customer.username, customer.site))
    try no.stop()
  }

  mutating func linkContact(_ c: PlainCommand) throws {
    var no = PlainRefusal()
    let number = no.noting { try customer(c["customer"], c.site) }
    let contact = Self.number(c["contact"]) ?? 0
    no.note("not_found", if: !contacts.has(contact))
    guard let number, no.codes.isEmpty else { throw no }
    customers[number].contact = contact
  }
}
