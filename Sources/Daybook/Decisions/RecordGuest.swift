public import Model

/// Records a guest: a customer without an account, one per site and e-mail.
public struct RecordGuest: Decision {
  public var email: EmailAddress
  public var firstName: String?
  public var lastName: String?
  public var phone: String?
  /// The caller's own key.
  public var reference: PublicText?

  /// A guest with an e-mail.
  public init(email: EmailAddress) {
    self.email = email
  }

  /// The command `customer.record_guest`.
  public static let declaration = Declaration(
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
