import Daybook
import EventLog
import Model
import TestSupport
import Testing

@Suite("claims, from the request to the end")
struct ClaimStoryTests {
  private let shop: TemporaryLedger

  /// Accounts 1 and 2, guest 3 with orders 1 and 2, of which the first waits to save its address.
  init() throws {
    shop = try TemporaryLedger()
    try shop.perform("customer.register", ["email": "ada@example.com"])
    try shop.perform("customer.register", ["email": "eve@example.com"])
    try shop.perform(
      "order.place",
      place([
        "email": "ada@example.com",
        "billing": ["address": .object(.london), "save_to_address_book": true],
      ]),
      channel: .checkout
    )
    try shop.perform("order.place", place(["email": "ada@example.com"]), channel: .checkout)
  }

  private func claim(_ customer: JSON, _ fields: JSONObject = ["orders": [1, 2]]) throws -> JSON {
    let outcome = try shop.perform("claim.request", fields.with("customer", customer))
    return JSON.object(outcome.json)["claims"][0]["token"]
  }

  @Test("the one who reads the mail gets the orders and the address")
  func success() throws {
    let token = try claim(1, ["all": true])
    try shop.perform("claim.confirm", ["token": token, "update_email": true])
    #expect(
      try shop.events().suffix(5).map(\.type) == [
        "OrderClaimed", "ProfileAdded", "DefaultProfileSet", "DefaultProfileSet", "OrderClaimed",
      ]
    )
    let again = try shop.refusal("claim.request", ["customer": 1, "orders": [1]])
    #expect(again?.code == .alreadyYours)
    #expect(try shop.refusal("claim.decline", ["token": token])?.code == .claimClosed)
    #expect(try shop.refusal("claim.cancel", ["claim": 1])?.code == .claimClosed)
    #expect(try shop.log.verify().isGood)
  }

  @Test("of two accounts the first to confirm wins")
  func competing() throws {
    let first = try claim(1)
    let second = try claim(2)
    try shop.perform("claim.confirm", ["token": second])
    #expect(try shop.refusal("claim.confirm", ["token": first])?.code == .claimStale)
    let request = try shop.refusal("claim.request", ["customer": 1, "orders": [1]])
    #expect(request?.code == .orderNotClaimable)
    // It can still be declined: that moves nothing.
    try shop.perform("claim.decline", ["token": first])
  }

  @Test("a claim is expired as of a time when it was, though nothing was recorded since")
  func expiredMeanwhile() throws {
    _ = try claim(1, ["orders": [1], "valid_for": 60])
    let asked = shop.clock.now
    shop.clock.advance(bySeconds: 3600)
    func status(_ moment: Moment) throws -> JSON {
      try shop.ask("claim.show", ["claim": 1], at: moment)["status"]
    }
    #expect(try status(.now) == "expired")
    #expect(try status(.time(shop.clock.now)) == "expired")
    #expect(try status(.time(asked)) == "pending")
    #expect(try status(.position(try shop.log.size())) == "pending")
    // Nobody knows what will be.
    let later = try #require(Instant("2999-01-01T00:00:00Z"))
    _ = try claim(1, ["orders": [2], "valid_for": 60])
    #expect(try shop.ask("claim.show", ["claim": 2], at: .time(later))["status"] == "pending")
  }

  @Test("a token works to the last microsecond")
  func expiry() throws {
    let token = try claim(1, ["orders": [1], "valid_for": 60])
    let other = try claim(1, ["orders": [2], "valid_for": 60])
    shop.clock.advance(byMicroseconds: 59_999_999)
    try shop.perform("claim.confirm", ["token": token])
    shop.clock.advance(byMicroseconds: 1)
    #expect(try shop.refusal("claim.confirm", ["token": other])?.code == .claimExpired)
    // A clock that is set back does not revive it: time never runs backwards in the ledger.
    try shop.perform("customer.edit", ["customer": 1, "phone": "1"])
    shop.clock.advance(bySeconds: -3600)
    #expect(try shop.refusal("claim.confirm", ["token": other])?.code == .claimExpired)
  }

  @Test("a cancelled order holds up the whole claim, also a later one")
  func cancelled() throws {
    let token = try claim(1)
    try shop.perform("order.cancel", ["order": 2])
    #expect(try shop.refusal("claim.confirm", ["token": token])?.code == .orderCancelled)
    try shop.perform("claim.confirm", ["token": claim(1, ["all": true])])
    #expect(try shop.events().last?.data["order"] != 2)
  }

  @Test("tokens differ, and one opens its own claim only")
  func tokens() throws {
    let first = try #require(try claim(1, ["orders": [1]]).string)
    let second = try #require(try claim(1, ["orders": [2]]).string)
    #expect(first.dropFirst(2) != second.dropFirst(2))
    let swapped = "1." + second.dropFirst(2)
    let refusal = try shop.refusal("claim.confirm", ["token": .string(swapped)])
    #expect(refusal?.code == .claimTokenInvalid)
  }
}
