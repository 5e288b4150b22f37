import Events
public import Model

/// Opens an account for a customer.
///
/// A guest with the same e-mail stays a customer of their own and hands nothing over: typing an
/// e-mail proves nothing. The guest's orders come by claim.
public struct RegisterCustomer: Decision {
  /// The e-mail; a site has at most one account with it.
  public var email: EmailAddress
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

  /// An account for an e-mail.
  public init(email: EmailAddress) {
    self.email = email
  }

  /// The command `customer.register`.
  public static let declaration = Declaration(
    "customer.register",
    "Opens an account for a customer.",
    [
      Field(required: "email", \.email, "The customer's e-mail, one account per site"),
      Field("username", \.username, "User name, unique on the site"),
      Field("first_name", \.firstName, "First name"),
      Field("last_name", \.lastName, "Last name"),
      Field("phone", \.phone, "Phone number"),
      Field("company", \.company, "Company details"),
      Field("metadata", \.metadata, "Free keys and values"),
      Field("reference", \.reference, "Your own key, unique among customers, without @"),
      Field("profiles", \.profiles, "Entries of the new address book"),
    ],
    empty: { RegisterCustomer(email: EmailAddress(unchecked: "")) }
  )

  /// Appends `CustomerRegistered` and what the profiles add to the new book.
  ///
  /// Refuses with `email_taken`, `username_taken`, `reference_taken`, `default_conflict` or
  /// `address_invalid`.
  public func decide(in context: inout DecisionContext) throws {
    let site = context.site
    let holders = try context.holders(of: email)
    if let holder = holders.registered { throw context.emailTaken(by: holder) }
    try context.refuseTakenUsername(username, site: site, by: nil)
    try context.refuseTaken(reference, CustomerEntity.kind)
    let metadata = (metadata ?? [:]).withoutRemovals
    let number = try context.number(of: CustomerEntity.kind)
    context.append(
      CustomerRegistered(
        customer: number,
        site: site,
        contact: try context.contact(of: holders),
        email: email.text,
        username: username,
        firstName: firstName,
        lastName: lastName,
        phone: phone,
        company: company?.applied(to: nil),
        metadata: metadata.isEmpty ? nil : metadata,
        reference: reference?.text
      )
    )
    try addProfiles(to: number, in: &context)
    try context.refuseInvalidAddresses()
  }

  private func addProfiles(to customer: Int64, in context: inout DecisionContext) throws {
    for usage in Usage.allCases where profiles.count(where: { $0.isDefault(usage) }) > 1 {
      throw Refusal(
        .defaultConflict,
        "Two profiles are to be the default for \(usage.rawValue); only one can be.",
        details: ["usage": .string(usage.rawValue)]
      )
    }
    guard !profiles.isEmpty else { return }
    var book = try AddressBook(of: customer, in: context.history)
    for (index, profile) in profiles.enumerated() {
      do {
        let path = "profiles[\(index)].address"
        try profile.add(to: &book, path: path, on: context.site, in: &context)
      } catch let refusal as Refusal {
        throw refusal.inside("profiles[\(index)]")
      }
    }
  }
}

extension JSONObject {
  /// Metadata without the keys that an empty text removes.
  var withoutRemovals: JSONObject {
    var result = self
    for (key, value) in self where value.string?.isEmpty == true { result[key] = nil }
    return result
  }
}
