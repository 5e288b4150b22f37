public import Model

/// Records a guest: a customer without an account, one per site and e-mail.
public struct RecordGuest: Decision {
  /// The e-mail; a site has at most one guest with it.
  public var email: EmailAddress
  /// First name, as typed.
  public var firstName: String?
  /// Last name, as typed.
  public var lastName: String?
  /// Phone number, as typed.
  public var phone: String?
  /// The caller's own key.
  public var reference: PublicText?

  /// A guest with an e-mail.
  public init(email: EmailAddress) {
    self.email = email
  }

  /// The command `customer.record_guest`.
  public static let declaration = Declaration<RecordGuest>(
    "customer.record_guest",
    "Records a guest: a customer without an account.",
    [
      Field(required: "email", \.email, "The guest's e-mail, one guest per site"),
      Field("first_name", \.firstName, "First name"),
      Field("last_name", \.lastName, "Last name"),
      Field("phone", \.phone, "Phone number"),
      Field("reference", \.reference, "Your own key, unique among customers, without @"),
    ],
    empty: { RecordGuest(email: EmailAddress(unchecked: "")) }
  )

  /// Appends `GuestRecorded`.
  ///
  /// Refuses with `guest_exists` or `reference_taken`. An account with the e-mail is no hindrance.
  public func decide(in context: inout DecisionContext) throws {
    let holders = try context.holders(of: email)
    if let guest = holders.guest {
      throw Refusal(
        .guestExists,
        "The guest is recorded already, as customer \(guest.number).",
        details: ["customer": .integer(guest.number)]
      )
    }
    try context.refuseTaken(reference, CustomerEntity.kind)
    _ = try context.recordGuest(
      email,
      site: context.site,
      holders,
      GuestDetails(
        firstName: firstName,
        lastName: lastName,
        phone: phone,
        reference: reference
      )
    )
  }
}
