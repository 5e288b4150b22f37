import Daybook
import EventLog
import Events
import Model
import TestSupport
import Testing

@Suite("undo")
struct UndoEventTests {
  private func edited(_ changes: JSONObject) -> CustomerEdited {
    CustomerEdited(customer: 1, site: "default", changes: changes)
  }

  @Test("needs an event and a reason")
  func refusals() {
    let shop = Given(account(), CustomerDisabled(customer: 1))
    shop.when("undo", ["position": 2]).refuses(.reasonRequired)
    shop.when("undo", ["position": 2], reason: "").refuses(.reasonRequired)
    shop.when("undo", ["position": 3], reason: "x").refuses(.notFound)
    shop.when("undo", ["position": 0], reason: "x").refuses(.notFound)
    shop.when("undo", [:], reason: "x").refuses(.fieldMissing, ["field": "position"])
    shop.when("undo", ["position": "two"], reason: "x").refuses(.fieldInvalid)
  }

  @Test("turns a customer's state back")
  func states() {
    undo(1, Given(account())).then(CustomerRemoved(customer: 1))
    undo(1, Given(guest())).then(CustomerRemoved(customer: 1))
    let removed = Given(account(), CustomerRemoved(customer: 1))
    undo(2, removed).then(CustomerRestored(customer: 1))
    undo(3, removed.and([CustomerRestored(customer: 1)])).then(CustomerRemoved(customer: 1))
    let disabled = Given(account(), CustomerDisabled(customer: 1))
    undo(2, disabled).then(CustomerEnabled(customer: 1))
    undo(3, disabled.and([CustomerEnabled(customer: 1)])).then(CustomerDisabled(customer: 1))
    undo(2, disabled.and([CustomerEnabled(customer: 1)])).changesNothing(["customer": 1])
  }

  @Test("gives fields back what they held, and clears those that held nothing")
  func edits() {
    let shop = Given(
      account(),
      edited(["phone": "1", "company": ["name": "Engines"]]),
      edited(["phone": "2", "company": ["name": "Engines", "tax_id": "GB1"], "last_name": "L"])
    )
    undo(3, shop).then(
      edited(["company": ["name": "Engines"], "last_name": .null, "phone": "1"])
    )
    undo(2, shop).refuses(.notUndoable, ["positions": [3]], saying: "position 3")
    // Another field has changed since, which is no hindrance.
    undo(2, Given(account(), edited(["phone": "1"]), edited(["last_name": "L"])))
      .then(edited(["phone": .null]))
  }

  @Test("what was undone is not undone again, and the undoing can be undone")
  func twice() throws {
    let shop = try TemporaryLedger()
    try shop.perform("customer.register", ["email": "ada@example.com", "phone": "1"])
    try shop.perform("customer.edit", ["customer": 1, "phone": "2"])
    let fields: JSONObject = ["position": 2, "reason": "mistake"]
    #expect(try shop.perform("undo", fields).positions == [3])
    let event = try #require(try shop.log.event(at: 3))
    #expect(event.causation == 2 && event.reason == "mistake")
    #expect(try shop.perform("undo", fields).positions == [])
    #expect(try shop.perform("undo", ["position": 3, "reason": "right"]).positions == [4])
    #expect(try shop.ask("customer.show", ["customer": 1])["phone"] == "2")
  }

  @Test("an e-mail goes back, if it is still free")
  func email() {
    let shop = Given(
      account(),
      CustomerEmailChanged(customer: 1, site: "default", contact: 2, email: "new@example.com")
    )
    undo(2, shop).then(
      CustomerEmailChanged(customer: 1, site: "default", contact: 1, email: "ada@example.com")
    )
    undo(2, shop.and([account(2, contact: 1)])).refuses(.emailTaken)
  }

  @Test("metadata goes back as a whole")
  func metadata() {
    let shop = Given(
      account(),
      CustomerMetadataChanged(customer: 1, metadata: ["a": 1, "b": .null]),
      CustomerMetadataChanged(customer: 1, metadata: ["a": 2, "c": 3])
    )
    undo(3, shop).then(CustomerMetadataChanged(customer: 1, metadata: ["a": 1, "b": .null]))
    undo(2, shop).refuses(.notUndoable)
  }

  @Test("a merge is undone, and an undone merge done again")
  func merges() {
    let people = Given(account(1), account(2, "b@x.com"), CustomersMerged(from: 2, into: 1))
    undo(3, people).then(MergeUndone(from: 2, into: 1))
    undo(4, people.and([MergeUndone(from: 2, into: 1)])).then(CustomersMerged(from: 2, into: 1))
  }

  @Test("a contact goes back")
  func contact() {
    let shop = Given(account(), guest(2, "b@x.com"), ContactLinked(customer: 1, contact: 2))
    undo(3, shop).then(ContactLinked(customer: 1, contact: 1))
  }

  @Test("an entry that was added goes, with its defaults; one that was removed comes back anew")
  func entries() {
    let shop = Given(account()).and(firstEntry())
    undo(2, shop).then(
      ProfileRemoved(customer: 1, profile: 1),
      DefaultProfileCleared(customer: 1, usage: "billing"),
      DefaultProfileCleared(customer: 1, usage: "shipping")
    )
    let removed = shop.and([entry(2, of: 1, .paris), ProfileRemoved(customer: 1, profile: 1)])
    undo(6, removed).then(
      entry(3),
      standard(3, "billing"),
      standard(3, "shipping")
    )
    let disabled = shop.and([ProfileDisabled(customer: 1, profile: 1)])
    undo(5, disabled).then(ProfileEnabled(customer: 1, profile: 1))
  }

  @Test("an edit of an entry goes back; what orders copied meanwhile stays")
  func entryEdits() {
    let changed = ProfileEdited(
      customer: 1,
      profile: 1,
      revision: 1,
      changes: ["address": .object(.berlin), "phone": "1", "fields": ["floor": 2]]
    )
    let shop = Given(account(), entry(), changed)
    let back: JSONObject = ["address": .object(.london), "fields": .null, "phone": .null]
    undo(3, shop).then(
      ProfileEdited(customer: 1, profile: 1, revision: 1, changes: back)
    )
    undo(3, shop.and([order(revisions: ["1.1"], billing: copy(.berlin, profile: 1))])).then(
      ProfileEdited(customer: 1, profile: 1, revision: 2, changes: back)
    )
    undo(
      3,
      shop.and([ProfileEdited(customer: 1, profile: 1, revision: 1, changes: ["phone": "9"])])
    )
    .refuses(.notUndoable, ["positions": [4]])
  }

  @Test("a default goes back to the entry before, or to none")
  func defaults() {
    let shop = Given(account()).and(firstEntry()).and([entry(2, of: 1, .paris)])
    undo(6, shop.and([standard(2, "billing")])).then(standard(1, "billing"))
    undo(6, shop.and([DefaultProfileCleared(customer: 1, usage: "billing")]))
      .then(standard(1, "billing"))
    undo(3, shop).then(DefaultProfileCleared(customer: 1, usage: "billing", byRequest: true))
    undo(3, shop.and([standard(2, "billing")])).refuses(.notUndoable, ["positions": [6]])
  }

  @Test("a corrected copy of an order goes back")
  func copies() {
    let placed = order(revisions: ["1.1"], billing: copy(profile: 1))
    let changed = OrderProfileChanged(
      order: 1,
      customer: 1,
      usage: "billing",
      copy: copy(.berlin)
    )
    let shop = Given(account(), entry(), placed, changed)
    undo(4, shop).then(
      OrderProfileChanged(
        order: 1,
        customer: 1,
        usage: "billing",
        revisions: ["1.1"],
        copy: copy(profile: 1)
      )
    )
    let again = OrderProfileChanged(
      order: 1,
      customer: 1,
      usage: "billing",
      copy: copy(.paris)
    )
    undo(4, shop.and([again])).refuses(.notUndoable, ["positions": [5]])
    undo(4, shop.and([OrderCancelled(order: 1, customer: 1)])).refuses(.orderCancelled)
  }

  @Test("an order's e-mail and owner go back")
  func orders() {
    let shop = Given(account(), account(2, "b@x.com"), order(of: 1))
    undo(
      4,
      shop.and([
        OrderEmailChanged(order: 1, customer: 1, site: "default", email: "new@example.com")
      ])
    )
    .then(OrderEmailChanged(order: 1, customer: 1, site: "default", email: "ada@example.com"))
    let assigned = OrderAssigned(order: 1, from: 1, to: 2, site: "default", email: "b@x.com")
    undo(4, shop.and([assigned])).then(
      OrderAssigned(order: 1, from: 2, to: 1, site: "default", email: "ada@example.com")
    )
    undo(
      4,
      shop.and([
        assigned,
        OrderAssigned(order: 1, from: 2, to: 1, site: "default", email: "ada@example.com"),
      ])
    )
    .changesNothing(["order": 1])
    undo(
      4,
      shop.and([
        assigned,
        OrderEmailChanged(order: 1, customer: 2, site: "default", email: "new@example.com"),
      ])
    )
    .refuses(.notUndoable, ["positions": [5]])
  }

  @Test("a claim that was asked for is withdrawn; an order that was claimed goes back")
  func claims() {
    let asked = OrderClaimRequested(
      claim: 1,
      customer: 2,
      orders: [1],
      expiresAt: "2026-03-02T00:00:00.000000Z",
      tokenHash: "x",
      email: "ada@example.com"
    )
    let shop = Given(guest(), account(2, "b@x.com"), order(of: 1), asked)
    undo(4, shop).then(OrderClaimCancelled(claim: 1, customer: 2, orders: [1]))
    undo(5, shop.and([OrderClaimed(claim: 1, order: 1, from: 1, to: 2, site: "default")])).then(
      OrderAssigned(order: 1, from: 2, to: 1, site: "default", email: "ada@example.com")
    )
  }

  @Test("groups, roles and memberships")
  func rights() {
    let shop = Given(account(), GroupCreated(group: "vip"))
    let joined = CustomerAddedToGroup(customer: 1, group: "vip")
    let left = CustomerRemovedFromGroup(customer: 1, group: "vip")
    undo(3, shop.and([joined])).then(left)
    undo(4, shop.and([joined, left])).then(joined)
    undo(2, shop).then(GroupRemoved(group: "vip"))
    undo(3, shop.and([GroupEdited(group: "vip", changes: ["discount_percent": 5])]))
      .then(GroupEdited(group: "vip", changes: ["discount_percent": .null]))
    let role = RoleAssigned(customer: 1, role: "buyer", until: "2027-01-01")
    undo(3, shop.and([role])).then(RoleRevoked(customer: 1, role: "buyer"))
    undo(4, shop.and([role, RoleRevoked(customer: 1, role: "buyer")])).then(role)
    undo(4, shop.and([role, RoleAssigned(customer: 1, role: "buyer")])).then(role)
    undo(3, shop.and([role, RoleAssigned(customer: 1, role: "buyer")]))
      .refuses(.notUndoable, ["positions": [4]])
    let member = MembershipGranted(customer: 1, membership: "gold", order: 7)
    undo(3, shop.and([member])).then(MembershipRevoked(customer: 1, membership: "gold"))
  }

  @Test("a booking is corrected, once; what paid an order stays")
  func credit() {
    func booking(_ amount: Int64, _ balance: Int64, corrects: Int64?) -> CreditCorrected {
      CreditCorrected(
        customer: 1,
        pot: "1..EUR",
        currency: "EUR",
        amount: amount,
        balance: balance,
        corrects: corrects
      )
    }
    let granted = CreditGranted(
      customer: 1,
      pot: "1..EUR",
      currency: "EUR",
      amount: 500,
      balance: 500
    )
    let shop = Given(account(), granted)
    undo(2, shop).then(booking(-500, 0, corrects: 2))
    undo(2, shop.and([booking(-500, 0, corrects: 2)])).changesNothing(["customer": 1])
    func spent(order: Int64?) -> CreditSpent {
      CreditSpent(
        customer: 1,
        pot: "1..EUR",
        currency: "EUR",
        amount: 200,
        balance: 300,
        order: order
      )
    }
    undo(3, shop.and([spent(order: nil)])).then(booking(200, 500, corrects: 3))
    undo(3, shop.and([spent(order: 7)])).refuses(.notUndoable, saying: "paid order 7")
  }

  @Test("carts and newsletters")
  func marketing() {
    let shop = Given(account(), filled(1))
    undo(2, shop).then(CartCleared(cart: 1, customer: 1))
    undo(3, shop.and([CartCleared(cart: 1, customer: 1)])).then(filled(1))
    undo(2, shop.and([filled(1, lines: [])])).changesNothing(["cart": 1])
    undo(2, shop.and([filled(1, lines: [tea, tea])])).refuses(.notUndoable, ["positions": [3]])
    let given = CartAssigned(cart: 1, from: 1, to: 2)
    let people = shop.and([account(2, "b@x.com"), account(3, "c@x.com"), given])
    undo(5, people).then(CartAssigned(cart: 1, from: 2, to: 1))
    undo(5, people.and([CartAssigned(cart: 1, from: 2, to: 3)]))
      .refuses(.notUndoable, ["positions": [6]])
    let letter = NewsletterSubscribed(list: "news", site: "default", contact: 1, customer: 1)
    undo(3, shop.and([letter]))
      .then(NewsletterUnsubscribed(list: "news", contact: 1, customer: 1))
    let bare = NewsletterSubscribed(list: "news", site: "uk", contact: 2, email: "new@x.com")
    undo(3, shop.and([bare])).then(NewsletterUnsubscribed(list: "news", contact: 2))
    undo(4, shop.and([bare, NewsletterUnsubscribed(list: "news", contact: 2)])).then(bare)
  }

  @Test("settings, types and payment methods")
  func catalogues() {
    let site = SiteConfigured(site: "default", changes: ["guest_checkout": false, "name": "UK"])
    undo(1, Given(site)).then(
      SiteConfigured(site: "default", changes: ["guest_checkout": true, "name": .null])
    )
    undo(1, Given(site, SiteConfigured(site: "default", changes: ["name": "FR"])))
      .refuses(.notUndoable, ["positions": [2]])
    undo(1, Given(kind())).then(ProfileTypeRemoved(profileType: "office"))
    undo(2, Given(kind(), kind(multiple: false))).then(kind())
    undo(2, Given(kind(), ProfileTypeRemoved(profileType: "office"))).then(kind())
    let method = PaymentMethodAdded(
      customer: 1,
      paymentMethod: 1,
      gateway: "stripe",
      reusable: true,
      label: "Visa"
    )
    let shop = Given(account(), method)
    undo(2, shop).then(PaymentMethodRemoved(customer: 1, paymentMethod: 1))
    undo(
      3,
      shop.and([PaymentMethodEdited(customer: 1, paymentMethod: 1, changes: ["label": "Mine"])])
    )
    .then(PaymentMethodEdited(customer: 1, paymentMethod: 1, changes: ["label": "Visa"]))
  }

  @Test("what has no opposite says why")
  func impossible() {
    let shop = Given(account(), order(of: 1))
    undo(2, shop).refuses(.notUndoable, ["type": "OrderPlaced"], saying: "order cancel")
    for event: any EventType in [
      OrderCancelled(order: 1, customer: 1), OrderPaid(order: 1, customer: 1),
      OrderCompleted(order: 1, customer: 1),
      ShipmentAdded(order: 1, customer: 1, shipment: 1, shipping: copy()),
      CartExpired(cart: 1, customer: 1), GroupRemoved(group: "vip"),
      PaymentMethodRemoved(customer: 1, paymentMethod: 1),
    ] {
      undo(3, shop.and([event])).refuses(.notUndoable, saying: "cannot be undone")
    }
    let erased = CustomerErased(
      customer: 1,
      customers: [1],
      contacts: [1],
      profiles: [],
      paymentMethods: [],
      orders: [],
      carts: [],
      basis: "x",
      keepOrders: true
    )
    undo(3, shop.and([erased])).refuses(.notUndoable, saying: "gone")
    undo(1, shop.and([erased])).refuses(.notUndoable, saying: "erased")
  }
}
