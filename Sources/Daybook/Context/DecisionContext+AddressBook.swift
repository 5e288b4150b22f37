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
      phone: content.phone,
      fields: content.fields.isEmpty ? nil : content.fields
    )
    append(added)
    book.apply(added)
    for usage in ProfileType.usages(of: type) {
      let isFirst = book.defaultProfile(usage) == nil && !book.isClearedOnPurpose(usage)
      if defaults.contains(usage) || isFirst { makeDefault(added.profile, usage, in: &book) }
    }
    return ProfileState(added)
  }

  /// Makes an entry the default of a usage, if it is not.
  mutating func makeDefault(_ profile: Int64, _ usage: Usage, in book: inout AddressBook) {
    guard book.defaultProfile(usage) != profile else { return }
    let event = DefaultProfileSet(customer: book.customer, profile: profile, usage: usage.rawValue)
    append(event)
    book.apply(event)
  }

  /// Changes an entry, and returns it as it is then; the same when nothing changes.
  ///
  /// A revision that an order ever referred to keeps its content for ever: then the change makes
  /// the next revision (copy-on-write, as in Drupal Commerce 1). `isCopied` says so of the order
  /// that this very command places.
  mutating func editProfile(
    _ profile: ProfileState,
    to content: ProfileContent,
    warnings: [JSON] = [],
    isCopied: Bool = false
  ) throws -> ProfileState {
    let changes = profile.content.changes(to: content)
    guard !changes.isEmpty else { return profile }
    let isFrozen =
      try isCopied || history.hasEvent(tagged: profile.revisionTag(profile.revision))
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

  /// Checks a type's code.
  func profileType(_ code: Code?) throws -> String {
    guard let code else { return ProfileType.builtIn }
    do { try code.check() } catch { throw error.inside("type") }
    guard code.text == ProfileType.builtIn else { throw missing("profile type", code.text) }
    return code.text
  }
}
