import Model

// Who or what is meant: numbers, references, e-mails, order numbers.
extension PlainShop {
  /// A customer as named, be it one that was removed or merged into another.
  func literalCustomer(_ name: JSON, _ site: String) throws -> Int64 {
    if let number = Self.number(name) {
      guard customers.has(number) else { throw PlainRefusal("not_found") }
      return number
    }
    let text = name.string ?? ""
    let found: Int64?
    if text.hasPrefix("ref:") {
      let reference = JSON.string(String(text.dropFirst(4)))
      found = customers.numbers { $0.reference == reference }.first
    } else {
      let isGuest = text.hasPrefix("guest:")
      guard let email = EmailAddress(isGuest ? String(text.dropFirst(6)) : text) else {
        throw PlainRefusal("field_invalid")
      }
      found =
        holder(.string(email.text), site, hasAccount: !isGuest)
        ?? customers.numbers {
          $0.site == site && $0.hasAccount == !isGuest && $0.email == .string(email.text)
            && $0.merge != nil
        }.last
    }
    guard let found else { throw PlainRefusal("not_found") }
    return found
  }

  /// The customer that a number leads to after merges.
  func led(_ number: Int64) -> Int64 {
    var number = number
    while let merge = customers[number].merge { number = merge.into }
    return number
  }

  /// A customer, removed ones too.
  func anyCustomer(_ name: JSON, _ site: String) throws -> Int64 {
    led(try literalCustomer(name, site))
  }

  /// A customer that is not removed.
  func customer(_ name: JSON, _ site: String) throws -> Int64 {
    let number = try anyCustomer(name, site)
    if customers[number].isRemoved { throw PlainRefusal("customer_removed") }
    return number
  }

  /// A registered customer that is not removed.
  func account(_ name: JSON, _ site: String) throws -> Int64 {
    let number = try customer(name, site)
    if !customers[number].hasAccount { throw PlainRefusal("no_account") }
    return number
  }

  /// Who has an e-mail now: neither removed nor merged.
  func holder(_ email: JSON, _ site: String, hasAccount: Bool) -> Int64? {
    customers.numbers {
      $0.site == site && $0.hasAccount == hasAccount && $0.email == email && $0.isPresent
    }.first
  }

  /// Whether somebody else has a user name now.
  func isTaken(username: JSON, _ site: String, but number: Int64? = nil) -> Bool {
    !username.isNull
      && customers.numbers { $0.site == site && $0.username == username && $0.isPresent }
        .contains { $0 != number }
  }

  /// An entry that is in view: neither removed, nor its owner, nor left behind by a merge.
  func profile(_ name: JSON, _ site: String) throws -> Int64 {
    let number = try profileNamed(name)
    let owner = customers[profiles[number].customer]
    if owner.merge != nil || profiles[number].isRemoved { throw PlainRefusal("not_found") }
    if owner.isRemoved { throw PlainRefusal("customer_removed") }
    return number
  }

  /// A profile that was added at some time.
  func profileNamed(_ name: JSON) throws -> Int64 {
    let reference = Self.reference(name)
    let found = Self.number(name) ?? profiles.numbers { $0.reference == reference }.first
    guard let found, profiles.has(found) else { throw PlainRefusal("not_found") }
    return found
  }

  func order(_ name: JSON, _ site: String) throws -> Int64 {
    let text = name.string ?? ""
    var found = Self.number(name)
    if text.hasPrefix("no:") {
      let number = JSON.string(String(text.dropFirst(3)))
      found = orders.numbers { $0.site == site && $0.number == number }.first
    } else if found == nil {
      let reference = Self.reference(name)
      found = orders.numbers { $0.reference == reference }.first
    }
    guard let found, orders.has(found) else { throw PlainRefusal("not_found") }
    return found
  }

  /// The contact of an e-mail on a site, made when it is the first time.
  mutating func contact(_ email: JSON, _ site: String) -> Int64 {
    let key: [JSON] = [.string(site), email]
    return contacts.numbers { $0 == key }.first ?? contacts.add(key)
  }

  /// A number, be it given as a text.
  static func number(_ name: JSON) -> Int64? {
    name.integer ?? name.string.flatMap { Int64($0) }
  }

  /// What stands after `ref:`; something that nothing has when it is no reference.
  private static func reference(_ name: JSON) -> JSON {
    guard let text = name.string, text.hasPrefix("ref:") else { return false }
    return .string(String(text.dropFirst(4)))
  }
}

extension PlainCustomer {
  /// Whether the customer still stands for themselves: then e-mail and user name are taken.
  var isPresent: Bool { !isRemoved && merge == nil }
}
