import Model

/// What a site asks for.
struct PlainSite: Equatable {
  var name: JSON = .null
  var guestCheckout = true
  var autoRegister = false
  var attachByEmail = false
  var guestWithAccountEmail = "accept"
  /// Empty for all.
  var billingCountries: [String] = []
  var shippingCountries: [String] = []
  var addressFields = JSONObject()
}

/// A kind of profile.
struct PlainType: Equatable {
  /// A field that profiles of the type have.
  struct Field: Equatable {
    let name: String
    let label: JSON
    let kind: String
    let isRequired: Bool
    let isPrivate: Bool
  }

  var label: JSON = .null
  var usages = ["billing", "shipping"]
  var multiple = true
  var fields: [Field] = []
  var isRemoved = false
}

/// A registered customer or a guest.
struct PlainCustomer: Equatable {
  /// What a merge moved, and to whom.
  struct Merge: Equatable {
    let into: Int64
    var orders: [Int64]
    var profiles: [Int64]
    /// Which copies of which orders waited for an account, and the entries that were made of them.
    let waited: [Int64: [Int]]
    let saved: [Int64]
  }

  let site: String
  let hasAccount: Bool
  let reference: JSON
  let createdAt: Instant
  var email: JSON
  var contact: Int64
  var username: JSON = .null
  var firstName: JSON = .null
  var lastName: JSON = .null
  var phone: JSON = .null
  var company = JSONObject()
  var metadata = JSONObject()
  var isEnabled = true
  var isRemoved = false
  /// Whether there ever was an order of theirs.
  var hasOrdered = false
  var merge: Merge?
  /// The default profile of each usage that has one.
  var defaults: [String: Int64] = [:]
  /// The usages whose default was cleared on purpose.
  var cleared: Set<String> = []
  var roles: [String: PlainRight] = [:]
  var memberships: [String: PlainRight] = [:]
  /// What the merge gave besides orders and profiles.
  var gift: PlainGift?
}

/// What a profile or a copy of one says.
struct PlainContent: Equatable {
  var type: String
  var address = JSONObject()
  var phone: JSON = .null
  var fields = JSONObject()
}

/// An entry of an address book.
struct PlainProfile: Equatable {
  var customer: Int64
  var content: PlainContent
  let reference: JSON
  var revision: Int64 = 1
  var isEnabled = true
  var isRemoved = false
}

/// What an order keeps of a profile.
struct PlainCopy: Equatable {
  var content: PlainContent
  var profile: Int64?
  var revision: Int64?
  /// Whether it enters the book of the first account that owns the order.
  var waits = false
  /// Whether a guest asked for that, and nobody put another copy in its place.
  var isWished = false
}

/// A parcel of an order; its number is its place.
struct PlainShipment: Equatable {
  let method: JSON
  var shipping: PlainCopy
}

/// An order.
struct PlainOrder: Equatable {
  /// What may change, for which the state at placement stays readable.
  struct Parts: Equatable {
    var email: JSON
    var billing: PlainCopy
    var shipments: [PlainShipment]

    /// The copies: billing at 0, then the shipments by their numbers.
    subscript(place: Int) -> PlainCopy {
      get { place == 0 ? billing : shipments[place - 1].shipping }
      set {
        if place == 0 { billing = newValue } else { shipments[place - 1].shipping = newValue }
      }
    }

    var places: ClosedRange<Int> { 0...shipments.count }
  }

  let number: JSON
  let site: String
  /// What is given at placement and never changes, as it is shown.
  let facts: JSONObject
  let reference: JSON
  /// Who placed it, whoever owns it now.
  let buyer: Int64
  var owner: Int64
  var now: Parts
  let original: Parts
  var paidAt: Instant?
  var isCompleted = false
  var isCancelled = false
  /// How often it got another owner.
  var moves = 0
}

/// A claim of guest orders.
struct PlainClaim: Equatable {
  let customer: Int64
  let email: JSON
  let orders: [Int64]
  /// How often each of the orders had got another owner when it was claimed.
  let moves: [Int]
  let requestedAt: Instant
  let expiresAt: Instant
  var status = "pending"
  var closedAt: Instant?
}
