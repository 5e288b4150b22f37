import Events
import Model

/// Turns choices of an order into copies, and lets its owner's address book follow where it should.
struct ProfileCopier {
  /// `profile.revision` of every copied entry, each once.
  private(set) var sources: [String] = []
  private var copied: Set<String> = []
  /// Findings on addresses that are in the order only, for its event to record.
  private(set) var warnings: [JSON] = []

  private let owner: OrderOwner
  /// The order's site, whose rules its addresses keep to.
  private let site: String
  /// With what this command has done to it so far; read only when something is to be done.
  private var book: AddressBook?

  init(_ owner: OrderOwner, site: String) {
    self.owner = owner
    self.site = site
  }

  /// One copy, after the address book has followed, so that both are in sync.
  ///
  /// The choice has a form of its own: it is not the same as another one of the order.
  mutating func copy(
    _ choice: ProfileChoice,
    _ path: String,
    for usage: Usage,
    _ context: inout DecisionContext
  ) throws -> Snapshot {
    do {
      let copy =
        if let method = choice.paymentMethod {
          try copyBilling(of: method, context)
        } else if let reference = choice.profile {
          try copyEntry(reference, choice, path, for: usage, &context)
        } else {
          try copyNew(choice, path, for: usage, &context)
        }
      if let source = copy.source, copied.insert(source).inserted { sources.append(source) }
      return copy
    } catch let refusal as Refusal {
      throw refusal.inside(path)
    }
  }

  /// The billing address that a stored payment method of the owner has.
  ///
  /// It names the entry it came from only while that has not been changed in place since: entry and
  /// revision stand for one content for ever.
  private func copyBilling(
    of reference: PaymentMethodReference,
    _ context: DecisionContext
  ) throws -> Snapshot {
    let method = try context.paymentMethod(reference)
    guard method.customer == owner.number else {
      throw Refusal.notFound(PaymentMethodEntity.kind, reference.text)
    }
    guard var copy = method.billing else {
      throw Refusal.invalid("payment_method", "has no billing address")
    }
    // The same command may have edited it for another copy.
    let entry = try copy.profile.flatMap {
      try book?.profile($0) ?? ProfileState($0, in: context.history)
    }
    if entry?.revision != copy.revision || entry?.content != copy.content {
      (copy.profile, copy.revision) = (nil, nil)
    }
    copy.isModified = false
    copy.paymentMethod = method.number
    return copy
  }

  /// An entry of the owner's address book, as it is or modified.
  private mutating func copyEntry(
    _ reference: ProfileReference,
    _ choice: ProfileChoice,
    _ path: String,
    for usage: Usage,
    _ context: inout DecisionContext
  ) throws -> Snapshot {
    let found = try context.profile(reference)
    guard found.customer == owner.number else {
      throw Refusal.notFound(ProfileEntity.kind, reference.text)
    }
    let entry = book?.profile(found.number) ?? found
    try entry.checkEnabled()
    let type = try context.profileType(of: entry)
    try type.check(usage)
    let content = entry.content.changed(
      address: choice.address,
      phone: choice.phone,
      fields: choice.fields
    )
    if choice.fields != nil { try type.check(content.fields) }
    guard content != entry.content else { return Snapshot(entry) }
    let findings =
      content.address == entry.content.address
      ? [] : try context.check(content.address, path: path + ".address", on: site)
    guard saves(choice, context) else {
      warnings += findings
      var copy = Snapshot(entry)
      copy.content = content
      copy.isModified = true
      return copy
    }
    return Snapshot(
      try change(&context) { context, book, copied in
        try context.editProfile(
          entry,
          to: content,
          warnings: findings,
          copied: copied,
          in: &book
        )
      }
    )
  }

  /// A new address, which enters the address book when it should and no entry says the same.
  private mutating func copyNew(
    _ choice: ProfileChoice,
    _ path: String,
    for usage: Usage,
    _ context: inout DecisionContext
  ) throws -> Snapshot {
    guard let address = choice.address else { throw Refusal.missing("address") }
    let type = try context.profileType(choice.type)
    try type.check(usage)
    let content = ProfileContent(
      address: address,
      phone: choice.phone.value,
      fields: choice.fields
    )
    try type.check(content.fields)
    let findings = try context.check(content.address, path: path + ".address", on: site)
    guard saves(choice, context) else {
      warnings += findings
      var copy = Snapshot(type: type.code, content: content)
      copy.isToBeSaved = !owner.hasAccount && choice.saveToAddressBook == true
      return copy
    }
    return try save(content, type: type, findings, &context)
  }

  /// Takes new content into the owner's book, and copies the entry that has it.
  mutating func save(
    _ content: ProfileContent,
    type: ProfileType,
    _ findings: [JSON],
    _ context: inout DecisionContext
  ) throws -> Snapshot {
    let before = context.events.count
    let entry = try change(&context) { context, book, copied in
      try context.save(content, type: type, warnings: findings, copied: copied, to: &book)
    }
    // An entry that says the same was used: the order is the only place for what is odd.
    if context.events.count == before { warnings += findings }
    return Snapshot(entry)
  }

  /// Lets the address book follow a copy that was corrected: its entry is edited if that says what the
  /// copy said, and an address that came from no book is added.
  ///
  /// - Returns: The copy of the entry; nil when the book stays as it is.
  mutating func follow(
    _ copy: Snapshot,
    to content: ProfileContent,
    findings: [JSON],
    _ context: inout DecisionContext
  ) throws -> Snapshot? {
    guard owner.hasAccount else { return nil }
    guard let number = copy.profile else {
      guard let type = try ProfileType(copy.type, in: context.history), !type.isRemoved else {
        return nil
      }
      return try save(content, type: type, findings, &context)
    }
    let book = try book ?? AddressBook(of: owner.number, in: context.history)
    guard let entry = book.profile(number), entry.content == copy.content else { return nil }
    return Snapshot(
      try change(&context) { context, book, copied in
        try context.editProfile(entry, to: content, warnings: findings, copied: copied, in: &book)
      }
    )
  }

  /// A copy with what a choice says otherwise, after the address book has followed where it should.
  mutating func change(
    _ before: Snapshot,
    by choice: ProfileChoice,
    _ path: String,
    _ context: inout DecisionContext
  ) throws -> Snapshot {
    let content = before.content.changed(
      address: choice.address,
      phone: choice.phone,
      fields: choice.fields
    )
    guard content != before.content else { return before }
    if choice.fields != nil, let type = try ProfileType(before.type, in: context.history) {
      do { try type.check(content.fields) } catch { throw error.inside(path) }
    }
    let findings =
      content.address == before.content.address
      ? [] : try context.check(content.address, path: path + ".address", on: site)
    if saves(choice, context),
      let saved = try follow(before, to: content, findings: findings, &context)
    {
      return saved
    }
    warnings += findings
    var copy = before
    copy.content = content
    copy.isModified = copy.profile != nil
    return copy
  }

  /// Does something to the owner's address book.
  private mutating func change(
    _ context: inout DecisionContext,
    _ body: (inout DecisionContext, inout AddressBook, Set<String>) throws -> ProfileState
  ) throws -> ProfileState {
    var book = try book ?? AddressBook(of: owner.number, in: context.history)
    // Held twice, it would be copied with each change.
    self.book = nil
    let entry = try body(&context, &book, copied)
    self.book = book
    return entry
  }

  /// Only an account has an address book; by default it follows at checkout.
  private func saves(_ choice: ProfileChoice, _ context: DecisionContext) -> Bool {
    owner.hasAccount && (choice.saveToAddressBook ?? (context.provenance.channel == .checkout))
  }
}
