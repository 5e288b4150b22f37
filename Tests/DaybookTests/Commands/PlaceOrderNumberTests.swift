import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("order.place: what the order is called")
struct PlaceOrderNumberTests {
  private let customer: JSONObject = ["customer": 1]

  @Test("the order's own number when none is given, or the next that is free")
  func defaults() {
    Given(account(), order(1, number: "1"), order(2, number: "3"), order(3, number: "4"))
      .when("order.place", place(customer)).then(order(4, number: "5"))
    Given(account(), order(1, number: "W-1")).when("order.place", place(customer))
      .then(order(2, number: "2"))
    // Not the last of the row 4, 5, 7.
    Given(account(), order(1, number: "4"), order(2, number: "5"), order(3, number: "7"))
      .when("order.place", place(customer)).then(order(4, number: "6"))
  }

  @Test("a number is unique on its site, byte by byte")
  func taken() {
    let given = Given(account(), order(1, number: "W-1"))
    given.when("order.place", place(["customer": 1, "number": "W-1"]))
      .refuses(.orderNumberTaken, ["order": 1])
    given.when("order.place", place(["customer": 1, "number": "w-1"]))
      .then(order(2, number: "w-1"))
    given.when("order.place", place(["customer": 1, "number": "W-1", "site": "uk"]))
      .then(order(2, number: "W-1", site: "uk"))
  }

  @Test("a cancelled order keeps its number")
  func cancelled() {
    Given(account(), order(1, number: "W-1"), OrderCancelled(order: 1, customer: 1))
      .when("order.place", place(["customer": 1, "number": "W-1"]))
      .refuses(.orderNumberTaken)
  }

  @Test("a number may be given as an integer")
  func integer() {
    let given = Given(account(), order(1, number: "1001"))
    given.when("order.place", place(["customer": 1, "number": 1001]))
      .refuses(.orderNumberTaken, ["order": 1])
    given.when("order.place", place(["customer": 1, "number": 1002]))
      .then(order(2, number: "1002"))
  }

  @Test("each site counts its own free numbers")
  func siteDefault() {
    Given(account(), order(1, number: "2", site: "uk"))
      .when("order.place", place(customer)).then(order(2, number: "2"))
    Given(account(), order(1, number: "2", site: "uk"))
      .when("order.place", place(["customer": 1, "site": "uk"]))
      .then(order(2, number: "3", site: "uk"))
  }

  @Test(
    "a number stands in the log for ever, so it holds no e-mail",
    arguments: ["ada@example.com", "", String(repeating: "9", count: 257), "1\n2"]
  )
  func personal(number: String) {
    Given(account()).when("order.place", place(["customer": 1, "number": .string(number)]))
      .refuses(.fieldInvalid, ["field": "number"])
    var command = PlaceOrder(
      customer: 1,
      currency: "EUR",
      lines: [OrderLine(sku: "tea", quantity: 1, unitPrice: 1)],
      billing: .address(Address())
    )
    command.number = OrderNumber(number)
    Given(account()).when(command).refuses(.fieldInvalid, ["field": "number"])
  }

  @Test("a reference is unique among all orders for ever")
  func referenceTaken() {
    let given = Given(
      account(),
      order(1, site: "uk", reference: "web-1"),
      OrderCancelled(order: 1, customer: 1)
    )
    given.when("order.place", place(["customer": 1, "reference": "web-1"]))
      .refuses(.referenceTaken, ["order": 1])
    given.when("order.place", place(["customer": 1, "reference": "WEB-1"]))
      .then(order(2, reference: "WEB-1"))
  }

  @Test("kinds have references of their own")
  func referenceOfOtherKind() {
    Given(account(1, reference: "x-1"), entry(1, of: 1, .paris, reference: "x-1"))
      .when("order.place", place(["customer": 1, "reference": "x-1"]))
      .then(order(1, reference: "x-1"))
  }
}
