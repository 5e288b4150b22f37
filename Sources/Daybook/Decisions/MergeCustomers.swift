import Events
import Model

/// Merges a customer who turned out to be another one: what the one owns goes to the other.
///
/// Orders go along with their snapshots as they are, and so do open carts, payment methods, and the
/// entries of the address book that the other one does not have. The other one joins the groups, gets
/// the roles, memberships, newsletters and the credit. The old number leads to the new one from then
/// on, e-mail and user name are free.
public struct MergeCustomers: Decision {
  /// Who is no customer of their own any more.
  public var from: CustomerReference
  /// Who they are; an account stays one, so an account cannot go into a guest.
  public var into: CustomerReference

  /// The merge of one customer into another.
  public init(from: CustomerReference, into: CustomerReference) {
    self.from = from
    self.into = into
  }

  /// The command `customer.merge`.
  public static let declaration = Declaration<MergeCustomers>(
    "customer.merge",
    "Merges a customer into another one: orders and address book go along.",
    [
      Field(required: "from", \.from, "Who is no customer of their own any more"),
      Field(required: "into", \.into, "Who they are"),
    ],
    empty: { MergeCustomers(from: 0, into: 0) }
  )

  /// Who is merged.
  public var subject: Subject? { .customer(from) }

  /// Appends `CustomersMerged`, an event for each thing the other one gets that has no number, and
  /// `DefaultProfileSet` where they had no default; nothing when they were merged before.
  ///
  /// Refuses with `merge_invalid` for a customer and themselves, for an account into a guest, and for
  /// one who was merged into somebody else.
  public func decide(in context: inout DecisionContext) throws {
    let source = try context.namedCustomer(from)
    let leading = try context.customerEvenIfRemoved(into)
    if let merge = source.merge {
      guard try context.leading(from: source).number == leading.number else {
        throw invalid(
          "Customer \(source.number) was merged into customer \(merge.into). Undo that first."
        )
      }
      context.touch(CustomerEntity.kind, leading.number)
      return
    }
    for customer in [source, leading] where customer.isRemoved {
      throw context.removed(customer)
    }
    guard source.number != leading.number else {
      let named = try context.namedCustomer(into).number
      let way = named == source.number ? "" : ", who customer \(named) was merged into,"
      throw invalid("Customer \(source.number)\(way) cannot be merged into themselves.")
    }
    guard leading.hasAccount || !source.hasAccount else {
      throw invalid(
        "Customer \(leading.number) is a guest, and an account cannot be merged into a guest."
      )
    }
    try merge(source, into: leading, in: &context)
  }

  private func merge(
    _ source: CustomerState,
    into target: CustomerState,
    in context: inout DecisionContext
  ) throws {
    let sourceBook = try AddressBook(of: source.number, in: context.history)
    var book = try AddressBook(of: target.number, in: context.history)
    var moved: [ProfileState] = []
    for profile in sourceBook.profiles where target.hasAccount {
      guard let type = try ProfileType(profile.type, in: context.history),
        book.equal(type: profile.type, profile.content) == nil, book.only(of: type) == nil
      else { continue }
      moved.append(profile)
    }
    for profile in moved { try book.add(profile) }
    let orders = try Owned.orders(of: source.number, in: context.history).sorted()
    let waiting = try source.hasAccount || !target.hasAccount ? [] : waiting(in: orders, context)
    let saved = try context.save(waiting, to: &book, keepingOnes: true)
    let belongings = try Belongings(of: source, for: target, in: context)
    context.append(
      CustomersMerged(
        from: source.number,
        into: target.number,
        orders: orders,
        profiles: moved.map(\.number),
        carts: belongings.carts,
        paymentMethods: belongings.paymentMethods,
        saved: saved,
        savedToAddressBook: !waiting.isEmpty,
        groups: belongings.groups,
        roles: belongings.roles.map(\.code),
        memberships: belongings.memberships.map(\.code),
        lists: belongings.lists,
        credit: belongings.credit.map(\.json)
      )
    )
    try belongings.give(to: target, in: &context)
    // The entry that was the default before, then the newest.
    for usage in Usage.allCases {
      let before = moved.filter { $0.number == sourceBook.defaultProfile(usage) }
      for profile in before + moved.reversed() {
        context.fillDefault(of: usage, with: profile.number, in: &book)
      }
    }
  }

  /// The addresses that wait in a guest's orders for an account to own them.
  private func waiting(in orders: [Int64], _ context: DecisionContext) throws -> [Snapshot] {
    try orders.flatMap { try OrderState($0, in: context.history)?.waitingSnapshots ?? [] }
  }

  private func invalid(_ sentence: String) -> Refusal {
    Refusal(.mergeInvalid, sentence)
  }
}
