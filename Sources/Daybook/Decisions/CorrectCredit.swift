import Events
import Model

/// Corrects a customer's credit, up or down; it may go below zero.
///
/// What was booked stays: a correction is a booking of its own (Kentico edits and deletes).
/// The pot is that of the command's site, or the global one when no site is given; pots never mix.
public struct CorrectCredit: Decision {
  /// The customer.
  public var customer: CustomerReference
  /// The currency, as of ISO 4217.
  public var currency: CurrencyCode
  /// Minor units of the currency, negative for less; not 0.
  public var amount: Int64
  /// What people read; public, so it stays when a person is erased.
  public var name: String?
  /// The position of the customer's credit event that was wrong.
  public var corrects: Int64?

  /// A correction of a customer's credit.
  public init(customer: CustomerReference, currency: CurrencyCode, amount: Int64) {
    self.customer = customer
    self.currency = currency
    self.amount = amount
  }

  /// The command `credit.correct`.
  public static let declaration = Declaration<CorrectCredit>(
    "credit.correct",
    "Corrects a customer's credit, up or down, in the pot of --site or the global one.",
    [
      Field(required: "customer", \.customer, "The customer"),
      Field(required: "currency", \.currency, "ISO 4217 currency code"),
      Field(required: "amount", \.amount, "Minor units, negative for less"),
      Field("name", \.name, "What people read; stays for ever"),
      Field("corrects", \.corrects, "Position of the event that was wrong"),
    ],
    empty: { CorrectCredit(customer: 0, currency: "", amount: 0) }
  )

  /// The customer.
  public var subject: Subject? { .customer(customer) }

  /// Appends `CreditCorrected`.
  ///
  /// Refuses with `no_account`, or with `not_found` when no credit event of the customer is at the
  /// position that is corrected.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.account(customer, for: "credit")
    let pot = try context.pot(of: state, currency)
    if let corrects { try checkCorrected(corrects, of: state.number, in: context) }
    let balance = try context.balance(of: pot, after: amount, isPositive: false)
    context.append(
      CreditCorrected(
        customer: state.number,
        pot: pot.name,
        site: pot.site,
        currency: pot.currency,
        amount: amount,
        balance: balance,
        name: name,
        corrects: corrects
      )
    )
  }

  private func checkCorrected(
    _ position: Int64,
    of customer: Int64,
    in context: DecisionContext
  ) throws {
    guard let event = try context.history.event(at: position),
      CreditPot.types.names.contains(event.type), let holder = event.data["customer"]?.integer,
      try context.customerEvenIfRemoved(Reference(holder)).number == customer
    else {
      throw Refusal(
        .notFound,
        "There is no credit event of customer \(customer) at position \(position).",
        details: ["position": .integer(position)]
      )
    }
  }
}
