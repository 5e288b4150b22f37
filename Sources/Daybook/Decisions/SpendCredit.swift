import Events
import Model

/// Spends a customer's credit.
///
/// The pot is that of the command's site, or the global one when no site is given; pots never mix.
/// An order that is paid with credit says so when it is placed.
public struct SpendCredit: Decision {
  /// The customer.
  public var customer: CustomerReference
  /// The currency, as of ISO 4217.
  public var currency: CurrencyCode
  /// Minor units of the currency, at least 1.
  public var amount: Int64
  /// What people read; public, so it stays when a person is erased.
  public var name: String?
  /// The order that it pays for.
  public var order: OrderReference?

  /// Credit that a customer spends.
  public init(customer: CustomerReference, currency: CurrencyCode, amount: Int64) {
    self.customer = customer
    self.currency = currency
    self.amount = amount
  }

  /// The command `credit.spend`.
  public static let declaration = Declaration<SpendCredit>(
    "credit.spend",
    "Spends a customer's credit, from the pot of --site or the global one.",
    [
      Field(required: "customer", \.customer, "The customer"),
      Field(required: "currency", \.currency, "ISO 4217 currency code"),
      Field(required: "amount", \.amount, "Minor units, at least 1"),
      Field("name", \.name, "What people read; stays for ever"),
      Field("order", \.order, "The order that it pays for"),
    ],
    empty: { SpendCredit(customer: 0, currency: "", amount: 0) }
  )

  /// The customer.
  public var subject: Subject? { .customer(customer) }

  /// Appends `CreditSpent`.
  ///
  /// Refuses with `no_account`, `customer_disabled` or `credit_insufficient`.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.account(customer, for: "credit")
    try context.refuseDisabled(state, to: "spend credit")
    let order = try order.map { try context.order($0).number }
    let pot = try context.pot(of: state, currency)
    let balance = try context.balance(of: pot, after: amount, isPositive: true, isSpent: true)
    guard balance >= 0 else { throw try context.insufficient([pot], amount) }
    context.append(
      CreditSpent(
        customer: state.number,
        pot: pot.name,
        site: pot.site,
        currency: pot.currency,
        amount: amount,
        balance: balance,
        name: name,
        order: order
      )
    )
  }
}
