import Model

/// Where addresses are chosen, and what was chosen before in the same command.
struct PlainChoosing {
  let owner: Int64
  let site: String
  let channel: Channel
  /// How many profiles there were before the command; it cannot name those that it adds.
  let profiles: Int
  /// What `same_as` means: of several parcels the first.
  var billing: PlainCopy?
  var shipping: PlainCopy?
}

// Choices of addresses for an order.
extension PlainShop {
  /// The copy that an order keeps of a choice; the owner's book follows at once where that is
  /// wanted, so that later choices of the same command find it as it is then.
  mutating func choose(
    _ json: JSON,
    _ usage: String,
    _ at: PlainChoosing
  ) throws -> PlainCopy {
    if let other = json["same_as"].string {
      guard let same = other == "billing" ? at.billing : at.shipping else {
        throw PlainRefusal("field_invalid")
      }
      try checkCountry(same.content, usage, at)
      return same
    }
    if !json["payment_method"].isNull { return try copyOfMethod(json, usage, at) }
    let isCustomer = customers[at.owner].hasAccount && at.channel == .checkout
    let isSaved = json["save_to_address_book"].boolean ?? isCustomer
    var copy =
      json["profile"].isNull
      ? try newCopy(json, usage, at, isSaved) : try copyOfEntry(json, usage, at, isSaved)
    copy.revision = copy.profile.map { profiles[$0].revision }
    freeze(copy)
    return copy
  }

  private mutating func copyOfEntry(
    _ json: JSON,
    _ usage: String,
    _ at: PlainChoosing,
    _ isSaved: Bool
  ) throws -> PlainCopy {
    let entry = try chosen(json["profile"], of: at.owner)
    if entry > at.profiles { throw PlainRefusal("not_found") }
    let before = profiles[entry].content
    var no = PlainRefusal()
    let content = no.noting { try changed(before, json, at.site, at.channel) } ?? before
    _ = no.noting { try check(content, usage, at) }
    no.note("profile_disabled", if: !profiles[entry].isEnabled)
    try no.stop()
    if isSaved { edit(entry, content) }
    return PlainCopy(content: content, profile: entry)
  }

  private mutating func newCopy(
    _ json: JSON,
    _ usage: String,
    _ at: PlainChoosing,
    _ isSaved: Bool
  ) throws -> PlainCopy {
    if json["address"].isNull { throw PlainRefusal("field_missing") }
    let new = PlainNewProfile(json)
    var no = PlainRefusal()
    no.note("address_invalid", if: at.channel != .import && isInvalid(new.content.address, at.site))
    _ = no.noting { try checkFields(new.fields, new.content) }
    _ = no.noting { try check(new.content, usage, at) }
    try no.stop()
    var copy = PlainCopy(content: new.content)
    let hasBook = customers[at.owner].hasAccount && !customers[at.owner].isRemoved
    if isSaved, hasBook { copy.profile = save(copy.content, for: at.owner) }
    copy.waits = isSaved && !hasBook
    copy.isWished = copy.waits
    return copy
  }

  /// An entry of the owner's book.
  func chosen(_ name: JSON, of owner: Int64) throws -> Int64 {
    let entry = try profileNamed(name)
    guard book(of: owner).contains(entry) else { throw PlainRefusal("not_found") }
    return entry
  }

  /// Whether an address may serve a usage of an order.
  func check(_ content: PlainContent, _ usage: String, _ at: PlainChoosing) throws {
    var no = PlainRefusal()
    _ = no.noting { try checkUsage(content, usage) }
    _ = no.noting { try checkCountry(content, usage, at) }
    try no.stop()
  }

  /// Whether a type serves a usage.
  func checkUsage(_ content: PlainContent, _ usage: String) throws {
    guard let type = type(content.type), !type.usages.contains(usage) else { return }
    throw PlainRefusal("usage_not_allowed")
  }

  /// Whether an order may go to a country.
  func checkCountry(
    _ content: PlainContent,
    _ usage: String,
    _ at: PlainChoosing
  ) throws {
    if at.channel == .import || serves(content.address, usage, at.site) { return }
    throw PlainRefusal("country_not_allowed")
  }

  /// Remembers which revision an order names.
  mutating func freeze(_ copy: PlainCopy) {
    guard let profile = copy.profile, let revision = copy.revision else { return }
    copied.insert([profile, revision])
  }
}
