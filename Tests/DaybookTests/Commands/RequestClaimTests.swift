import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("claim.request")
struct RequestClaimTests {
  /// Account 1, and guests 2 and 3 with an order each; guest 2 has the account's e-mail.
  private let shop = Given(
    account(1),
    guest(2, contact: 1),
    guest(3, "bob@example.com", contact: 2),
    order(1, of: 2),
    order(2, of: 3, email: "bob@example.com")
  )

  private func requested(
    _ claim: Int64 = 1,
    orders: [Int64],
    email: String? = "ada@example.com",
    expiresAt: String = "2026-03-01T12:15:00.000000Z"
  ) -> OrderClaimRequested {
    OrderClaimRequested(
      claim: claim,
      customer: 1,
      orders: orders,
      expiresAt: expiresAt,
      tokenHash: SHA256.hash(secret(claim)).base64,
      email: email
    )
  }

  private func secret(_ claim: Int64) -> [UInt8] {
    Array(repeating: UInt8(claim), count: 32)
  }

  private func told(_ claim: Int64, _ email: String, _ orders: JSON) -> JSON {
    [
      "claim": .integer(claim), "email": .string(email), "orders": orders,
      "token": .string("\(claim).\(Base64.encodeURL(secret(claim)))"),
      "expires_at": "2026-03-01T12:15:00.000000Z",
    ]
  }

  @Test("gives one claim per e-mail, with a token that is told once and stored as a hash")
  func success() {
    shop.and([order(3, of: 2)])
      .when("claim.request", ["customer": 1, "orders": [1, 2, 3]])
      .then(
        requested(1, orders: [1, 3]),
        requested(2, orders: [2], email: "bob@example.com")
      )
      .says(
        "claims",
        [told(1, "ada@example.com", [1, 3]), told(2, "bob@example.com", [2])]
      )
  }

  @Test("orders go by number, reference and what people call them, and count once")
  func names() {
    shop.and([order(3, of: 2, number: "W-3", reference: "web-3")])
      .when("claim.request", ["customer": 1, "orders": ["no:W-3", "ref:web-3", 3, "1"]])
      .then(requested(orders: [3, 1]))
  }

  @Test("all: every guest order with the account's own e-mail")
  func all() {
    shop.and([
      order(3, of: 2), OrderCancelled(order: 3, customer: 2),
      order(4, of: 3), order(5, of: 2, email: "bob@example.com"), order(6, of: 1),
      order(7, of: 2, site: "uk"),
    ])
    .when("claim.request", ["customer": 1, "all": true])
    .then(requested(orders: [1, 4]))
  }

  @Test("all: an order whose e-mail went with a claim is no guest order any more")
  func allAfterClaim() {
    shop.and([
      account(4, "eve@example.com", contact: 3),
      OrderClaimed(claim: 1, order: 1, from: 2, to: 4, site: "default", email: "eve@example.com"),
    ])
    .when("claim.request", ["customer": 1, "all": true])
    .refuses(.orderNotClaimable)
  }

  @Test("all, and nothing there")
  func allNone() {
    Given(account(1), order(1)).when("claim.request", ["customer": 1, "all": true])
      .refuses(.orderNotClaimable)
  }

  @Test("one of orders and all")
  func eitherOr() {
    shop.when("claim.request", ["customer": 1, "orders": [1], "all": true])
      .refuses(.fieldInvalid, ["field": "all"])
    shop.when("claim.request", ["customer": 1]).refuses(.fieldMissing, ["field": "orders"])
    shop.when("claim.request", ["customer": 1, "orders": []])
      .refuses(.fieldMissing, ["field": "orders"])
  }

  @Test("a token is valid as long as asked for")
  func validFor() {
    shop.when("claim.request", ["customer": 1, "orders": [1], "valid_for": 1])
      .then(requested(orders: [1], expiresAt: "2026-03-01T12:00:01.000000Z"))
    shop.when("claim.request", ["customer": 1, "orders": [1], "valid_for": 2_592_000])
      .then(requested(orders: [1], expiresAt: "2026-03-31T12:00:00.000000Z"))
    for seconds in [0, -1, 2_592_001, .integer(JSON.greatestInteger)] as [JSON] {
      shop.when("claim.request", ["customer": 1, "orders": [1], "valid_for": seconds])
        .refuses(.fieldInvalid, ["field": "valid_for"])
    }
  }

  @Test("a guest cannot claim")
  func noAccount() {
    shop.when("claim.request", ["customer": 2, "orders": [2]]).refuses(.noAccount)
    shop.when("claim.request", ["customer": 9, "orders": [2]])
      .refuses(.notFound, ["kind": "customer"])
  }

  @Test("what is the account's already cannot be claimed")
  func alreadyYours() {
    shop.and([order(3, of: 1)]).when("claim.request", ["customer": 1, "orders": [1, 3]])
      .refuses(.alreadyYours, ["order": 3])
  }

  @Test("unknown orders and those of another account get the same answer")
  func notClaimable() throws {
    let given = shop.and([account(4, "eve@example.com", contact: 3), order(3, of: 4)])
    given.when("claim.request", ["customer": 1, "orders": [3]])
      .refuses(.orderNotClaimable, ["order": 3], saying: "The order 3 cannot be claimed.")
    shop.when("claim.request", ["customer": 1, "orders": [3]])
      .refuses(.orderNotClaimable, ["order": 3], saying: "The order 3 cannot be claimed.")
    shop.when("claim.request", ["customer": 1, "orders": [1, "no:99"]])
      .refuses(.orderNotClaimable, ["order": "no:99"])
  }

  @Test("what is claimed already may be claimed again")
  func again() {
    shop.and([requested(orders: [1])])
      .when("claim.request", ["customer": 1, "orders": [1]])
      .then(
        OrderClaimRequested(
          claim: 2,
          customer: 1,
          orders: [1],
          expiresAt: "2026-03-01T12:15:00.000000Z",
          tokenHash: SHA256.hash(secret(1)).base64,
          email: "ada@example.com"
        )
      )
  }
}
