import Events
public import Model

/// Places an order, with full copies of its addresses.
///
/// Whose order it is: the named customer's, or by e-mail alone at `checkout` the guest's (found or
/// recorded), even when an account has that e-mail, because nobody has logged in; on every other
/// channel the account's if there is one, since somebody of the shop chose it.
public struct PlaceOrder: Decision {
  /// Who orders; when left out, `email` says it.
  public var customer: CustomerReference?
  /// The contact e-mail; the customer's own when left out.
  public var email: EmailAddress?
  /// What people call the order; the order's own number, or the next free one, when left out.
  public var number: OrderNumber?
  /// The currency of all amounts, as of ISO 4217.
  public var currency: CurrencyCode
  /// What is bought; at least one line.
  public var lines: [OrderLine]
  /// Discounts, fees and taxes; together with the lines they must not be negative.
  public var adjustments: [Adjustment] = []
  /// Minor units of the currency; must be the sum of lines and adjustments when given.
  public var total: Int64?
  /// Where the invoice goes.
  public var billing: ProfileChoice
  /// The parcels, numbered 1, 2 and so on in the order; an order may have none.
  public var shipments: [Shipment] = []
  /// The cart that it comes of; a cart becomes one order at most, and given again it returns that one.
  public var cart: CartReference?
  /// Whether the customer's credit pays all of it; then it is paid at once.
  public var payWithCredit = false
  /// Free keys and values of the shop.
  public var metadata: JSONObject?
  /// The caller's own key, unique among all orders for ever.
  public var reference: PublicText?

  /// An order of some lines; name its `customer` or `email` as well.
  public init(
    customer: CustomerReference? = nil,
    currency: CurrencyCode,
    lines: [OrderLine],
    billing: ProfileChoice
  ) {
    self.customer = customer
    self.currency = currency
    self.lines = lines
    self.billing = billing
  }

  /// The command `order.place`.
  public static let declaration = Declaration<PlaceOrder>(
    "order.place",
    "Places an order, with copies of its addresses that never change.",
    [
      Field("customer", \.customer, "Whose order it is"),
      Field("email", \.email, "Contact e-mail; names a guest when there is no customer"),
      Field("number", \.number, "What people call the order; unique per site, without @"),
      Field(required: "currency", \.currency, "ISO 4217 currency code"),
      Field(required: "lines", \.lines, "What is bought"),
      Field("adjustments", \.adjustments, "Discounts, fees, taxes"),
      Field("total", \.total, "Minor units; checked against lines and adjustments"),
      Field(required: "billing", \.billing, "Where the invoice goes"),
      Field("shipments", \.shipments, "Parcels and where they go"),
      Field("cart", \.cart, "The cart that it comes of"),
      Field("pay_with_credit", \.payWithCredit, "Whether credit pays all of it"),
      Field("metadata", \.metadata, "Free keys and values"),
      Field("reference", \.reference, "Your own key, unique among orders, without @"),
    ],
    empty: { PlaceOrder(currency: "", lines: [], billing: ProfileChoice()) }
  )

  /// The customer, when one is named.
  public var subject: Subject? { customer.map(Subject.customer) }

  /// Appends `OrderPlaced`, after the guest it makes known and what it does to the address book;
  /// with credit also `CreditSpent`, `OrderPaid` and the memberships that it sells.
  ///
  /// Nothing when the cart was ordered before.
  ///
  /// Refuses with `customer_required`, `customer_removed`, `customer_disabled`,
  /// `guest_checkout_disabled`, `guest_email_has_account`, `lines_empty`, `total_mismatch`,
  /// `order_number_taken`, `reference_taken`, `usage_not_allowed`, `profile_disabled`,
  /// `address_invalid`, `country_not_allowed`, `cart_closed`, `no_account` or `credit_insufficient`.
  public func decide(in context: inout DecisionContext) throws {
    let cart = try cart.map { try context.cart($0) }
    if let order = cart?.order { return try name(order, in: &context) }
    try checkCodes()
    let total = try checkedTotal()
    let owner = try owner(cart, in: &context)
    let site = context.provenance.site?.text ?? owner.site
    let warnings = try findings(on: owner, site, &context)
    try context.refuseTaken(reference, OrderEntity.kind)
    let order = try context.number(of: OrderEntity.kind)
    let name = try freeNumber(for: order, site: site, in: context)
    let copies = try OrderCopies(billing, shipments, owner, site: site, &context)
    try context.refuseInvalidAddresses()
    let findings = try context.checkCountries(of: copies.addresses, on: site)
    let metadata = (metadata ?? [:]).withoutRemovals
    context.append(
      OrderPlaced(
        order: order,
        number: name,
        customer: owner.number,
        site: site,
        currency: currency.text,
        lines: lines.map(\.fieldJSON),
        adjustments: adjustments.map(\.fieldJSON),
        total: total,
        groups: try CustomerGroups(of: owner.number, in: context.history).codes,
        cart: cart?.number,
        reference: reference?.text,
        revisions: copies.sources,
        warnings: warnings + copies.warnings + findings,
        email: email?.text ?? owner.email,
        billing: copies.billing.json,
        shipments: copies.shipments,
        metadata: metadata.isEmpty ? nil : metadata
      )
    )
    if payWithCredit { try pay(order, total, on: site, by: owner, in: &context) }
  }

  /// What comes from outside has been checked when it was read; what Swift code gives has not.
  private func checkCodes() throws(Refusal) {
    do { try number?.text.check() } catch { throw error.inside("number") }
    do { _ = try CurrencyCode(field: currency.fieldJSON) } catch { throw error.inside("currency") }
    for (index, line) in lines.enumerated() {
      do { try line.grants?.check() } catch { throw error.inside("lines[\(index)].grants") }
    }
  }

  /// The sum of lines and adjustments.
  private func checkedTotal() throws(Refusal) -> Int64 {
    guard !lines.isEmpty else { throw Refusal(.linesEmpty, "An order needs at least one line.") }
    var sum: Int64 = 0
    for (index, line) in lines.enumerated() {
      do { sum = try Self.add(sum, try line.amount()) } catch {
        throw error.inside("lines[\(index)]")
      }
    }
    for (index, adjustment) in adjustments.enumerated() {
      do { sum = try Self.add(sum, adjustment.amount) } catch {
        throw error.inside("adjustments[\(index)]")
      }
    }
    guard sum >= 0 else {
      throw .invalid("adjustments", "make the total negative: \(sum) in minor units")
    }
    if let total, total != sum {
      throw Refusal(
        .totalMismatch,
        "The total is given as \(total), and lines and adjustments come to \(sum).",
        details: ["expected": .integer(sum), "total": .integer(total)]
      )
    }
    return sum
  }

  private static func add(_ left: Int64, _ right: Int64) throws(Refusal) -> Int64 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    guard !overflow, (-JSON.greatestInteger...JSON.greatestInteger).contains(sum) else {
      throw .invalid("makes the total larger than any amount can be")
    }
    return sum
  }

  /// The given number if it is free, else the order's own number or the next free one.
  private func freeNumber(
    for order: Int64,
    site: String,
    in context: DecisionContext
  ) throws -> String {
    if let number {
      let text = number.text.text
      guard let holder = try context.order(numbered: text, site: site) else { return text }
      throw Refusal(
        .orderNumberTaken,
        "The number \(text) belongs to order \(holder) on the site \(site).",
        details: ["order": .integer(holder)]
      )
    }
    return
      "\(try Self.nextFree(from: order) { try context.order(numbered: "\($0)", site: site) == nil })"
  }

  /// The first number if it is free, else the next free one.
  ///
  /// Imported orders may have taken thousands of numbers in a row. Behind a hundred of them steps double
  /// until a free number is found, and then the end of the row is looked for between the last two: of
  /// gaps that are behind so many, it may be another one.
  private static func nextFree(from first: Int64, _ isFree: (Int64) throws -> Bool) rethrows
    -> Int64
  {
    for number in first..<(first + 100) where try isFree(number) { return number }
    var taken = first + 99
    var step: Int64 = 1
    while try !isFree(taken + step) {
      taken += step
      step *= 2
    }
    var free = taken + step
    while free - taken > 1 {
      let middle = taken + (free - taken) / 2
      if try isFree(middle) { free = middle } else { taken = middle }
    }
    return free
  }
}
