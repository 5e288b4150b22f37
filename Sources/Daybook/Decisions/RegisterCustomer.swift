import Events
public import Model

/// Opens an account for a customer.
///
/// A guest with the same e-mail stays a customer of their own and hands nothing over: typing an
/// e-mail proves nothing. The guest's orders come by claim.
public struct RegisterCustomer: Decision {
  /// The e-mail, unless `fromOrder` brings it; a site has at most one account with it.
  public var email: EmailAddress?
  /// A user name, unique among the customers of a site, compared byte by byte.
  public var username: String?
  /// First name, as typed.
  public var firstName: String?
  /// Last name, as typed.
  public var lastName: String?
  /// Phone number, as typed.
  public var phone: String?
  /// Company details; empty parts are left out.
  public var company: Company?
  /// Free keys and values of the shop.
  public var metadata: JSONObject?
  /// The caller's own key, unique among all customers of all sites for ever.
  public var reference: PublicText?
  /// Entries of the new address book; at most one of them is the default for a usage.
  public var profiles: [NewProfile] = []
  /// A guest's order, whose e-mail and site the account gets, and the order itself with its
  /// addresses (as after a checkout in Drupal Commerce 2).
  ///
  /// Other orders with the e-mail come by claim.
  public var fromOrder: OrderReference?

  /// An account for an e-mail.
  public init(email: EmailAddress) {
    self.email = email
  }

  /// An account for the guest who placed an order.
  public init(fromOrder order: OrderReference) {
    fromOrder = order
  }

  private init() {}

  /// The command `customer.register`.
  public static let declaration = Declaration<RegisterCustomer>(
    "customer.register",
    "Opens an account for a customer.",
    [
      Field("email", \.email, "The customer's e-mail, one account per site; not with from_order"),
      Field("username", \.username, "User name, unique on the site"),
      Field("first_name", \.firstName, "First name"),
      Field("last_name", \.lastName, "Last name"),
      Field("phone", \.phone, "Phone number"),
      Field("company", \.company, "Company details"),
      Field("metadata", \.metadata, "Free keys and values"),
      Field("reference", \.reference, "Your own key, unique among customers, without @"),
      Field("profiles", \.profiles, "Entries of the new address book"),
      Field("from_order", \.fromOrder, "A guest's order: its e-mail, site, addresses and itself"),
    ],
    empty: { RegisterCustomer() }
  )

  /// Appends `CustomerRegistered` and what the profiles add to the new book; with an order also
  /// `OrderAssigned` and its addresses.
  ///
  /// Refuses with `email_taken`, `username_taken`, `reference_taken`, `default_conflict` or
  /// `address_invalid`; with an order with `order_not_guest`, `account_exists` or `order_cancelled`.
  public func decide(in context: inout DecisionContext) throws {
    let order = try fromOrder.map { try guestOrder($0, in: context) }
    let site = order?.placed.site ?? context.site
    let email = try email(of: order)
    let holders = try EmailHolders(email, site: site, in: context.history)
    if let holder = holders.registered {
      throw order == nil ? context.emailTaken(by: holder) : accountExists(holder)
    }
    try context.refuseTakenUsername(username, site: site, by: nil)
    try context.refuseTaken(reference, CustomerEntity.kind)
    let metadata = (metadata ?? [:]).withoutRemovals
    let number = try context.number(of: CustomerEntity.kind)
    context.append(
      CustomerRegistered(
        customer: number,
        site: site,
        contact: try context.contact(of: holders),
        email: email,
        username: username,
        firstName: firstName,
        lastName: lastName,
        phone: phone,
        company: company?.applied(to: nil),
        metadata: metadata.isEmpty ? nil : metadata,
        reference: reference?.text
      )
    )
    var book = try AddressBook(of: number, in: context.history)
    try addProfiles(to: &book, site: site, in: &context)
    try context.refuseInvalidAddresses()
    if let order { try assign(order, to: &book, in: &context) }
  }

  private func addProfiles(
    to book: inout AddressBook,
    site: String,
    in context: inout DecisionContext
  ) throws {
    for usage in Usage.allCases where profiles.count(where: { $0.isDefault(usage) }) > 1 {
      throw Refusal(
        .defaultConflict,
        "Two profiles are to be the default for \(usage.rawValue); only one can be.",
        details: ["usage": .string(usage.rawValue)]
      )
    }
    for (index, profile) in profiles.enumerated() {
      do {
        let path = "profiles[\(index)].address"
        try profile.add(to: &book, path: path, on: site, in: &context)
      } catch let refusal as Refusal {
        throw refusal.inside("profiles[\(index)]")
      }
    }
  }
}

extension JSONObject {
  /// Metadata without the keys that an empty text removes.
  var withoutRemovals: JSONObject {
    JSONObject(sorted: filter { $0.value.string?.isEmpty != true })
  }
}
