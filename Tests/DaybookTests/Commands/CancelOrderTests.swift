import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("order.cancel")
struct CancelOrderTests {
  @Test(
    "the order is found by number, reference and what people call it",
    arguments: [1, "1", "ref:web-1", "no:1001"] as [JSON]
  )
  func success(name: JSON) {
    Given(account(), order(number: "1001", reference: "web-1"))
      .when("order.cancel", ["order": name])
      .then(OrderCancelled(order: 1, customer: 1))
  }

  @Test("names the owner of today")
  func claimed() {
    Given(
      guest(1),
      account(2, contact: 1),
      order(1, of: 1),
      OrderClaimed(claim: 1, order: 1, from: 1, to: 2, site: "default")
    )
    .when("order.cancel", ["order": 1])
    .then(OrderCancelled(order: 1, customer: 2))
  }

  @Test("cancelling twice changes nothing")
  func twice() {
    Given(account(), order(), OrderCancelled(order: 1, customer: 1))
      .when("order.cancel", ["order": 1])
      .changesNothing(["customer": 1, "order": 1])
  }

  @Test(
    "no other order is found",
    arguments: [2, 1001, "no:1", "no:1002", "ref:web-2"] as [JSON]
  )
  func unknown(name: JSON) {
    Given(account(), order(number: "1001", reference: "web-1"))
      .when("order.cancel", ["order": name])
      .refuses(.notFound, ["kind": "order"])
  }

  @Test("what people call an order counts on its site")
  func sites() {
    let given = Given(
      account(),
      order(1, number: "1001"),
      order(2, number: "1001", site: "uk")
    )
    given.when("order.cancel", ["order": "no:1001"]).then(OrderCancelled(order: 1, customer: 1))
    given.when("order.cancel", ["order": "no:1001"], site: "uk")
      .then(OrderCancelled(order: 2, customer: 1))
    given.when("order.cancel", ["order": "no:1001"], site: "fr").refuses(.notFound)
  }
}
