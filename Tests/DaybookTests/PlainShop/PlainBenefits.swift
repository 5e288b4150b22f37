import Model

/// A group of customers.
struct PlainGroup: Equatable {
  var name: JSON = .null
  var discount: JSON = .null
  var priceList: JSON = .null
  var metadata = JSONObject()
  var members: Set<Int64> = []
  var isRemoved = false
}

/// A role or membership that somebody has.
struct PlainRight: Equatable {
  let start: Instant
  /// As it was given: a time, a day, or null for without end.
  let until: JSON
  var order: JSON = .null
  /// By whose merge it came; nil when somebody gave it.
  var giver: Int64?

  /// A day as it was given, a time in the form that all times have.
  var shownUntil: JSON {
    guard let text = until.string, Instant(date: text) == nil else { return until }
    return JSON(Instant(text)?.text)
  }

  /// The last moment; nil for without end.
  var end: Instant? {
    until.string.flatMap { Instant(date: $0)?.endOfDay ?? Instant($0) }
  }

  func holds(at time: Instant) -> Bool {
    start <= time && end.map { time <= $0 } ?? true
  }
}

/// Credit of one customer in one currency, for one site or for all.
struct PlainPot: Hashable {
  let customer: Int64
  /// Nil for the global one.
  let site: String?
  let currency: String
}

/// A booking of credit.
struct PlainBooking: Equatable {
  let pot: PlainPot
  let kind: String
  /// As booked: what was spent is positive.
  let amount: Int64
  let balance: Int64
  var name: JSON = .null
  var order: JSON = .null
  var corrects: JSON = .null
  let occurredAt: Instant
}

/// A cart.
struct PlainCart: Equatable {
  /// The content and whose it is.
  struct Parts: Equatable {
    var customer: Int64?
    var hadCustomer = false
    /// Of somebody who is no customer.
    var email: JSON = .null
    var currency: JSON = .null
    var lines: JSON = []
  }

  let site: String
  let reference: JSON
  var now: Parts
  var updatedAt: Instant
  var order: Int64?
  var isExpired = false

  var isOpen: Bool { order == nil && !isExpired }
}

/// That somebody gets a newsletter.
struct PlainSubscription: Equatable {
  let list: String
  let contact: Int64
  /// Nil for a contact who was no customer then.
  let customer: Int64?
  let since: Instant
  /// By whose merge it came; nil when somebody asked for it.
  var giver: Int64?
}

/// A payment method that a customer keeps.
struct PlainMethod: Equatable {
  var customer: Int64
  var gateway: JSON
  var label: JSON = .null
  var expiresOn: JSON = .null
  var isReusable = true
  var billing: PlainCopy?
  var isRemoved = false
}

/// What a merge gave and moved besides orders and profiles.
struct PlainGift: Equatable {
  var groups: Set<String> = []
  var roles: [String] = []
  var memberships: [String] = []
  var lists: [String] = []
  var credit: [PlainPot: Int64] = [:]
  var carts: [Int64] = []
  var methods: [Int64] = []
}
