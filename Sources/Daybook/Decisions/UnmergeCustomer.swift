import Events
import Model

/// Undoes a merge: the customer is one of their own again.
///
/// What went along and still belongs to whom they were merged into comes back; an order that was
/// assigned to somebody else since stays there. Addresses that entered the address book because they
/// waited in the orders leave it again.
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
    guard let merge = source.merge else {
      throw Refusal(.mergeInvalid, "Customer \(source.number) was not merged into another one.")
    }
    guard !source.isErased else { throw context.erased(source) }
    try context.refuseTakenNames(of: source)
    let holders = try context.chain(from: source)
    let owner = holders.last ?? source
    var ownerBook = try AddressBook(of: owner.number, in: context.history)
    let saved = merge.saved.filter { ownerBook.profile($0) != nil }
    let returning = merge.profiles.compactMap { ownerBook.profile($0) }
    let orders = try Owned.orders(of: owner.number, in: context.history)
    let carts = Set(try context.openCarts(of: owner.number))
    let methods = try Owned.paymentMethods(of: owner.number, in: context.history)
    context.append(
      MergeUndone(
        from: source.number,
        into: owner.number,
        orders: merge.orders.filter(orders.contains),
        profiles: returning.map(\.number),
        carts: merge.carts.filter(carts.contains),
        paymentMethods: merge.paymentMethods.filter(methods.contains)
      )
    )
    try Belongings.takeBack(merge, from: owner, heldBy: holders, in: &context)
    // What waited in a guest's orders waits again.
    for number in saved {
      context.append(ProfileRemoved(customer: owner.number, profile: number))
      ownerBook.remove(number)
    }
    var book = try AddressBook(of: source.number, in: context.history)
    for profile in returning {
      ownerBook.remove(profile.number)
      var profile = profile
      profile.move(to: source.number)
      try book.add(profile)
    }
    context.replaceLostDefaults(in: &ownerBook)
    context.replaceLostDefaults(in: &book)
  }
}
