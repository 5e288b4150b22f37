package import Model

/// A customer's credit was corrected, up or down.
package struct CreditCorrected: EventType {
  /// The customer.
  package var customer: Int64
  /// The pot: customer, site (nothing for the global one) and currency with dots between, `5.uk.GBP`.
  package var pot: String
  /// The site whose pot it is; the global pot when left out.
  package var site: String?
  /// ISO 4217.
  package var currency: String
  /// In minor units, negative for less.
  package var amount: Int64
  /// What is in the pot then, in minor units.
  package var balance: Int64
  /// What people read; public, so it stays when a person is erased.
  package var name: String?
  /// The position of the event that was wrong.
  package var corrects: Int64?

  package init(
    customer: Int64,
    pot: String,
    site: String? = nil,
    currency: String,
    amount: Int64,
    balance: Int64,
    name: String? = nil,
    corrects: Int64? = nil
  ) {
    self.customer = customer
    self.pot = pot
    self.site = site
    self.currency = currency
    self.amount = amount
    self.balance = balance
    self.name = name
    self.corrects = corrects
  }

  package init(_ data: EventData) throws(EventProblem) {
    customer = try data.integer("customer")
    pot = try data.text("pot")
    site = try data.optionalText("site")
    currency = try data.text("currency")
    amount = try data.integer("amount")
    balance = try data.integer("balance")
    name = try data.optionalText("name")
    corrects = try data.optionalInteger("corrects")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("amount", .integer(amount)),
      ("balance", .integer(balance)),
      ("corrects", corrects.map(JSON.integer)),
      ("currency", .string(currency)),
      ("customer", .integer(customer)),
      ("name", name.map(JSON.string)),
      ("pot", .string(pot)),
      ("site", site.map(JSON.string)),
    ])
  }
}
