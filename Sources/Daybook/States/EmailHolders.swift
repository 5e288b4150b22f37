import Model

/// Who has an e-mail on a site: at most one registered customer and one guest, who share a contact.
struct EmailHolders {
  private(set) var registered: CustomerState?
  private(set) var guest: CustomerState?
  /// Customers with the e-mail who were merged into others, of each kind the last to come into being:
  /// the e-mail is free, and as a name it still leads to them.
  private(set) var mergedRegistered: CustomerState?
  private(set) var mergedGuest: CustomerState?
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
      take(customer)
    }
  }

  private mutating func take(_ customer: CustomerState) {
    switch (customer.holdsNames, customer.hasAccount) {
    case (true, true): registered = customer
    case (true, false): guest = customer
    case (false, true): mergedRegistered = Self.last(mergedRegistered, customer)
    case (false, false): mergedGuest = Self.last(mergedGuest, customer)
    }
  }

  private static func last(_ known: CustomerState?, _ found: CustomerState) -> CustomerState? {
    guard !found.isRemoved, known.map({ $0.number > found.number }) != true else { return known }
    return found
  }

  /// Who has the e-mail with, or without, an account.
  func holder(hasAccount: Bool) -> CustomerState? {
    hasAccount ? registered : guest
  }
}
