import Model

/// Who has an e-mail on a site: at most one registered customer and one guest, who share a contact.
struct EmailHolders {
  private(set) var registered: CustomerState?
  private(set) var guest: CustomerState?
  /// The contact of the site's e-mail, also when nobody has the e-mail any more.
  private(set) var contact: Int64?

  init(_ email: String, site: String, in history: any History) throws {
    var seen: Set<Int64> = []
    for event in try history.events(found: Lookup("email", site, email)) {
      guard let found = event.data["email"]?.string, found.isSame(as: email) else { continue }
      contact = event.data["contact"]?.integer ?? contact
      guard let number = event.data["customer"]?.integer, seen.insert(number).inserted,
        let customer = try CustomerState(number, in: history),
        customer.email?.isSame(as: email) == true, customer.site == site
      else { continue }
      if customer.hasAccount { registered = customer } else { guest = customer }
    }
  }
}
