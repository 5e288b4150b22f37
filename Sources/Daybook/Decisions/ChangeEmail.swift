import Events
public import Model

/// Gives a customer another e-mail.
///
/// Placed orders keep theirs. The contact of the new e-mail becomes the customer's.
public struct ChangeEmail: Decision {
  /// Whose e-mail changes.
  public var customer: CustomerReference
  /// The new e-mail; free when no customer of the same kind has it on the customer's site.
  public var email: EmailAddress

  /// Another e-mail for a customer.
  public init(customer: CustomerReference, email: EmailAddress) {
    self.customer = customer
    self.email = email
  }

  /// The command `customer.change_email`.
  public static let declaration = Declaration<ChangeEmail>(
    "customer.change_email",
    "Gives a customer another e-mail; placed orders keep theirs.",
    [
      Field(required: "customer", \.customer, "The customer"),
      Field(required: "email", \.email, "The new e-mail"),
    ],
    empty: { ChangeEmail(customer: 0, email: EmailAddress(unchecked: "")) }
  )

  /// The customer.
  public var subject: Subject? { .customer(customer) }

  /// Appends `CustomerEmailChanged`; nothing when the e-mail is the same.
  ///
  /// Refuses with `email_taken`, or with `reason_required` when an administrator changes an
  /// account without saying why.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.customer(customer)
    context.touch(CustomerEntity.kind, state.number)
    guard state.email?.isSame(as: email.text) != true else { return }
    // Medusa forbids this change to administrators; here it is allowed, but somebody must say why.
    if state.hasAccount, context.provenance.channel == .administration,
      context.provenance.reason?.isEmpty != false
    {
      throw Refusal(
        .reasonRequired,
        "An administrator who changes the e-mail of an account must give a reason."
      )
    }
    let holders = try EmailHolders(email.text, site: state.site, in: context.history)
    if let holder = state.hasAccount ? holders.registered : holders.guest {
      throw context.emailTaken(by: holder)
    }
    context.append(
      CustomerEmailChanged(
        customer: state.number,
        site: state.site,
        contact: try context.contact(of: holders),
        email: email.text
      )
    )
  }
}
