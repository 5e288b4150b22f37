import Daybook
import Events
import Model
import TestSupport
import Testing

/// A payment method of customer 1.
func card(
  _ number: Int64 = 1,
  label: String? = "Visa 4242",
  expiresOn: String? = "2027-12-31",
  billing: JSONObject? = copy(.london)
) -> PaymentMethodAdded {
  PaymentMethodAdded(
    customer: 1,
    paymentMethod: number,
    gateway: "stripe",
    expiresOn: expiresOn,
    reusable: true,
    label: label,
    billing: billing
  )
}

@Suite("payment_method.add, payment_method.edit, payment_method.remove")
struct PaymentMethodTests {
  private let shop = Given(account(1), guest(2, "eve@example.com")).and(firstEntry())

  @Test("keeps a gateway, and all the rest")
  func add() {
    shop.when("payment_method.add", ["customer": 1, "gateway": "stripe"])
      .then(card(label: nil, expiresOn: nil, billing: nil))
    shop.when(
      "payment_method.add",
      [
        "customer": "ada@example.com", "gateway": "stripe", "label": "Visa 4242",
        "expires_on": "2027-12-31", "reusable": false, "billing": ["address": .object(.paris)],
      ]
    )
    .then(
      PaymentMethodAdded(
        customer: 1,
        paymentMethod: 1,
        gateway: "stripe",
        expiresOn: "2027-12-31",
        reusable: false,
        label: "Visa 4242",
        billing: copy(.paris)
      )
    )
    shop.and([card(7)]).when("payment_method.add", ["customer": 1, "gateway": "stripe"])
      .then(card(8, label: nil, expiresOn: nil, billing: nil))
  }

  @Test("billing is a copy of an entry, of an entry modified, or a new address")
  func billing() {
    let fields: JSONObject = [
      "customer": 1, "gateway": "stripe", "label": "Visa 4242", "expires_on": "2027-12-31",
    ]
    shop.when("payment_method.add", fields.with("billing", ["profile": 1]))
      .then(card(billing: copy(.london, profile: 1)))
    shop.when(
      "payment_method.add",
      fields.with("billing", ["profile": 1, "address": ["postal_code": "SW1A 2AA"]])
    )
    .then(
      card(
        billing: copy(
          JSONObject.london.with("postal_code", "SW1A 2AA"),
          profile: 1,
          isModified: true
        )
      )
    )
    shop.when("payment_method.add", fields.with("billing", ["address": .object(.paris)]))
      .then(card(billing: copy(.paris)))
    for billing in [["same_as": "shipping"], ["payment_method": 1]] as [JSON] {
      shop.and([card()]).when("payment_method.add", fields.with("billing", billing))
        .refuses(.fieldInvalid, ["field": "billing"])
    }
    shop.and([entry(2, of: 2, .paris)])
      .when("payment_method.add", fields.with("billing", ["profile": 2]))
      .refuses(.notFound, ["kind": "profile"])
    shop.when(
      "payment_method.add",
      fields.with("billing", ["address": .object(JSONObject.london.with("postal_code", "1"))])
    )
    .refuses(.addressInvalid)
  }

  @Test(
    "a label never holds a card number, and may hold any other one",
    arguments: [
      ("4242 4242 4242 4242", false), ("Visa 4111111111111111", false),
      ("Amex 3782-822463-10005, Ada", false), ("4222222222222", false),
      ("6011000990139424 ", false), ("4242 4242 4242 4242 12/27", false),
      ("1 4242424242424242 123", false), ("0000-0000-4242-4242-4242-4242", false),
      ("Visa 4242", true), ("4242 4242 4242 4243", true), ("4242.4242.4242.4242", false),
      ("123456789012", true), ("4242/4242/4242/4242", true), ("", true),
      ("DE89 3704 0044 0532 0130 00", true),
    ]
  )
  func cardNumber(label: String, isGood: Bool) {
    let added = shop.when(
      "payment_method.add",
      ["customer": 1, "gateway": "stripe", "label": .string(label)]
    )
    let edited = shop.and([card()])
      .when("payment_method.edit", ["payment_method": 1, "label": .string(label)])
    if isGood {
      added.appends()
    } else {
      added.refuses(.fieldInvalid, ["field": "label"])
      edited.refuses(.fieldInvalid, ["field": "label"])
    }
  }

  @Test(
    "nor does a gateway",
    arguments: [
      "4111111111111111", "visa-4111-1111-1111-1111", "4111.1111.1111.1111", "4111_1111_1111_1111",
    ]
  )
  func cardNumberOfGateway(text: String) {
    shop.when("payment_method.add", ["customer": 1, "gateway": .string(text)])
      .refuses(.fieldInvalid, ["field": "gateway"])
    shop.and([card()]).when("payment_method.edit", ["payment_method": 1, "gateway": .string(text)])
      .refuses(.fieldInvalid, ["field": "gateway"])
  }

  @Test("no field takes what only the gateway may know", arguments: ["card_number", "cvc", "iban"])
  func unknownField(field: String) {
    shop.when("payment_method.add", ["customer": 1, "gateway": "stripe", field: "4242"])
      .refuses(.fieldUnknown)
  }

  @Test("an edit records what really changes")
  func edit() {
    let given = shop.and([card()])
    given.when(
      "payment_method.edit",
      [
        "payment_method": 1, "gateway": "stripe", "label": "Work", "expires_on": .null,
        "reusable": false,
      ]
    )
    .then(
      PaymentMethodEdited(
        customer: 1,
        paymentMethod: 1,
        changes: ["label": "Work", "expires_on": .null, "reusable": false]
      )
    )
    given.when("payment_method.edit", ["payment_method": 1, "billing": ["profile": 1]])
      .then(
        PaymentMethodEdited(
          customer: 1,
          paymentMethod: 1,
          changes: ["billing": .object(copy(.london, profile: 1))]
        )
      )
    for fields in [
      [:], ["label": "Visa 4242", "reusable": true, "expires_on": "2027-12-31"],
      ["billing": ["address": .object(.london)]],
    ] as [JSONObject] {
      given.when("payment_method.edit", fields.with("payment_method", 1))
        .changesNothing(["customer": 1, "payment_method": 1])
    }
  }

  @Test("an edit of the billing address changes what it gives")
  func editBilling() {
    let given = shop.and([card(billing: copy(.london, profile: 1))])
    let fields: JSONObject = ["payment_method": 1]
    given.when(
      "payment_method.edit",
      fields.with("billing", ["address": ["postal_code": "SW1A 2AA"]])
    )
    .then(
      PaymentMethodEdited(
        customer: 1,
        paymentMethod: 1,
        changes: [
          "billing": .object(
            copy(JSONObject.london.with("postal_code", "SW1A 2AA"), profile: 1)
              .with("modified", true)
          )
        ]
      )
    )
    given.when("payment_method.edit", fields.with("billing", ["phone": "+44 1"]))
      .then(
        PaymentMethodEdited(
          customer: 1,
          paymentMethod: 1,
          changes: [
            "billing": .object(
              copy(.london, profile: 1).with("modified", true).with("phone", "+44 1")
            )
          ]
        )
      )
    given.when(
      "payment_method.edit",
      fields.with("billing", ["address": ["postal_code": "1"]])
    )
    .refuses(.addressInvalid)
    given.when("payment_method.edit", fields.with("billing", ["address": ["city": "x"]]))
      .refuses(.fieldUnknown)
    // Where there is none, all of it is to be given.
    shop.and([card(billing: nil)])
      .when("payment_method.edit", fields.with("billing", ["phone": "+44 1"]))
      .refuses(.fieldMissing, ["field": "billing.address"])
  }

  @Test("is removed once, and cannot be edited then")
  func remove() {
    let removed = PaymentMethodRemoved(customer: 1, paymentMethod: 1)
    shop.and([card()]).when("payment_method.remove", ["payment_method": 1]).then(removed)
    shop.and([card(), removed]).when("payment_method.remove", ["payment_method": "1"])
      .changesNothing(["customer": 1, "payment_method": 1])
    shop.and([card(), removed])
      .when("payment_method.edit", ["payment_method": 1, "label": "Work"])
      .refuses(.notFound, ["kind": "payment_method"])
  }

  @Test("an account, a gateway, a real day")
  func refusals() {
    shop.when("payment_method.add", ["customer": 2, "gateway": "stripe"])
      .refuses(.noAccount, ["customer": 2])
    shop.when("payment_method.add", ["customer": 1, "gateway": "Stripe Inc."])
      .refuses(.fieldInvalid, ["field": "gateway"])
    shop.when("payment_method.add", ["customer": 1])
      .refuses(.fieldMissing, ["field": "gateway"])
    for day in ["12/27", "2027-13-01", "2027-12-31T00:00:00Z", 2027] as [JSON] {
      shop.when(
        "payment_method.add",
        ["customer": 1, "gateway": "stripe", "expires_on": day]
      )
      .refuses(.fieldInvalid, ["field": "expires_on"])
    }
    var method = AddPaymentMethod(customer: 1, gateway: "stripe")
    method.expiresOn = "12/27"
    shop.when(method).refuses(.fieldInvalid, ["field": "expires_on"])
    var edit = EditPaymentMethod(paymentMethod: 1)
    edit.expiresOn = .set("12/27")
    shop.and([card()]).when(edit).refuses(.fieldInvalid, ["field": "expires_on"])
    for command in ["payment_method.edit", "payment_method.remove"] {
      shop.when(command, ["payment_method": 9]).refuses(.notFound, ["kind": "payment_method"])
      shop.when(command).refuses(.fieldMissing, ["field": "payment_method"])
      shop.and([card(), CustomerRemoved(customer: 1)]).when(command, ["payment_method": 1])
        .refuses(.customerRemoved)
    }
  }

  @Test("an order copies its billing, and names it")
  func order() {
    let given = shop.and([card()])
    given.when("order.place", place(["customer": 1, "billing": ["payment_method": 1]]))
      .then(DaybookTests.order(billing: copy(.london).with("payment_method", 1)))
    // Of an entry that still says the same, also the entry.
    let linked = shop.and([card(billing: copy(.london, profile: 1))])
    linked.when("order.place", place(["customer": 1, "billing": ["payment_method": 1]]))
      .then(
        DaybookTests.order(
          revisions: ["1.1"],
          billing: copy(.london, profile: 1).with("payment_method", 1)
        )
      )
    linked.and([
      ProfileEdited(
        customer: 1,
        profile: 1,
        revision: 1,
        changes: ["address": .object(.paris)]
      )
    ])
    .when("order.place", place(["customer": 1, "billing": ["payment_method": 1]]))
    .then(DaybookTests.order(billing: copy(.london).with("payment_method", 1)))
  }

  @Test("an order takes the owner's own only, and one with an address")
  func orderRefusals() {
    let given = shop.and([card(1), card(2, billing: nil), card(3), account(3, "zoe@example.com")])
      .and([PaymentMethodRemoved(customer: 1, paymentMethod: 3)])
    for (customer, method) in [(3, 1), (1, 3), (1, 9)] as [(JSON, JSON)] {
      given.when(
        "order.place",
        place(["customer": customer, "billing": ["payment_method": method]])
      )
      .refuses(.notFound, ["kind": "payment_method"])
    }
    given.when("order.place", place(["customer": 1, "billing": ["payment_method": 2]]))
      .refuses(.fieldInvalid, ["field": "billing.payment_method"])
  }
}
