import Daybook
import Events
import Model
import TestSupport
import Testing

/// Guest orders 1 and 2, an account, and a claim of both that expires at 12:15.
enum Claimed {
  static let secret = [UInt8](repeating: 7, count: 32)
  static let token = "1.\(Base64.encodeURL(secret))"
  static let requested = OrderClaimRequested(
    claim: 1,
    customer: 1,
    orders: [1, 2],
    expiresAt: "2026-03-01T12:15:00.000000Z",
    tokenHash: SHA256.hash(secret).base64,
    email: "ada@example.com"
  )
  static let shop = Given(account(1, "new@example.com"), guest(2, contact: 2))
  static let given = shop.and([order(1, of: 2), order(2, of: 2), requested])

  static func moved(_ order: Int64, email: String? = nil) -> OrderClaimed {
    OrderClaimed(claim: 1, order: order, from: 2, to: 1, site: "default", email: email)
  }

  /// What is no token of the claim.
  static let wrongTokens: [String] = [
    "", "1", "1.", ".", "x", Base64.encodeURL(secret), "2.\(Base64.encodeURL(secret))",
    "1.\(Base64.encodeURL([UInt8](repeating: 8, count: 32)))",
    "1.\(Base64.encodeURL([UInt8](repeating: 7, count: 31)))",
    "1.\(Base64.encodeURL([UInt8](repeating: 7, count: 33)))",
    "+\(token)", "-\(token)", " \(token)", "\(token) ", "\(token)=", "\(token).",
    "99999999999999999999.\(Base64.encodeURL(secret))", String(token.dropLast()) + "!",
    String(token.dropLast()) + "d", "1.\(SHA256.hash(secret).base64.dropLast())",
    String(repeating: "1", count: 5000),
  ]
}

@Suite("claim.confirm")
struct ConfirmClaimTests {
  private let token: JSONObject = ["token": .string(Claimed.token)]

  @Test("moves every order of the claim; their e-mails stay")
  func success() {
    Claimed.given.when("claim.confirm", token).then(Claimed.moved(1), Claimed.moved(2))
  }

  @Test("the account's e-mail of today becomes the orders', when asked for")
  func updateEmail() {
    let changed = CustomerEmailChanged(
      customer: 1,
      site: "default",
      contact: 3,
      email: "newest@example.com"
    )
    Claimed.given.and([changed]).when("claim.confirm", token.with("update_email", true))
      .then(
        Claimed.moved(1, email: "newest@example.com"),
        Claimed.moved(2, email: "newest@example.com")
      )
  }

  @Test("flagged copies enter the account's book, each once")
  func flagged() {
    func kept(_ address: JSONObject) -> JSONObject {
      copy(address).with("save_to_address_book", true)
    }
    Claimed.shop.and([
      order(1, of: 2, billing: kept(.london), shipments: [parcel(1, kept(.paris))]),
      order(2, of: 2, billing: copy(.berlin), shipments: [parcel(1, kept(.london))]),
      Claimed.requested,
    ])
    .when("claim.confirm", token)
    .then(
      [Claimed.moved(1)] + firstEntry(1, of: 1, .london) + [
        entry(2, of: 1, .paris), Claimed.moved(2),
      ]
    )
  }

  @Test("a copy that the book has already is not added")
  func flaggedKnown() {
    Claimed.shop.and(firstEntry()).and([
      order(1, of: 2, billing: copy().with("save_to_address_book", true)), order(2, of: 2),
      Claimed.requested,
    ])
    .when("claim.confirm", token)
    .then(Claimed.moved(1), Claimed.moved(2))
  }

  @Test("works until the microsecond before it expires")
  func expiry() throws {
    let last = try #require(Instant("2026-03-01T12:14:59.999999Z"))
    let end = try #require(Instant("2026-03-01T12:15:00Z"))
    Claimed.given.at(last).when("claim.confirm", token).then(Claimed.moved(1), Claimed.moved(2))
    Claimed.given.at(end).when("claim.confirm", token).refuses(.claimExpired, ["claim": 1])
  }

  @Test(
    "a claim that ended is closed, even after it expired",
    arguments: [
      (Claimed.moved(1), "confirmed"),
      (OrderClaimDeclined(claim: 1, customer: 1, orders: [1, 2]), "declined"),
      (OrderClaimCancelled(claim: 1, customer: 1, orders: [1, 2]), "cancelled"),
    ] as [(any EventType, String)]
  )
  func closed(ending: any EventType, word: String) throws {
    let ended = Claimed.given.and([ending])
    ended.when("claim.confirm", token).refuses(.claimClosed, ["claim": 1], saying: word)
    let late = try #require(Instant("2027-01-01T00:00:00Z"))
    ended.at(late).when("claim.confirm", token).refuses(.claimClosed)
  }

  @Test("of two claims on one order the first to be confirmed wins")
  func competing() {
    let other = OrderClaimRequested(
      claim: 2,
      customer: 3,
      orders: [2],
      expiresAt: "2026-03-01T12:15:00.000000Z",
      tokenHash: SHA256.hash([9]).base64,
      email: "ada@example.com"
    )
    Claimed.given.and([
      account(3, "eve@example.com"), other,
      OrderClaimed(claim: 2, order: 2, from: 2, to: 3, site: "default"),
    ])
    .when("claim.confirm", token)
    .refuses(.claimStale, ["claim": 1, "order": 2])
  }

  @Test("one cancelled order holds up all of them")
  func orderCancelled() {
    Claimed.given.and([OrderCancelled(order: 2, customer: 2)])
      .when("claim.confirm", token)
      .refuses(.orderCancelled, ["claim": 1, "order": 2])
  }

  @Test("nothing but the token is the token", arguments: Claimed.wrongTokens)
  func wrongToken(text: String) {
    Claimed.given.when("claim.confirm", ["token": .string(text)])
      .refuses(text.isEmpty ? .fieldMissing : .claimTokenInvalid)
    Claimed.given.when("claim.decline", ["token": .string(text)])
      .refuses(text.isEmpty ? .fieldMissing : .claimTokenInvalid)
  }
}

@Suite("claim.decline")
struct DeclineClaimTests {
  private let token: JSONObject = ["token": .string(Claimed.token)]
  private let declined = OrderClaimDeclined(claim: 1, customer: 1, orders: [1, 2])

  @Test("ends the claim")
  func success() {
    Claimed.given.when("claim.decline", token).then(declined)
  }

  @Test("works whatever became of the orders")
  func stale() {
    Claimed.given.and([OrderCancelled(order: 2, customer: 2)])
      .when("claim.decline", token).then(declined)
  }

  @Test("an ended claim is closed")
  func closed() {
    for ending in [declined, Claimed.moved(1)] as [any EventType] {
      Claimed.given.and([ending]).when("claim.decline", token)
        .refuses(.claimClosed, ["claim": 1])
    }
  }

  @Test("an expired claim is expired")
  func expired() throws {
    let end = try #require(Instant("2026-03-01T12:15:00Z"))
    Claimed.given.at(end).when("claim.decline", token).refuses(.claimExpired, ["claim": 1])
  }
}

@Suite("claim.cancel")
struct CancelClaimTests {
  private let cancelled = OrderClaimCancelled(claim: 1, customer: 1, orders: [1, 2])

  @Test("withdraws a claim, expired or not")
  func success() throws {
    Claimed.given.when("claim.cancel", ["claim": 1]).then(cancelled)
    let late = try #require(Instant("2027-01-01T00:00:00Z"))
    Claimed.given.at(late).when("claim.cancel", ["claim": "1"]).then(cancelled)
  }

  @Test("cancelling twice changes nothing")
  func twice() {
    Claimed.given.and([cancelled]).when("claim.cancel", ["claim": 1])
      .changesNothing(["claim": 1, "customer": 1])
  }

  @Test("what was confirmed or declined stays so")
  func closed() {
    for ending in [
      Claimed.moved(1), OrderClaimDeclined(claim: 1, customer: 1, orders: [1, 2]),
    ] as [any EventType] {
      Claimed.given.and([ending]).when("claim.cancel", ["claim": 1])
        .refuses(.claimClosed, ["claim": 1])
    }
  }

  @Test("the claim must be there")
  func unknown() {
    Claimed.given.when("claim.cancel", ["claim": 2]).refuses(.notFound, ["kind": "claim"])
    Claimed.given.when("claim.cancel", ["claim": "ref:x"]).refuses(.notFound, ["kind": "claim"])
    Claimed.given.when("claim.cancel", ["claim": .string(Claimed.token)])
      .refuses(.fieldInvalid, ["field": "claim"])
  }
}
