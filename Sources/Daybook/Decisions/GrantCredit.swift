import Events
import Model

/// Gives a registered customer credit.
///
/// The pot is that of the command's site, or the global one when no site is given; pots never mix.
public struct GrantCredit: Decision {
  /// The customer.
  public var customer: CustomerReference
  /// The currency, as of ISO 4217.
  public var currency: CurrencyCode
  /// Minor units of the currency, at least 1.
  public var amount: Int64
  /// What people read; public, so it stays when a person is erased.
  public var name: String?

  /// Credit for a customer.
  public init(customer: CustomerReference, currency: CurrencyCode, amount: Int64) {
    self.customer = customer
    self.currency = currency
    self.amount = amount
  }

  /// The command `credit.grant`.
  public static let declaration = Declaration<GrantCredit>(
    "credit.grant",
    "Gives a customer credit, in the pot of --site or the global one.",
    [
      Field(required: "customer", \.customer, "The customer"),
      Field(required: "currency", \.currency, "ISO 4217 currency code"),
      Field(required: "amount", \.amount, "Minor units, at least 1"),
      Field("name", \.name, "What people read; stays for ever"),
    ],
    empty: { GrantCredit(customer: 0, currency: "", amount: 0) }
  )

  /// The customer.
  public var subject: Subject? { .customer(customer) }

  /// Appends `CreditGranted`.
  ///
  /// Refuses with `no_account`.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.account(customer, for: "credit")
    let pot = try context.pot(of: state, currency)
    let balance = try context.balance(of: pot, after: amount, isPositive: true)
    context.append(
      CreditGranted(
        customer: state.number,
        pot: pot.name,
        site: pot.site,
        currency: pot.currency,
        amount: amount,
        balance: balance,
        name: name
      )
    )
  }
}
