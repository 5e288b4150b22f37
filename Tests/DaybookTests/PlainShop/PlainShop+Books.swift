import Model

// Address books and their defaults.
extension PlainShop {
  /// A profile type; nil when there is none of that code, or no longer.
  func type(_ code: String) -> PlainType? {
    if code == "customer" { return PlainType() }
    guard let type = types[code], !type.isRemoved else { return nil }
    return type
  }

  /// The entries of a customer's book, oldest first, disabled ones too.
  func book(of customer: Int64) -> [Int64] {
    profiles.numbers { $0.customer == customer && !$0.isRemoved }
  }

  /// Whether an entry may serve a usage.
  func isUsable(_ profile: Int64, _ usage: String) -> Bool {
    let entry = profiles[profile]
    return entry.isEnabled && !entry.isRemoved
      && type(entry.content.type)?.usages.contains(usage) == true
  }

  /// Whether the next usable entry becomes the default by itself.
  func lacksDefault(_ customer: Int64, _ usage: String) -> Bool {
    customers[customer].defaults[usage] == nil && !customers[customer].cleared.contains(usage)
  }

  mutating func setDefault(_ profile: Int64, _ usage: String) {
    let customer = profiles[profile].customer
    customers[customer].defaults[usage] = profile
    customers[customer].cleared.remove(usage)
  }

  /// An entry was added or enabled.
  mutating func becameUsable(_ profile: Int64) {
    let customer = profiles[profile].customer
    for usage in ["billing", "shipping"] {
      guard isUsable(profile, usage), lacksDefault(customer, usage) else { continue }
      setDefault(profile, usage)
    }
  }

  /// Puts the newest usable entry in the place of a default that is not usable any more.
  mutating func replaceLostDefaults(of customer: Int64) {
    for (usage, profile) in customers[customer].defaults {
      if profiles[profile].customer == customer, isUsable(profile, usage) { continue }
      customers[customer].defaults[usage] = book(of: customer).last { isUsable($0, usage) }
    }
  }

  /// The enabled entry of a book that says the same.
  func identical(_ content: PlainContent, for customer: Int64) -> Int64? {
    book(of: customer).first { profiles[$0].isEnabled && profiles[$0].content == content }
  }

  /// The enabled entry of a type of which there may be but one.
  func onlyEntry(_ code: String, of customer: Int64) -> Int64? {
    guard type(code)?.multiple == false else { return nil }
    return book(of: customer).first {
      profiles[$0].isEnabled && profiles[$0].content.type == code
    }
  }

  /// Gives an entry another content: as a next revision if an order named this one.
  mutating func edit(_ profile: Int64, _ content: PlainContent) {
    guard profiles[profile].content != content else { return }
    profiles[profile].content = content
    if copied.contains([profile, profiles[profile].revision]) { profiles[profile].revision += 1 }
  }

  /// Brings what an order says into a book; nil when its type was removed meanwhile.
  @discardableResult
  mutating func save(_ content: PlainContent, for customer: Int64) -> Int64? {
    guard type(content.type) != nil else { return nil }
    if let same = identical(content, for: customer) { return same }
    if let only = onlyEntry(content.type, of: customer) {
      edit(only, content)
      return only
    }
    let profile = PlainProfile(customer: customer, content: content, reference: .null)
    let number = profiles.add(profile)
    becameUsable(number)
    return number
  }
}
