import Model

/// One line of an order.
///
/// Everything in it is public: it stays when a person is erased.
public struct OrderLine: Sendable {
  /// The shop's article number; not empty.
  public var sku: String = ""
  /// What people read; public as well.
  public var title: String?
  /// How many, 1 to 2^53−1.
  public var quantity: Int64 = 1
  /// The price of one in minor units of the order's currency, 0 to 2^53−1.
  public var unitPrice: Int64 = 0
  /// The membership that the line sells, if any.
  public var grants: Grant?

  /// A line; quantity at least 1, the price in minor units at least 0.
  public init(sku: String, title: String? = nil, quantity: Int64, unitPrice: Int64) {
    self.sku = sku
    self.title = title
    self.quantity = quantity
    self.unitPrice = unitPrice
  }

  package init() {}
}

extension OrderLine: Shape {
  package static let fields: Fields<OrderLine> = [
    Field(required: "sku", \.sku, "Article number"),
    Field("title", \.title, "What people read; stays for ever"),
    Field(required: "quantity", \.quantity, "How many"),
    Field(required: "unit_price", \.unitPrice, "Price of one in minor units"),
    Field("grants", \.grants, "The membership that this line sells"),
  ]

  /// The price of the line.
  ///
  /// - Throws: `field_invalid` when a number is out of range.
  func amount() throws(Refusal) -> Int64 {
    guard (1...JSON.greatestInteger).contains(quantity) else {
      throw .invalid("quantity", "must be at least 1")
    }
    guard (0...JSON.greatestInteger).contains(unitPrice) else {
      throw .invalid("unit_price", "must not be negative")
    }
    let (amount, overflow) = quantity.multipliedReportingOverflow(by: unitPrice)
    guard !overflow, amount <= JSON.greatestInteger else {
      throw .invalid("unit_price", "times quantity is larger than any amount can be")
    }
    return amount
  }
}

/// What a line sells beside goods: a membership for some time.
public struct Grant: Sendable {
  /// The membership's code.
  public var membership: Code = ""
  /// ISO 8601, such as `P1Y`; without end when left out.
  public var duration: String?

  /// A membership, for ever when no duration is given.
  public init(membership: Code, duration: String? = nil) {
    self.membership = membership
    self.duration = duration
  }

  package init() {}
}

extension Grant: Shape {
  package static let fields: Fields<Grant> = [
    Field(required: "membership", \.membership, "Code of the membership"),
    Field("duration", \.duration, "ISO 8601 duration such as P1Y"),
  ]

  /// From here a duration must not lead beyond the years that there are: a thousand years are enough.
  private static let start = Instant(date: "8999-12-31")

  /// - Throws: `field_invalid` for what is unfit to stand in the log for ever.
  func check() throws(Refusal) {
    do { try membership.check() } catch { throw error.inside("membership") }
    guard let duration else { return }
    guard let span = CalendarDuration(duration) else {
      throw .invalid("duration", "must be an ISO 8601 duration such as P1Y or P6M")
    }
    guard Self.start.map({ span.end(from: $0) != nil }) != false else {
      throw .invalid("duration", "must be a thousand years at most")
    }
  }
}

/// A discount, a fee, a tax: an amount beside the lines.
public struct Adjustment: Sendable {
  /// What people read; public, so it stays when a person is erased.
  public var label: String = ""
  /// Minor units of the order's currency, negative for a discount.
  public var amount: Int64 = 0

  /// An adjustment in minor units, negative for a discount.
  public init(label: String, amount: Int64) {
    self.label = label
    self.amount = amount
  }

  package init() {}
}

extension Adjustment: Shape {
  package static let fields: Fields<Adjustment> = [
    Field(required: "label", \.label, "What people read; stays for ever"),
    Field(required: "amount", \.amount, "Minor units, negative for a discount"),
  ]
}
