import Daybook
import Events
import Model
import TestSupport
import Testing

/// What becomes of an order: paid, completed, cancelled, in every order of events.
@Suite("order.mark_paid, order.complete, order.cancel")
struct OrderStatusTests {
  private let shop = Given(account(), order(number: "1001"))
  private let paid = OrderPaid(order: 1, customer: 1)
  private let completed = OrderCompleted(order: 1, customer: 1)
  private let cancelled = OrderCancelled(order: 1, customer: 1)

  @Test("an order is paid once, before it is completed or after")
  func paying() {
    shop.when("order.mark_paid", ["order": "no:1001"]).then(paid)
    shop.and([completed]).when("order.mark_paid", ["order": 1]).then(paid)
    shop.and([paid]).when("order.mark_paid", ["order": 1])
      .changesNothing(["customer": 1, "order": 1])
    shop.and([paid, completed]).when("order.mark_paid", ["order": 1])
      .changesNothing(["customer": 1, "order": 1])
  }

  @Test("an order is completed once, paid or not")
  func completing() {
    shop.when("order.complete", ["order": "no:1001"]).then(completed)
    shop.and([paid]).when("order.complete", ["order": 1]).then(completed)
    shop.and([completed]).when("order.complete", ["order": 1])
      .changesNothing(["customer": 1, "order": 1])
  }

  @Test("a paid order can be cancelled, a completed one cannot")
  func cancelling() {
    shop.and([paid]).when("order.cancel", ["order": 1]).then(cancelled)
    shop.and([completed]).when("order.cancel", ["order": 1])
      .refuses(.orderCompleted, ["order": 1])
    shop.and([completed, paid]).when("order.cancel", ["order": 1])
      .refuses(.orderCompleted, ["order": 1])
  }

  @Test("a cancelled order is frozen, even for what was so before")
  func frozen() {
    for given in [shop.and([cancelled]), shop.and([paid, cancelled])] {
      given.when("order.mark_paid", ["order": 1]).refuses(.orderCancelled, ["order": 1])
      given.when("order.complete", ["order": 1]).refuses(.orderCancelled, ["order": 1])
      given.when("order.cancel", ["order": 1]).changesNothing(["customer": 1, "order": 1])
    }
  }

  @Test("names the owner of today")
  func owner() {
    let merged = shop.and([
      account(2, "eve@example.com"), CustomersMerged(from: 1, into: 2, orders: [1]),
    ])
    merged.when("order.mark_paid", ["order": 1]).then(OrderPaid(order: 1, customer: 2))
    merged.when("order.complete", ["order": 1]).then(OrderCompleted(order: 1, customer: 2))
  }

  @Test("the order must be there", arguments: ["order.mark_paid", "order.complete"])
  func unknown(command: String) {
    shop.when(command, ["order": 2]).refuses(.notFound, ["kind": "order"])
    shop.when(command).refuses(.fieldMissing, ["field": "order"])
  }
}

@Suite("order.change_email")
struct ChangeOrderEmailTests {
  private let shop = Given(account(), order())

  private func changed(_ email: String, customer: Int64 = 1) -> OrderEmailChanged {
    OrderEmailChanged(order: 1, customer: customer, site: "default", email: email)
  }

  @Test("gives the order another e-mail, whoever has it")
  func success() {
    shop.when("order.change_email", ["order": 1, "email": " New@Example.com "])
      .then(changed("new@example.com"))
    shop.and([account(2, "eve@example.com")])
      .when("order.change_email", ["order": 1, "email": "eve@example.com"])
      .then(changed("eve@example.com"))
    Given(account(), order(email: nil))
      .when("order.change_email", ["order": 1, "email": "new@example.com"])
      .then(changed("new@example.com"))
  }

  @Test("the present one changes nothing")
  func nothing() {
    shop.when("order.change_email", ["order": 1, "email": "ADA@example.com"])
      .changesNothing(["customer": 1, "order": 1])
    shop.and([changed("new@example.com")])
      .when("order.change_email", ["order": 1, "email": "new@example.com"])
      .changesNothing(["customer": 1, "order": 1])
    shop.and([changed("new@example.com")])
      .when("order.change_email", ["order": 1, "email": "ada@example.com"])
      .then(changed("ada@example.com"))
  }

  @Test("a claim of all finds the order by the e-mail it has now")
  func claims() {
    let given = Given(
      account(1),
      guest(2, "eve@example.com"),
      order(of: 2, email: "eve@example.com")
    )
    given.when("claim.request", ["customer": 1, "all": true]).refuses(.orderNotClaimable)
    given.and([changed("ada@example.com", customer: 2)])
      .when("claim.request", ["customer": 1, "all": true])
      .then(
        OrderClaimRequested(
          claim: 1,
          customer: 1,
          orders: [1],
          expiresAt: "2026-03-01T12:15:00.000000Z",
          tokenHash: SHA256.hash([UInt8](repeating: 1, count: 32)).base64,
          email: "ada@example.com"
        )
      )
  }

  @Test("refused for what is no e-mail, a cancelled order, and none")
  func refusals() {
    shop.when("order.change_email", ["order": 1, "email": "a b@example.com"])
      .refuses(.emailInvalid)
    shop.when("order.change_email", ["order": 1]).refuses(.fieldMissing, ["field": "email"])
    shop.and([OrderCancelled(order: 1, customer: 1)])
      .when("order.change_email", ["order": 1, "email": "new@example.com"])
      .refuses(.orderCancelled)
    shop.when("order.change_email", ["order": 2, "email": "new@example.com"])
      .refuses(.notFound, ["kind": "order"])
  }
}
