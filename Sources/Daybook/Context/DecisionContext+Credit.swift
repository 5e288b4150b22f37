import Events
import Model

/// Rules that commands on credit share.
extension DecisionContext {
  /// The pot of the command's site, or the global one when the command names no site.
  ///
  /// - Throws: `field_invalid` for what is no currency.
  func pot(of customer: CustomerState, _ currency: CurrencyCode) throws(Refusal) -> CreditPot {
    do { _ = try CurrencyCode(field: currency.fieldJSON) } catch { throw error.inside("currency") }
    return CreditPot(
      customer: customer.number,
      site: provenance.site?.text,
      currency: currency.text
    )
  }

  /// What a booking leaves in a pot.
  ///
  /// - Throws: `field_invalid` for an amount of 0 or of the wrong sign, and for a balance that is larger
  ///   than any amount can be.
  func balance(
    of pot: CreditPot,
    after amount: Int64,
    isPositive: Bool,
    isSpent: Bool = false
  ) throws -> Int64 {
    guard amount != 0, !isPositive || amount > 0 else {
      throw Refusal.invalid("amount", isPositive ? "must be at least 1" : "must not be 0")
    }
    let before = try pot.balance(in: history)
    let (sum, overflow) =
      isSpent
      ? before.subtractingReportingOverflow(amount) : before.addingReportingOverflow(amount)
    guard !overflow, (-JSON.greatestInteger...JSON.greatestInteger).contains(sum) else {
      throw Refusal.invalid("amount", "makes the balance larger than any amount can be")
    }
    return sum
  }

  func insufficient(_ pots: [CreditPot], _ amount: Int64) throws -> Refusal {
    guard let pot = pots.first else { return Refusal.missing("currency") }
    let balances = try pots.map { try $0.balance(in: history) }
    let held = zip(pots, balances).map { (pot, balance) -> String in
      let place = pot.site.map { "on the site \($0)" } ?? "for all sites"
      return "\(Money(amount: balance, currency: pot.currency).text) \(place)"
    }
    let wanted = Money(amount: amount, currency: pot.currency).text
    return Refusal(
      .creditInsufficient,
      "Customer \(pot.customer) has \(held.joined(separator: " and ")), and \(wanted) is needed.",
      details: [
        "customer": .integer(pot.customer), "amount": .integer(amount),
        "balances": .array(balances.map(JSON.integer)),
      ]
    )
  }

  /// Books an amount from or to a pot as a correction that says why.
  mutating func correct(
    _ pot: CreditPot,
    by amount: Int64,
    _ name: String? = nil,
    corrects position: Int64? = nil
  ) throws {
    append(
      CreditCorrected(
        customer: pot.customer,
        pot: pot.name,
        site: pot.site,
        currency: pot.currency,
        amount: amount,
        balance: try balance(of: pot, after: amount, isPositive: false),
        name: name,
        corrects: position
      )
    )
  }

  /// Pays an order wholly from its site's pot if that suffices, else wholly from the global one (as in
  /// Kentico, where credit pays a whole order or nothing).
  ///
  /// - Throws: `credit_insufficient`.
  mutating func pay(
    _ order: Int64,
    _ total: Int64,
    _ currency: String,
    on site: String,
    by customer: Int64
  ) throws {
    guard total > 0 else { return }
    let pots = [site, nil].map { CreditPot(customer: customer, site: $0, currency: currency) }
    guard let pot = try pots.first(where: { try $0.balance(in: history) >= total }) else {
      throw try insufficient(pots, total)
    }
    append(
      CreditSpent(
        customer: customer,
        pot: pot.name,
        site: pot.site,
        currency: currency,
        amount: total,
        balance: try balance(of: pot, after: total, isPositive: true, isSpent: true),
        order: order
      )
    )
  }
}
