import Model

/// Rules that several commands share.
extension DecisionContext {
  /// A caller's own key is unique per kind, and stays so for ever.
  func refuseTaken(_ reference: PublicText?, _ kind: String) throws {
    guard let reference else { return }
    do { try reference.check() } catch { throw error.inside("reference") }
    guard let holder = try number(filed: "\(kind)_reference", reference.text, "reference", kind)
    else { return }
    throw Refusal(
      .referenceTaken,
      "The reference \(reference.text) belongs to \(kind) \(holder).",
      details: [kind: .integer(holder)]
    )
  }

  /// A user name is unique among the customers of a site.
  func refuseTakenUsername(_ username: String?, site: String, by customer: Int64?) throws {
    guard let username else { return }
    for event in try history.events(found: Lookup("username", site, username)) {
      guard let number = event.data["customer"]?.integer, number != customer,
        let holder = try CustomerState(number, in: history),
        holder.username?.isSame(as: username) == true, holder.site == site, holder.holdsNames
      else { continue }
      throw Refusal(
        .usernameTaken,
        "The user name is taken by customer \(number).",
        details: ["customer": .integer(number)]
      )
    }
  }

  func emailTaken(by holder: CustomerState) -> Refusal {
    Refusal(
      .emailTaken,
      "The e-mail belongs to customer \(holder.number) on the site \(holder.site).",
      details: ["customer": .integer(holder.number)]
    )
  }

  /// The contact of an e-mail on a site: the one it has had before, or a new one.
  mutating func contact(of holders: EmailHolders) throws -> Int64 {
    try holders.contact ?? number(of: ContactEntity.kind)
  }

  /// A disabled customer cannot order, claim or spend (as in Kentico).
  func refuseDisabled(_ customer: CustomerState, to act: String) throws(Refusal) {
    guard customer.isDisabled else { return }
    throw Refusal(
      .customerDisabled,
      "Customer \(customer.number) is disabled and cannot \(act).",
      details: ["customer": .integer(customer.number)]
    )
  }

  /// Names that were free for a while may belong to somebody else now.
  func refuseTakenNames(of customer: CustomerState) throws {
    if let email = customer.email {
      let holders = try EmailHolders(email, site: customer.site, in: history)
      if let holder = holders.holder(hasAccount: customer.hasAccount) {
        throw emailTaken(by: holder)
      }
    }
    try refuseTakenUsername(customer.username, site: customer.site, by: customer.number)
  }
}
