import Events
import Model

/// Undoes a merge: the customer is one of their own again.
///
/// What went along and still belongs to whom they were merged into comes back, also from those in between
/// who were merged into others themselves; an order that was assigned to somebody else since stays there.
/// Addresses that entered the address book because they waited in the orders leave it again.
public struct UnmergeCustomer: Decision {
  /// Who was merged, by number or reference.
  public var from: CustomerReference

  /// The end of a merge.
  public init(from: CustomerReference) {
    self.from = from
  }

  /// The command `customer.unmerge`.
  public static let declaration = Declaration<UnmergeCustomer>(
    "customer.unmerge",
    "Undoes a merge: what went along comes back.",
    [Field(required: "from", \.from, "Who was merged")],
    empty: { UnmergeCustomer(from: 0) }
  )

  /// Who was merged, and so whom they were merged into.
  public var subject: Subject? { .customer(from) }

  /// Appends `MergeUndone`, and what becomes of the defaults of both address books.
  ///
  /// Refuses with `merge_invalid` when the customer was not merged, with `customer_erased` when the
  /// person was erased since, and with `email_taken` or
  /// `username_taken` when somebody else has the name by now.
  public func decide(in context: inout DecisionContext) throws {
    let source = try context.namedCustomer(from)
    guard let stock = try MergeStock(of: source.number, in: context.history) else {
      throw Refusal(.mergeInvalid, "Customer \(source.number) was not merged into another one.")
    }
    guard !source.isErased else { throw context.erased(source) }
    try context.refuseTakenNames(of: source)
    let holders = try context.chain(from: source)
    let owner = holders.last ?? source
    let people = Set(holders.map(\.number))
    let profiles = try entries(stock.profiles, of: people, in: context.history)
    let saved = try entries(Set(stock.merge.saved), of: people, in: context.history)
    let orders = try Owned.orders(of: owner.number, in: context.history)
    let carts = Set(try context.openCarts(of: owner.number))
    let methods = try people.map { try Owned.paymentMethods(of: $0, in: context.history) }
    context.append(
      MergeUndone(
        from: source.number,
        into: owner.number,
        orders: stock.orders.intersection(orders).sorted(),
        profiles: profiles.map(\.number),
        carts: stock.carts.intersection(carts).sorted(),
        paymentMethods: stock.paymentMethods.intersection(methods.joined()).sorted()
      )
    )
    try takeBackGroups(stock, from: holders, in: &context)
    try endTerms(of: source, heldBy: holders, in: &context)
    try giveBackCredit(stock, from: owner, in: &context)
    // What waited in a guest's orders waits again.
    for profile in saved {
      context.append(ProfileRemoved(customer: profile.customer, profile: profile.number))
    }
    // The defaults of those in between are theirs to be replaced when they are back.
    var ownerBook = try AddressBook(of: owner.number, in: context.history)
    var book = try AddressBook(of: source.number, in: context.history)
    for profile in saved + profiles { ownerBook.remove(profile.number) }
    for var profile in profiles {
      profile.move(to: source.number)
      try book.add(profile)
    }
    context.replaceLostDefaults(in: &ownerBook)
    context.replaceLostDefaults(in: &book)
  }

  /// Of some entries those that are in the address book of one of some people, oldest first: what the next
  /// one in a chain had already stayed on the way.
  private func entries(
    _ numbers: Set<Int64>,
    of people: Set<Int64>,
    in history: any History
  ) throws -> [ProfileState] {
    try numbers.sorted().compactMap { try ProfileState($0, in: history) }
      .filter { !$0.isRemoved && people.contains($0.customer) }
  }
}
