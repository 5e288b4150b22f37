import Model
import Projections
import Testing

@Suite struct ClaimsTests {
  @Test func showsAClaim() throws {
    let log = try FakeLog()
    try log.requestClaim(4, by: 5, [7, 3])
    #expect(
      try filled(log).rows("claims/show", ["claim": 4, "now": .string(FakeLog.time(2))]) == [
        """
        {"claim":4,"customer":5,"email":"guest@example.com","orders":[3,7],"status":"pending",\
        "requested_at":"2026-01-01T00:00:01.000000Z","expires_at":"2026-01-01T00:15:01.000000Z",\
        "closed_at":null}
        """
      ]
    )
  }

  @Test func closesClaims() throws {
    let log = try FakeLog()
    for claim in Int64(1)...3 { try log.requestClaim(claim, by: 5, [claim]) }
    try log.claim(1, from: 2, to: 5, claim: 1)
    try log.closeClaim(2, by: 5, [2], "OrderClaimDeclined")
    try log.closeClaim(3, by: 5, [3], "OrderClaimCancelled")
    let models = try filled(log)
    let late: JSON = .string(FakeLog.time(100_000))
    let statuses = try models.values("claims/list", ["now": late]).map { $0["status"] }
    #expect(statuses == ["cancelled", "declined", "confirmed"])
    let confirmed = try models.value("claims/show", ["claim": 1, "now": late])
    #expect(confirmed["closed_at"] == .string(FakeLog.time(4)))
  }

  @Test func expiresWithTime() throws {
    let log = try FakeLog()
    try log.requestClaim(1, by: 5, [1])
    let models = try filled(log)
    func status(at seconds: Int64) throws -> JSON {
      try models.value("claims/show", ["claim": 1, "now": .string(FakeLog.time(seconds))])["status"]
    }
    #expect(try status(at: 900) == "pending")
    #expect(try status(at: 901) == "expired")
    #expect(try models.value("claims/show", ["claim": 1])["status"] == "pending")
  }

  @Test func listsByCustomerAndStatus() throws {
    let log = try FakeLog()
    try log.requestClaim(1, by: 5, [1])
    try log.requestClaim(2, by: 6, [2])
    try log.closeClaim(1, by: 5, [1], "OrderClaimDeclined")
    let models = try filled(log)
    let late: JSON = .string(FakeLog.time(100_000))
    func list(_ parameters: [String: JSON]) throws -> [Int64?] {
      let all = parameters.merging(["now": late]) { $1 }
      let rows = try models.values("claims/list", all).map { $0["claim"].integer }
      #expect(try models.value("claims/count", all) == .integer(Int64(rows.count)))
      return rows
    }
    #expect(try list([:]) == [2, 1])
    #expect(try list(["customers": [5]]) == [1])
    #expect(try list(["status": "expired"]) == [2])
    #expect(try list(["status": "pending"]) == [])
    #expect(try list(["status": "declined"]) == [1])
  }
}
