import Events
import Model

/// What a guest's first event says beside the e-mail.
struct GuestDetails {
  var firstName: String?
  var lastName: String?
  var phone: String?
  var reference: PublicText?
}

extension DecisionContext {
  /// Records a guest whom nobody knew yet.
  ///
  /// - Returns: The guest's number.
  mutating func recordGuest(
    _ email: EmailAddress,
    site: String,
    _ holders: EmailHolders,
    _ details: GuestDetails = GuestDetails()
  ) throws -> Int64 {
    let number = try number(of: CustomerEntity.kind)
    append(
      GuestRecorded(
        customer: number,
        site: site,
        contact: try contact(of: holders),
        email: email.text,
        firstName: details.firstName,
        lastName: details.lastName,
        phone: details.phone,
        reference: details.reference?.text
      )
    )
    return number
  }

  /// Why an e-mail cannot be a guest's.
  func guestHasAccount(_ account: CustomerState, _ advice: String) -> Refusal {
    Refusal(
      .guestEmailHasAccount,
      "The e-mail is that of customer \(account.number), who has an account. \(advice)",
      details: ["customer": .integer(account.number)]
    )
  }
}
