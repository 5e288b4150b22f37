import Daybook
import Events
import Model
import TestSupport
import Testing

/// Pots of credit: what comes in, what goes out, and the balance that each booking leaves.
@Suite("credit.grant, credit.spend, credit.correct")
struct CreditTests {
  private let shop = Given(account(1), guest(2, "eve@example.com"), account(3, "zoe@example.com"))
  private let credit: JSONObject = ["customer": 1, "currency": "EUR"]

  private func granted(
    _ amount: Int64,
    leaving balance: Int64,
    site: String? = nil,
    currency: String = "EUR",
    name: String? = nil
  ) -> CreditGranted {
    CreditGranted(
      customer: 1,
      pot: "1.\(site ?? "").\(currency)",
      site: site,
      currency: currency,
      amount: amount,
      balance: balance,
      name: name
    )
  }

  private func spent(
    _ amount: Int64,
    leaving balance: Int64,
    site: String? = nil,
    order: Int64? = nil
  ) -> CreditSpent {
    CreditSpent(
      customer: 1,
      pot: "1.\(site ?? "").EUR",
      site: site,
      currency: "EUR",
      amount: amount,
      balance: balance,
      order: order
    )
  }

  private func corrected(
    _ amount: Int64,
    leaving balance: Int64,
    name: String? = nil,
    corrects: Int64? = nil
  ) -> CreditCorrected {
    CreditCorrected(
      customer: 1,
      pot: "1..EUR",
      currency: "EUR",
      amount: amount,
      balance: balance,
      name: name,
      corrects: corrects
    )
  }

  @Test("every booking says what it leaves in its pot")
  func balances() {
    shop.when("credit.grant", credit.with("amount", 500).with("name", "Welcome"))
      .then(granted(500, leaving: 500, name: "Welcome"))
    let some = shop.and([granted(500, leaving: 500)])
    some.when("credit.grant", credit.with("amount", 1)).then(granted(1, leaving: 501))
    some.when("credit.spend", credit.with("amount", 200)).then(spent(200, leaving: 300))
    some.when("credit.spend", credit.with("amount", 500)).then(spent(500, leaving: 0))
    some.when("credit.correct", credit.with("amount", -50).with("name", "Typed wrongly"))
      .then(corrected(-50, leaving: 450, name: "Typed wrongly"))
    some.when("credit.correct", credit.with("amount", 50)).then(corrected(50, leaving: 550))
  }

  @Test("pots of sites, of all sites and of currencies never mix")
  func pots() {
    let some = shop.and([
      granted(500, leaving: 500), granted(70, leaving: 70, site: "uk"),
      granted(9, leaving: 9, currency: "USD"),
    ])
    some.when("credit.grant", credit.with("amount", 1)).then(granted(1, leaving: 501))
    some.when("credit.grant", credit.with("amount", 1).with("site", "uk"))
      .then(granted(1, leaving: 71, site: "uk"))
    some.when("credit.grant", credit.with("amount", 1).with("site", "default"))
      .then(granted(1, leaving: 1, site: "default"))
    some.when("credit.grant", ["customer": 1, "currency": "usd", "amount": 1])
      .then(granted(1, leaving: 10, currency: "USD"))
    some.when("credit.spend", credit.with("amount", 71).with("site", "uk"))
      .refuses(.creditInsufficient, ["customer": 1, "amount": 71, "balances": [70]])
    some.when("credit.spend", credit.with("amount", 501)).refuses(.creditInsufficient)
  }

  @Test("a correction may go below zero, spending never does")
  func belowZero() {
    shop.when("credit.correct", credit.with("amount", -30)).then(corrected(-30, leaving: -30))
    let debt = shop.and([corrected(-30, leaving: -30)])
    debt.when("credit.spend", credit.with("amount", 1))
      .refuses(.creditInsufficient, ["balances": [-30]], saying: "-0.30 EUR")
    debt.when("credit.grant", credit.with("amount", 20)).then(granted(20, leaving: -10))
    debt.when("credit.grant", credit.with("amount", 50)).then(granted(50, leaving: 20))
  }

  @Test("a balance is never larger than any amount can be")
  func overflow() {
    let most = JSON.greatestInteger
    let full = shop.and([granted(most, leaving: most)])
    full.when("credit.grant", credit.with("amount", 1))
      .refuses(.fieldInvalid, ["field": "amount"])
    full.when("credit.correct", credit.with("amount", 1))
      .refuses(.fieldInvalid, ["field": "amount"])
    full.when("credit.spend", credit.with("amount", .integer(most))).then(spent(most, leaving: 0))
    let debt = shop.and([corrected(-most, leaving: -most)])
    debt.when("credit.correct", credit.with("amount", -1))
      .refuses(.fieldInvalid, ["field": "amount"])
    debt.when("credit.correct", credit.with("amount", .integer(most)))
      .then(corrected(most, leaving: 0))
    // What only Swift code can give.
    for amount in [Int64.max, Int64.min] {
      shop.when(CorrectCredit(customer: 1, currency: "EUR", amount: amount))
        .refuses(.fieldInvalid, ["field": "amount"])
    }
    debt.when(SpendCredit(customer: 1, currency: "EUR", amount: .max))
      .refuses(.fieldInvalid, ["field": "amount"])
  }

  @Test("grants and spending are positive, corrections are anything but nothing")
  func amounts() {
    let some = shop.and([granted(500, leaving: 500)])
    for amount in [0, -1] as [JSON] {
      for command in ["credit.grant", "credit.spend"] {
        some.when(command, credit.with("amount", amount))
          .refuses(.fieldInvalid, ["field": "amount"])
      }
    }
    some.when("credit.correct", credit.with("amount", 0))
      .refuses(.fieldInvalid, ["field": "amount"])
  }

  @Test("a correction names the booking that was wrong, and it must be the customer's")
  func corrects() {
    let some = shop.and([granted(500, leaving: 500)])
    some.when("credit.correct", credit.with("amount", -500).with("corrects", 4))
      .then(corrected(-500, leaving: 0, corrects: 4))
    for position in [0, 1, 5] as [JSON] {
      some.when("credit.correct", credit.with("amount", -5).with("corrects", position))
        .refuses(.notFound, ["position": position])
    }
    some.when(
      "credit.correct",
      ["customer": 3, "currency": "EUR", "amount": -500, "corrects": 4]
    )
    .refuses(.notFound, ["position": 4])
    // What the one who was merged had got is whom they were merged into got.
    some.and([CustomersMerged(from: 1, into: 3)])
      .when("credit.correct", ["customer": 3, "currency": "EUR", "amount": -500, "corrects": 4])
      .then(
        CreditCorrected(
          customer: 3,
          pot: "3..EUR",
          currency: "EUR",
          amount: -500,
          balance: -500,
          corrects: 4
        )
      )
  }

  @Test("what is spent may name the order that it pays for")
  func order() {
    let some = shop.and([granted(500, leaving: 500), DaybookTests.order(number: "1001")])
    some.when("credit.spend", credit.with("amount", 100).with("order", "no:1001"))
      .then(spent(100, leaving: 400, order: 1))
    some.when("credit.spend", credit.with("amount", 100).with("order", 9))
      .refuses(.notFound, ["kind": "order"])
  }

  @Test("a disabled customer may get credit, and spends none")
  func disabled() {
    let disabled = shop.and([granted(500, leaving: 500), CustomerDisabled(customer: 1)])
    disabled.when("credit.grant", credit.with("amount", 1)).then(granted(1, leaving: 501))
    disabled.when("credit.correct", credit.with("amount", -1)).then(corrected(-1, leaving: 499))
    disabled.when("credit.spend", credit.with("amount", 1)).refuses(.customerDisabled)
  }

  @Test("for accounts only", arguments: ["credit.grant", "credit.spend", "credit.correct"])
  func refusals(command: String) {
    shop.when(command, ["customer": 2, "currency": "EUR", "amount": 1])
      .refuses(.noAccount, ["customer": 2])
    shop.when(command, ["customer": 9, "currency": "EUR", "amount": 1])
      .refuses(.notFound, ["kind": "customer"])
    shop.and([CustomerRemoved(customer: 1)]).when(command, credit.with("amount", 1))
      .refuses(.customerRemoved)
    shop.when(command, ["customer": 1, "currency": "XXX", "amount": 1])
      .refuses(.fieldInvalid, ["field": "currency"])
    shop.when(command, ["customer": 1, "amount": 1]).refuses(.fieldMissing, ["field": "currency"])
    shop.when(command, credit).refuses(.fieldMissing, ["field": "amount"])
  }
}
