import Model

/// Adds an entry to a customer's address book.
///
/// An identical entry is used again. The first entry that serves a usage becomes its default.
public struct AddProfile: Decision {
  /// Whose address book it is; a guest has none.
  public var customer: CustomerReference
  /// The entry.
  public var profile: NewProfile

  /// An entry with an address.
  public init(customer: CustomerReference, address: Address) {
    self.customer = customer
    profile = NewProfile(address: address)
  }

  /// The command `profile.add`.
  public static let declaration = Declaration<AddProfile>(
    "profile.add",
    "Adds an entry to a customer's address book.",
    [
      Field(required: "customer", \.customer, "The customer, with an account"),
      Field(required: "address", \.profile.address, "The postal address"),
      Field("type", \.profile.type, "Profile type; customer when left out"),
      Field("phone", \.profile.phone, "Phone number"),
      Field("fields", \.profile.fields, "The profile type's own fields"),
      Field("default_billing", \.profile.defaultBilling, "Make it the default for billing"),
      Field("default_shipping", \.profile.defaultShipping, "Make it the default for shipping"),
      Field("reference", \.profile.reference, "Your own key, unique among profiles, without @"),
    ],
    empty: { AddProfile(customer: 0, address: Address()) }
  )

  /// The customer.
  public var subject: Subject? { .customer(customer) }

  /// Appends `ProfileAdded` and the defaults that follow; for an identical entry at most defaults.
  ///
  /// Refuses with `no_account`, `address_invalid`, `reference_taken` or `usage_not_allowed`.
  public func decide(in context: inout DecisionContext) throws {
    let owner = try context.account(customer, for: "an address book")
    var book = try AddressBook(of: owner.number, in: context.history)
    let (entry, isReused) = try profile.add(
      to: &book,
      path: "address",
      on: owner.site,
      in: &context
    )
    try context.refuseInvalidAddresses()
    context.touch(CustomerEntity.kind, owner.number)
    context.touch(ProfileEntity.kind, entry.number)
    if isReused { context.extras["reused"] = true }
  }
}
