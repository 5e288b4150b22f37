import Events
import Model

/// Changes of an address book that several commands make. The book passed in follows, so that one
/// command can make several changes.
extension DecisionContext {
  /// Adds an entry.
  ///
  /// The first one that serves a usage becomes its default, unless that default was cleared on
  /// purpose.
  mutating func addProfile(
    _ content: ProfileContent,
    type: String,
    reference: PublicText? = nil,
    defaults: [Usage] = [],
    warnings: [JSON] = [],
    to book: inout AddressBook
  ) throws -> ProfileState {
    let added = ProfileAdded(
      customer: book.customer,
      profile: try number(of: ProfileEntity.kind),
      profileType: type,
      reference: reference?.text,
      warnings: warnings,
      address: content.address,
      area: content.area,
      phone: content.phone,
      fields: content.fields.isEmpty ? nil : content.fields
    )
    append(added)
    let profile = ProfileState(added)
    try book.add(profile)
    for usage in defaults { makeDefault(added.profile, usage, in: &book) }
    fillDefaults(with: added.profile, in: &book)
    return profile
  }

  /// Takes an address that comes with an order into a book.
  ///
  /// An entry that says the same is used; the one entry of a type that allows only one takes the new
  /// content (as in Drupal Commerce 2); else it is added. `copied` are the revisions that this
  /// command's own order has copied.
  mutating func save(
    _ content: ProfileContent,
    type: ProfileType,
    warnings: [JSON] = [],
    copied: Set<String> = [],
    to book: inout AddressBook
  ) throws -> ProfileState {
    if let equal = book.equal(type: type.code, content) { return equal }
    guard let only = book.only(of: type) else {
      return try addProfile(content, type: type.code, warnings: warnings, to: &book)
    }
    return try editProfile(only, to: content, warnings: warnings, copied: copied, in: &book)
  }

  /// Takes what waited in an order, or all its addresses, into the book of the account that gets it.
  ///
  /// What cannot enter because its type is no longer offered stays in the order only. So does, for a
  /// merge, what would change the account's only entry of a type: undoing it could not give that back.
  ///
  /// - Returns: The numbers of the entries that were added.
  @discardableResult
  mutating func save(
    _ copies: [Snapshot],
    to book: inout AddressBook,
    keepingOnes: Bool = false
  ) throws -> [Int64] {
    var added: [Int64] = []
    for copy in copies {
      guard let type = try ProfileType(copy.type, in: history), !type.isRemoved else { continue }
      if keepingOnes, let only = book.only(of: type), !added.contains(only.number) { continue }
      let count = book.count
      let entry = try save(copy.content, type: type, to: &book)
      if book.count > count { added.append(entry.number) }
    }
    return added
  }

  /// Makes an entry the default of a usage, if it is not.
  mutating func makeDefault(_ profile: Int64, _ usage: Usage, in book: inout AddressBook) {
    guard book.defaultProfile(usage) != profile else { return }
    let event = DefaultProfileSet(customer: book.customer, profile: profile, usage: usage.rawValue)
    append(event)
    book.apply(event)
  }

  /// Makes an entry that can be used from now on the default of the usages that have none, unless
  /// they were cleared on purpose.
  mutating func fillDefaults(with profile: Int64, in book: inout AddressBook) {
    for usage in Usage.allCases { fillDefault(of: usage, with: profile, in: &book) }
  }

  /// The same for one usage.
  mutating func fillDefault(of usage: Usage, with profile: Int64, in book: inout AddressBook) {
    guard book.defaultProfile(usage) == nil, !book.isClearedOnPurpose(usage),
      book.serves(profile, usage)
    else { return }
    makeDefault(profile, usage, in: &book)
  }

  /// Replaces defaults that cannot be used any more by the newest entry that can, by an event of its
  /// own; without such an entry the usage has no default.
  mutating func replaceLostDefaults(in book: inout AddressBook) {
    for usage in Usage.allCases {
      guard let present = book.defaultProfile(usage), !book.serves(present, usage) else { continue }
      if let next = book.newest(for: usage) {
        makeDefault(next.number, usage, in: &book)
      } else {
        let event = DefaultProfileCleared(customer: book.customer, usage: usage.rawValue)
        append(event)
        book.apply(event)
      }
    }
  }

  /// Changes an entry, and returns it as it is then; the same when nothing changes.
  ///
  /// A revision that an order ever referred to keeps its content for ever: then the change makes
  /// the next revision (copy-on-write, as in Drupal Commerce 1). `copied` are those that this
  /// command's own order has copied.
  mutating func editProfile(
    _ profile: ProfileState,
    to content: ProfileContent,
    warnings: [JSON] = [],
    copied: Set<String> = []
  ) throws -> ProfileState {
    let changes = profile.content.changes(to: content)
    guard !changes.isEmpty else { return profile }
    let isFrozen =
      try copied.contains("\(profile.number).\(profile.revision)")
      || history.hasEvent(tagged: profile.revisionTag(profile.revision))
    let event = ProfileEdited(
      customer: profile.customer,
      profile: profile.number,
      revision: isFrozen ? profile.revision + 1 : profile.revision,
      warnings: warnings,
      changes: changes
    )
    append(event)
    var edited = profile
    edited.apply(event)
    return edited
  }

  /// Changes an entry of a book that is in hand.
  mutating func editProfile(
    _ profile: ProfileState,
    to content: ProfileContent,
    warnings: [JSON],
    copied: Set<String>,
    in book: inout AddressBook
  ) throws -> ProfileState {
    let edited = try editProfile(profile, to: content, warnings: warnings, copied: copied)
    book.update(edited)
    return edited
  }

  /// - Throws: `profile_in_use` when an order ever copied the entry.
  func refuseUsed(_ profile: ProfileState) throws {
    for revision in 1...max(profile.revision, 1)
    where try history.hasEvent(tagged: profile.revisionTag(revision)) {
      throw Refusal(
        .profileInUse,
        "Profile \(profile.number) was copied by an order.",
        details: ["profile": .integer(profile.number)]
      )
    }
  }

  /// Says which entry a command is about when nothing changes.
  mutating func touch(_ profile: ProfileState) {
    touch(CustomerEntity.kind, profile.customer)
    touch(ProfileEntity.kind, profile.number)
  }
}
