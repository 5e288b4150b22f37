import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("order.place: what is bought")
struct PlaceOrderTests {
  private let customer: JSONObject = ["customer": 1]
  private var address: Address {
    var address = Address()
    address.countryCode = "GB"
    address.locality = "London"
    address.postalCode = "SW1A 1AA"
    address.addressLine1 = "10 Downing Street"
    return address
  }

  @Test("records everything that is given")
  func everything() {
    let registered = CustomerRegistered(
      customer: 1,
      site: "uk",
      contact: 1,
      email: "ada@example.com",
      username: "ada",
      firstName: "Ada",
      lastName: "Lovelace",
      phone: "1",
      company: ["name": "Engines"]
    )
    Given(registered)
      .when(
        "order.place",
        [
          "customer": 1, "email": "Office@example.com", "number": "W-1001", "currency": "eur",
          "lines": [
            [
              "sku": "tea", "title": "Green tea", "quantity": 2, "unit_price": 1050,
              "grants": ["membership": "gold", "duration": "P1Y"],
            ],
            ["sku": "cup", "quantity": 1, "unit_price": 0],
          ],
          "adjustments": [
            ["label": "Discount", "amount": -100], ["label": "Post", "amount": 500],
          ],
          "total": 2500, "billing": ["address": .object(.london), "phone": "2"],
          "shipments": [
            ["method": "air"], ["method": "sea", "shipping": ["address": .object(.paris)]],
          ],
          "metadata": ["gift": true, "note": "", "wrap": .null], "reference": "web-1",
        ]
      )
      .then(
        OrderPlaced(
          order: 1,
          number: "W-1001",
          customer: 1,
          site: "uk",
          currency: "EUR",
          lines: [
            [
              "sku": "tea", "title": "Green tea", "quantity": 2, "unit_price": 1050,
              "grants": ["membership": "gold", "duration": "P1Y"],
            ],
            ["sku": "cup", "quantity": 1, "unit_price": 0],
          ],
          adjustments: [["label": "Discount", "amount": -100], ["label": "Post", "amount": 500]],
          total: 2500,
          reference: "web-1",
          email: "office@example.com",
          billing: copy(.london).with("phone", "2"),
          shipments: [
            parcel(1, copy(.london).with("phone", "2"), method: "air"),
            parcel(2, copy(.paris), method: "sea"),
          ],
          metadata: ["gift": true, "wrap": .null]
        )
      )
  }

  @Test("an order without shipments has none, and its total is the sum")
  func least() {
    Given(account()).when("order.place", place(customer)).then(order())
  }

  @Test("an order may cost nothing")
  func free() {
    var placed = order()
    placed.adjustments = [["label": "Gift", "amount": -1000]]
    placed.total = 0
    Given(account())
      .when(
        "order.place",
        place(["customer": 1, "adjustments": .array(placed.adjustments), "total": 0])
      )
      .then(placed)
  }

  @Test("an order has lines")
  func linesEmpty() {
    Given(account()).when("order.place", place(["customer": 1, "lines": []]))
      .refuses(.linesEmpty)
    Given(account()).when("order.place", place(customer).with("lines", nil))
      .refuses(.fieldMissing, ["field": "lines"])
  }

  @Test(
    "a total that is given must be right",
    arguments: [999, 1001, 0, -1000] as [Int64]
  )
  func totalMismatch(total: Int64) {
    Given(account()).when("order.place", place(["customer": 1, "total": .integer(total)]))
      .refuses(.totalMismatch, ["expected": 1000, "total": .integer(total)])
  }

  @Test(
    "numbers out of range name the line",
    arguments: [
      (0, 1, "lines[1].quantity"),
      (-1, 1, "lines[1].quantity"),
      (1, -1, "lines[1].unit_price"),
      (2, JSON.greatestInteger, "lines[1].unit_price"),
      (JSON.greatestInteger, JSON.greatestInteger, "lines[1].unit_price"),
      (1, JSON.greatestInteger, "lines[1]"),
    ] as [(Int64, Int64, JSON)]
  )
  func outOfRange(quantity: Int64, price: Int64, field: JSON) {
    let lines: JSON = [
      ["sku": "tea", "quantity": 1, "unit_price": 1000],
      ["sku": "gold", "quantity": .integer(quantity), "unit_price": .integer(price)],
    ]
    Given(account()).when("order.place", place(["customer": 1, "lines": lines]))
      .refuses(.fieldInvalid, ["field": field])
  }

  @Test("the greatest total is an order, one more is none")
  func greatest() {
    let greatest = JSON.greatestInteger
    let lines: [JSON] = [["sku": "gold", "quantity": 1, "unit_price": .integer(greatest)]]
    var placed = order()
    placed.lines = lines
    placed.total = greatest
    let fields = place(["customer": 1, "lines": .array(lines)])
    Given(account()).when("order.place", fields).then(placed)
    Given(account())
      .when("order.place", fields.with("adjustments", [["label": "Post", "amount": 1]]))
      .refuses(.fieldInvalid, ["field": "adjustments[0]"])
  }

  @Test("adjustments must not make the total negative")
  func negative() {
    let adjustments: JSON = [["label": "Discount", "amount": -1001]]
    Given(account()).when("order.place", place(["customer": 1, "adjustments": adjustments]))
      .refuses(.fieldInvalid, ["field": "adjustments"], saying: "negative")
  }

  @Test(
    "numbers that no JSON holds are refused when Swift gives them",
    arguments: [
      (.max, 0, 0), (.max, .max, 0), (1, .max, 0), (1, 0, .min), (1, 1, .min), (1, 1, .max),
      (1, 0, JSON.greatestInteger + 1), (JSON.greatestInteger + 1, 0, 0),
    ] as [(Int64, Int64, Int64)]
  )
  func extremes(quantity: Int64, price: Int64, amount: Int64) {
    var command = PlaceOrder(
      customer: 1,
      currency: "EUR",
      lines: [OrderLine(sku: "tea", quantity: quantity, unitPrice: price)],
      billing: .address(address)
    )
    command.adjustments = [Adjustment(label: "Odd", amount: amount)]
    Given(account()).when(command).refuses(.fieldInvalid)
  }

  @Test("a currency is one of ISO 4217", arguments: ["EURO", "XXX", "xyz"])
  func currency(code: String) {
    Given(account()).when("order.place", place(["customer": 1, "currency": .string(code)]))
      .refuses(.fieldInvalid, ["field": "currency"])
    let command = PlaceOrder(
      customer: 1,
      currency: CurrencyCode(stringLiteral: code),
      lines: [OrderLine(sku: "tea", quantity: 1, unitPrice: 1)],
      billing: .address(address)
    )
    Given(account()).when(command).refuses(.fieldInvalid, ["field": "currency"])
  }

  @Test("what an order sells has a code for a name")
  func grants() {
    let lines: JSON = [
      ["sku": "gold", "quantity": 1, "unit_price": 1, "grants": ["membership": "Gold Club"]]
    ]
    Given(account()).when("order.place", place(["customer": 1, "lines": lines]))
      .refuses(.fieldInvalid, ["field": "lines[0].grants.membership"])
    var line = OrderLine(sku: "gold", quantity: 1, unitPrice: 1)
    line.grants = Grant(membership: "Gold Club")
    let command = PlaceOrder(
      customer: 1,
      currency: "EUR",
      lines: [line],
      billing: .address(address)
    )
    Given(account()).when(command)
      .refuses(.fieldInvalid, ["field": "lines[0].grants.membership"])
  }

  @Test(
    "a membership lasts for a duration of ISO 8601, not for whatever somebody wrote",
    arguments: [
      ("P1Y", true), ("P1Y6M", true), ("P2W", true), ("PT36H", true), ("P1DT12H30M5S", true),
      ("", true), ("P", false), ("PT", false), ("P1", false), ("P1DT", false), ("1Y", false),
      ("P1M1Y", false), ("P1Y1Y", false), ("P-1Y", false), ("P1H", false), ("PTT1H", false),
      ("P1234567890Y", false), ("ada@example.com", false), ("P1000Y", true), ("P1000Y1D", false),
      ("P1001Y", false), ("P999999999D", false),
    ]
  )
  func duration(text: String, isGood: Bool) {
    let lines: JSON = [
      [
        "sku": "gold", "quantity": 1, "unit_price": 1,
        "grants": ["membership": "gold", "duration": .string(text)],
      ]
    ]
    let verdict = Given(account()).when("order.place", place(["customer": 1, "lines": lines]))
    if isGood {
      var grants: JSONObject = ["membership": "gold"]
      if !text.isEmpty { grants["duration"] = .string(text) }
      var placed = order()
      placed.lines = [
        ["sku": "gold", "quantity": 1, "unit_price": 1, "grants": .object(grants)]
      ]
      placed.total = 1
      verdict.then(placed)
    } else {
      verdict.refuses(.fieldInvalid, ["field": "lines[0].grants.duration"])
    }
  }
}
