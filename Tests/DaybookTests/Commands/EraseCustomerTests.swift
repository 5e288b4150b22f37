import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("customer.erase")
struct EraseCustomerTests {
  private let basis = "GDPR art. 17"
  private let erase: JSONObject = ["customer": 1, "basis": "GDPR art. 17"]

  private func erased(
    _ customer: Int64 = 1,
    customers: [Int64] = [1],
    contacts: [Int64] = [1],
    profiles: [Int64] = [],
    paymentMethods: [Int64] = [],
    orders: [Int64] = [],
    carts: [Int64] = [],
    keepOrders: Bool = true
  ) -> CustomerErased {
    CustomerErased(
      customer: customer,
      customers: customers,
      contacts: contacts,
      profiles: profiles,
      paymentMethods: paymentMethods,
      orders: orders,
      carts: carts,
      basis: basis,
      keepOrders: keepOrders
    )
  }

  @Test("covers the customer and the contact, and leaves orders")
  func success() {
    Given(account(), order(of: 1)).when("customer.erase", erase).then(erased())
    Given(guest()).when("customer.erase", erase.with("customer", "guest:ada@example.com"))
      .then(erased())
  }

  @Test("without keep_orders, covers the orders that the person owns or placed")
  func orders() {
    Given(
      account(),
      account(2, "eve@example.com"),
      order(1, of: 1),
      order(2, of: 1),
      OrderAssigned(order: 2, from: 1, to: 2, site: "default"),
      order(3, of: 2),
      OrderAssigned(order: 3, from: 2, to: 1, site: "default"),
      order(4, of: 2)
    )
    .when("customer.erase", erase.with("keep_orders", false))
    .then(erased(orders: [1, 2, 3], keepOrders: false))
  }

  @Test("covers everybody who was merged into the customer, at any remove, but for undone merges")
  func merged() {
    let people: [any EventType] = [
      account(1), account(2, "b@x.com"), account(3, "c@x.com"), account(4, "d@x.com"),
      CustomersMerged(from: 3, into: 2), CustomersMerged(from: 2, into: 1),
      CustomersMerged(from: 4, into: 1), MergeUndone(from: 4, into: 1),
    ]
    Given().and(people).when("customer.erase", erase)
      .then(erased(customers: [1, 2, 3], contacts: [1, 2, 3]))
    // The number of one who was merged leads to the person.
    Given().and(people).when("customer.erase", erase.with("customer", 3))
      .then(erased(customers: [1, 2, 3], contacts: [1, 2, 3]))
  }

  @Test("leaves a contact that somebody else has")
  func sharedContact() {
    let shared: [any EventType] = [guest(1), account(2, contact: 1)]
    Given().and(shared).when("customer.erase", erase).then(erased(contacts: []))
    Given().and(shared).and([CustomerRemoved(customer: 2)]).when("customer.erase", erase)
      .then(erased(contacts: []))
    Given(account(), account(2, "eve@example.com"), ContactLinked(customer: 2, contact: 1))
      .when("customer.erase", erase).then(erased(contacts: []))
    // What somebody did as that contact is theirs, whatever contact they have by now.
    Given().and(shared).and([ContactLinked(customer: 2, contact: 7)])
      .when("customer.erase", erase).then(erased(contacts: []))
    // Somebody who was erased does not count.
    Given().and(shared).and([erased(2, customers: [2], contacts: [])])
      .when("customer.erase", erase).then(erased())
  }

  @Test("covers every contact that the person ever had")
  func formerContacts() {
    Given(
      account(),
      CustomerEmailChanged(customer: 1, site: "default", contact: 2, email: "new@example.com"),
      ContactLinked(customer: 1, contact: 3)
    )
    .when("customer.erase", erase).then(erased(contacts: [1, 2, 3]))
  }

  @Test("covers the carts of the customer and of the contact")
  func carts() {
    Given(
      account(),
      account(2, "eve@example.com"),
      filled(1),
      filled(2, of: nil, contact: 1, email: "ada@example.com"),
      filled(3, of: nil, contact: 1, email: "ada@example.com"),
      CartAssigned(cart: 3, to: 2),
      filled(4, of: 2)
    )
    .when("customer.erase", erase).then(erased(carts: [1, 2]))
  }

  @Test("covers entries and payment methods, whoever changed them while they were merged")
  func things() {
    func method(_ number: Int64, of customer: Int64) -> PaymentMethodAdded {
      PaymentMethodAdded(
        customer: customer,
        paymentMethod: number,
        gateway: "stripe",
        reusable: true,
        label: "Visa"
      )
    }
    let shop = Given(
      account(1),
      account(2, "b@x.com"),
      entry(1),
      entry(2, of: 2, .paris),
      ProfileRemoved(customer: 2, profile: 2),
      entry(3, of: 2, .berlin),
      method(1, of: 1),
      method(2, of: 2),
      CustomersMerged(from: 1, into: 2, profiles: [1], paymentMethods: [1], saved: [3]),
      ProfileEdited(customer: 2, profile: 1, revision: 1, changes: ["phone": "1"]),
      MergeUndone(from: 1, into: 2, profiles: [1], paymentMethods: [1])
    )
    shop.when("customer.erase", erase)
      .then(erased(profiles: [1, 3], paymentMethods: [1]))
    shop.when("customer.erase", erase.with("customer", 2))
      .then(erased(2, customers: [2], contacts: [2], profiles: [2, 3], paymentMethods: [2]))
    let change: JSON = ["position": 10, "type": "ProfileEdited", "fields": ["phone"]]
    shop.when("customer.erase", erase.with("dry_run", true)).says(
      "events",
      [
        ["position": 1, "type": "CustomerRegistered", "fields": ["email"]],
        ["position": 3, "type": "ProfileAdded", "fields": ["address"]],
        ["position": 6, "type": "ProfileAdded", "fields": ["address"]],
        ["position": 7, "type": "PaymentMethodAdded", "fields": ["label"]], change,
      ]
    )
  }

  @Test("covers what somebody added and somebody else removed while they were merged")
  func removedMeanwhile() {
    let method = PaymentMethodAdded(
      customer: 1,
      paymentMethod: 1,
      gateway: "stripe",
      reusable: true,
      label: "Visa"
    )
    let shop = Given(
      account(1),
      account(2, "b@x.com"),
      account(3, "c@x.com"),
      entry(1),
      method,
      CustomersMerged(from: 1, into: 2, profiles: [1], paymentMethods: [1]),
      ProfileEdited(customer: 2, profile: 1, revision: 1, changes: ["phone": "1"]),
      ProfileRemoved(customer: 2, profile: 1),
      PaymentMethodRemoved(customer: 2, paymentMethod: 1),
      CustomersMerged(from: 2, into: 3),
      MergeUndone(from: 1, into: 3)
    )
    shop.when("customer.erase", erase).then(erased(profiles: [1], paymentMethods: [1]))
    // What customer 2 said in it meanwhile goes with customer 2, too.
    shop.when("customer.erase", erase.with("customer", 3))
      .then(
        erased(3, customers: [2, 3], contacts: [2, 3], profiles: [1], paymentMethods: [1])
      )
  }

  @Test("of two people who were one, neither takes along what went home with the other")
  func wentHome() {
    let shop = Given(
      account(1),
      account(2, "b@x.com"),
      account(3, "c@x.com"),
      PaymentMethodAdded(customer: 1, paymentMethod: 1, gateway: "stripe", reusable: true),
      entry(1),
      CustomersMerged(from: 1, into: 2, profiles: [1], paymentMethods: [1]),
      PaymentMethodRemoved(customer: 2, paymentMethod: 1),
      CustomersMerged(from: 2, into: 3),
      MergeUndone(from: 1, into: 3, profiles: [1], paymentMethods: [1]),
      MergeUndone(from: 2, into: 3)
    )
    shop.when("customer.erase", erase).then(erased(profiles: [1], paymentMethods: [1]))
    shop.when("customer.erase", erase.with("customer", 2))
      .then(erased(2, customers: [2], contacts: [2]))
  }

  @Test("a dry run names events and fields, and does nothing")
  func dryRun() {
    let shop = Given(
      account(),
      entry(),
      CustomerDisabled(customer: 1),
      order(of: 1),
      account(2, "eve@example.com"),
      NewsletterSubscribed(list: "news", site: "default", contact: 1, email: "ada@example.com")
    )
    let own: [JSON] = [
      ["position": 1, "type": "CustomerRegistered", "fields": ["email"]],
      ["position": 2, "type": "ProfileAdded", "fields": ["address"]],
    ]
    let letter: JSON = ["position": 6, "type": "NewsletterSubscribed", "fields": ["email"]]
    shop.when("customer.erase", erase.with("dry_run", true))
      .changesNothing(["customer": 1])
      .says("events", .array(own + [letter]))
    let placed: JSON = ["position": 4, "type": "OrderPlaced", "fields": ["billing", "email"]]
    shop.when("customer.erase", erase.with("dry_run", true).with("keep_orders", false))
      .changesNothing(["customer": 1])
      .says("events", .array(own + [placed, letter]))
    shop.and([erased(profiles: [1])]).when("customer.erase", erase.with("dry_run", true))
      .says("events", [])
  }

  @Test("a removed customer can be erased")
  func removed() {
    Given(account(), CustomerRemoved(customer: 1)).when("customer.erase", erase).then(erased())
  }

  @Test("doing it twice changes nothing, unless something is left")
  func again() {
    let shop = Given(account(), order(of: 1), erased())
    shop.when("customer.erase", erase).changesNothing(["customer": 1])
    shop.when("customer.erase", erase.with("keep_orders", false))
      .then(erased(orders: [1], keepOrders: false))
    shop.and([erased(orders: [1], keepOrders: false)])
      .when("customer.erase", erase.with("keep_orders", false)).changesNothing(["customer": 1])
  }

  @Test("needs a customer and a basis that names nobody")
  func refusals() {
    let shop = Given(account())
    shop.when("customer.erase", ["customer": 1]).refuses(.fieldMissing, ["field": "basis"])
    shop.when("customer.erase", ["basis": "x"]).refuses(.fieldMissing, ["field": "customer"])
    shop.when("customer.erase", erase.with("basis", "ada@example.com asked"))
      .refuses(.fieldInvalid, ["field": "basis"])
    shop.when("customer.erase", erase.with("basis", "")).refuses(.fieldInvalid)
    shop.when("customer.erase", erase.with("customer", 9)).refuses(.notFound)
    shop.when("customer.erase", erase.with("dry_run", 1))
      .refuses(.fieldInvalid, ["field": "dry_run"])
  }

  @Test("whoever was erased does not come back")
  func forGood() {
    let shop = Given(account(), account(2, "eve@example.com"), erased())
    shop.when("customer.restore", ["customer": 1]).refuses(.customerErased, ["customer": 1])
    shop.when("customer.remove", ["customer": 1]).changesNothing(["customer": 1])
    shop.when("customer.edit", ["customer": 1, "phone": "1"])
      .refuses(.customerRemoved, saying: "was erased")
    shop.when("customer.merge", ["from": 1, "into": 2]).refuses(.customerRemoved)
    shop.when("order.place", place(["customer": 1])).refuses(.customerRemoved)
    Given(
      account(),
      account(2, "eve@example.com"),
      CustomersMerged(from: 2, into: 1),
      erased(customers: [1, 2], contacts: [1, 2])
    )
    .when("customer.unmerge", ["from": 2]).refuses(.customerErased, ["customer": 2])
  }

  @Test("the e-mail and the user name are free, and lead to nobody")
  func free() {
    let shop = Given(account(1, username: "ada"), erased())
    shop.when(
      "customer.register",
      ["email": "ada@example.com", "username": "ada"]
    )
    .then(account(2, contact: 2, username: "ada"))
    shop.when("customer.edit", ["customer": "ada@example.com"]).refuses(.notFound)
  }

  @Test("a cart of somebody who was erased is gone")
  func goneCart() {
    Given(account(), filled(1, reference: "a"), erased(carts: [1]))
      .when("cart.update", ["cart": 1, "lines": []]).refuses(.cartClosed)
  }

  @Test("an order that lost its addresses gets no others, and goes on otherwise")
  func erasedOrder() {
    let shop = Given(
      account(),
      order(shipments: [parcel(1, copy())]),
      erased(orders: [1], keepOrders: false)
    )
    shop.when("order.add_shipment", ["order": 1, "shipping": ["address": .object(.london)]])
      .refuses(.customerErased, ["order": 1])
    shop.when(
      "order.change_profile",
      ["order": 1, "usage": "billing", "address": .object(.london)]
    )
    .refuses(.customerErased, ["order": 1])
    shop.when("order.mark_paid", ["order": 1]).then(OrderPaid(order: 1, customer: 1))
    shop.when("order.cancel", ["order": 1]).then(OrderCancelled(order: 1, customer: 1))
  }

  @Test("the reference stays taken, as after a removal")
  func reference() {
    Given(account(1, reference: "crm-1"), erased())
      .when("customer.register", ["email": "eve@example.com", "reference": "crm-1"])
      .refuses(.referenceTaken)
  }
}
