import Events
import Model

/// What somebody who is merged brings along beside orders and address book.
struct Belongings {
  /// Credit in one pot.
  struct Credit {
    let pot: CreditPot
    let amount: Int64

    var json: JSON {
      .object(
        JSONObject(present: [
          ("site", pot.site.map(JSON.string)), ("currency", .string(pot.currency)),
          ("amount", .integer(amount)),
        ])
      )
    }
  }

  private(set) var carts: [Int64] = []
  private(set) var paymentMethods: [Int64] = []
  /// The groups that the other one is not in.
  private(set) var groups: [String] = []
  /// The roles and memberships that hold, and that the other one does not have.
  private(set) var roles: [(code: String, term: Terms.Term)] = []
  private(set) var memberships: [(code: String, term: Terms.Term)] = []
  /// The newsletters that the other one does not get.
  private(set) var lists: [String] = []
  private(set) var credit: [Credit] = []
  private let source: Int64

  init(
    of source: CustomerState,
    for target: CustomerState,
    in context: DecisionContext
  ) throws {
    let history = context.history
    self.source = source.number
    carts = try context.openCarts(of: source.number)
    let joined = Set(try CustomerGroups(of: target.number, in: history).codes)
    groups = try CustomerGroups(of: source.number, in: history).codes
      .filter { !joined.contains($0) }
    let subscribed = Set(try Self.lists(of: target, in: history))
    lists = try Self.lists(of: source, in: history).filter { !subscribed.contains($0) }
    // A guest has none of the rest.
    guard source.hasAccount else { return }
    let time = context.provenance.occurredAt ?? context.now
    paymentMethods = try Owned.paymentMethods(of: source.number, in: history).sorted()
      .filter { try PaymentMethodState($0, in: history)?.isRemoved == false }
    roles = Self.new(
      try Terms.roles(of: source.number, in: history),
      beside: try Terms.roles(of: target.number, in: history),
      at: time
    )
    memberships = Self.new(
      try Terms.memberships(of: source.number, in: history),
      beside: try Terms.memberships(of: target.number, in: history),
      at: time
    )
    credit = try CreditPot.all(of: source.number, in: history)
      .map { Credit(pot: $0, amount: try $0.balance(in: history)) }
      .filter { $0.amount != 0 }
  }

  private static func lists(
    of customer: CustomerState,
    in history: any History
  ) throws -> [String] {
    try Subscriber(customer: customer.number, contact: customer.contact, in: history).lists
  }

  private static func new(
    _ terms: Terms,
    beside others: Terms,
    at time: Instant
  ) -> [(code: String, term: Terms.Term)] {
    terms.byCode.filter { code, term in
      term.holds(at: time) && others.byCode[code]?.holds(at: time) != true
    }.sorted { $0.key < $1.key }.map { (code: $0.key, term: $0.value) }
  }

  /// Gives the other one what has no number that could go along.
  func give(to target: CustomerState, in context: inout DecisionContext) throws {
    for group in groups {
      context.append(CustomerRemovedFromGroup(customer: source, group: group))
      context.append(CustomerAddedToGroup(customer: target.number, group: group))
    }
    for (code, term) in roles {
      context.append(
        RoleAssigned(customer: target.number, role: code, until: term.until?.text)
      )
    }
    for (code, term) in memberships {
      context.append(
        MembershipGranted(
          customer: target.number,
          membership: code,
          until: term.until?.text,
          order: term.order
        )
      )
    }
    for list in lists {
      context.append(
        NewsletterSubscribed(
          list: list,
          site: target.site,
          contact: target.contact,
          customer: target.number
        )
      )
    }
    for credit in credit {
      let name = "Customer \(source) is customer \(target.number)"
      try context.correct(credit.pot, by: -credit.amount, name)
      try context.correct(credit.pot.of(target.number), by: credit.amount, name)
    }
  }
}
