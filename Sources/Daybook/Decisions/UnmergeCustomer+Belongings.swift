import Events
import Model

/// What comes back, or ends, beside orders and address book.
extension UnmergeCustomer {
  /// Takes the groups back from those to whom they went on.
  func takeBackGroups(
    _ stock: MergeStock,
    from holders: [CustomerState],
    in context: inout DecisionContext
  ) throws {
    for group in stock.groups.sorted() {
      let holder = holders.first { $0.merge?.groups.contains(group) != true }
      if let holder,
        try CustomerGroups(of: holder.number, in: context.history).codes.contains(group)
      {
        context.append(CustomerRemovedFromGroup(customer: holder.number, group: group))
      }
      context.append(CustomerAddedToGroup(customer: stock.merge.from, group: group))
    }
  }

  /// Ends roles, memberships and newsletters with everybody who has them by the merge.
  ///
  /// They do not move: whoever was merged into somebody else since would have them again one day. What
  /// went no further, because the next one had it already, is that one's own.
  func endTerms(
    of source: CustomerState,
    heldBy holders: [CustomerState],
    in context: inout DecisionContext
  ) throws {
    var found: [(holder: CustomerState, given: GivenByMerge)] = []
    for (giver, holder) in zip([source] + holders, holders) {
      var given = try GivenByMerge(by: giver, to: holder, in: context.history)
      if let last = found.last { given.keep(last.given) }
      found.append((holder, given))
    }
    for (holder, given) in found.reversed() {
      for role in given.roles {
        context.append(RoleRevoked(customer: holder.number, role: role))
      }
      for membership in given.memberships {
        context.append(MembershipRevoked(customer: holder.number, membership: membership))
      }
      for list in given.lists {
        context.append(
          NewsletterUnsubscribed(list: list, contact: holder.contact, customer: holder.number)
        )
      }
    }
  }

  /// Gives back what went from pot to pot, be there as much or not.
  func giveBackCredit(
    _ stock: MergeStock,
    from owner: CustomerState,
    in context: inout DecisionContext
  ) throws {
    let name = "Customer \(stock.merge.from) is not customer \(owner.number)"
    for (pot, amount) in stock.credit.sorted(by: { $0.key.name < $1.key.name }) where amount != 0 {
      try context.correct(pot.of(owner.number), by: -amount, name)
      try context.correct(pot, by: amount, name)
    }
  }
}
