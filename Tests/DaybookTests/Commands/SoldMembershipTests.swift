import Daybook
import Events
import Model
import TestSupport
import Testing

/// An order that sells memberships grants them when it is paid.
@Suite("order.mark_paid: memberships")
struct SoldMembershipTests {
  private let paid = OrderPaid(order: 1, customer: 1)

  /// Account 1 with an order that sells this: a membership and its duration.
  private func shop(_ sold: (String, String?)..., by customer: Int64 = 1) -> Given {
    var placed = order(of: customer)
    placed.lines = sold.map { membership, duration in
      var grants: JSONObject = ["membership": .string(membership)]
      grants["duration"] = duration.map(JSON.string)
      return ["sku": "m", "quantity": 1, "unit_price": 500, "grants": .object(grants)]
    }
    return Given(account(1), guest(2, "eve@example.com"), placed)
  }

  private func granted(_ until: String?, _ code: String = "gold") -> MembershipGranted {
    MembershipGranted(customer: 1, membership: code, until: until, order: 1)
  }

  private func pay(_ given: Given, at time: JSON = "2026-03-10T08:00:00Z") -> Verdict {
    given.when("order.mark_paid", ["order": 1, "occurred_at": time])
  }

  @Test("from the time of payment on, for the duration that was sold")
  func success() {
    pay(shop(("gold", "P1Y"))).then(paid, granted("2027-03-10T08:00:00.000000Z"))
    pay(shop(("gold", nil))).then(paid, granted(nil))
    pay(shop(("gold", "P1M"), ("press", "P2W")))
      .then(
        paid,
        granted("2026-04-10T08:00:00.000000Z"),
        granted("2026-03-24T08:00:00.000000Z", "press")
      )
    shop(("gold", "PT1H")).when("order.mark_paid", ["order": 1])
      .then(paid, granted("2026-03-01T13:00:00.000000Z"))
  }

  @Test(
    "a month that lacks the day ends the membership on its last one",
    arguments: [
      ("P1M", "2026-01-31", "2026-02-28"), ("P1M", "2028-01-31", "2028-02-29"),
      ("P1Y", "2028-02-29", "2029-02-28"), ("P4Y", "2028-02-29", "2032-02-29"),
      ("P6M", "2026-08-31", "2027-02-28"),
    ]
  )
  func endsOfMonths(duration: String, day: String, end: String) {
    pay(shop(("gold", duration)), at: .string(day + "T00:00:00Z"))
      .then(paid, granted(end + "T00:00:00.000000Z"))
  }

  @Test("a membership that still holds is prolonged from its end")
  func prolonged() {
    let gold = shop(("gold", "P1Y"))
    pay(gold.and([granted("2026-06-30T12:00:00.000000Z")]))
      .then(paid, granted("2027-06-30T12:00:00.000000Z"))
    // Until a day is until the end of it.
    pay(gold.and([granted("2026-06-30")])).then(paid, granted("2027-06-30T23:59:59.999999Z"))
    pay(gold.and([granted("2026-03-10")])).then(paid, granted("2027-03-10T23:59:59.999999Z"))
    // At its last instant it holds, afterwards no longer.
    pay(gold.and([granted("2026-03-10T08:00:00.000000Z")]))
      .then(paid, granted("2027-03-10T08:00:00.000000Z"))
    pay(gold.and([granted("2026-03-09")])).then(paid, granted("2027-03-10T08:00:00.000000Z"))
    pay(gold.and([granted(nil), MembershipRevoked(customer: 1, membership: "gold")]))
      .then(paid, granted("2027-03-10T08:00:00.000000Z"))
    pay(shop(("gold", nil)).and([granted("2026-06-30")])).then(paid, granted(nil))
  }

  @Test("two lines that sell the same follow each other")
  func twice() {
    pay(shop(("gold", "P1M"), ("gold", "P1M")))
      .then(
        paid,
        granted("2026-04-10T08:00:00.000000Z"),
        granted("2026-05-10T08:00:00.000000Z")
      )
    pay(shop(("gold", nil), ("gold", "P1M"))).then(paid, granted(nil))
  }

  @Test("one without end stays as it is")
  func endless() {
    pay(shop(("gold", "P1Y")).and([granted(nil)])).then(paid)
    pay(shop(("gold", nil)).and([granted(nil)])).then(paid)
  }

  @Test("a guest gets none; whoever owns the order when it is paid does")
  func owner() {
    pay(shop(("gold", "P1Y"), by: 2)).then(OrderPaid(order: 1, customer: 2))
    pay(shop(("gold", nil), by: 2).and([OrderAssigned(order: 1, from: 2, to: 1, site: "default")]))
      .then(paid, granted(nil))
    // Paid before: nothing is sold twice.
    pay(shop(("gold", nil)).and([paid])).changesNothing(["customer": 1, "order": 1])
  }

  @Test("what would end beyond the year 9999 ends with it, so that every order can be paid")
  func tooLong() {
    pay(shop(("press", "P1Y"), ("gold", "P8000Y")))
      .then(paid, granted("2027-03-10T08:00:00.000000Z", "press"), granted("9999-12-31"))
    pay(shop(("gold", "P1Y")).and([granted("9999-12-31")])).then(paid, granted("9999-12-31"))
    pay(shop(("gold", "P8000Y"), ("gold", "P1Y")))
      .then(paid, granted("9999-12-31"), granted("9999-12-31"))
  }
}
