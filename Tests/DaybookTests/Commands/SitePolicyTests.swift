import Daybook
import Events
import Model
import TestSupport
import Testing

/// What sites make of orders that name nothing but an e-mail.
private func site(_ settings: JSONObject) -> SiteConfigured {
  SiteConfigured(site: "default", changes: settings)
}

private let byEmail = place(["email": "ada@example.com"])

@Suite("guest_checkout false")
struct GuestCheckoutTests {
  private let shop = Given(site(["guest_checkout": false]))

  @Test(
    "binds every channel on which customers or programs act",
    arguments: [.checkout, .account, .orderEdit, .system] as [Channel]
  )
  func refused(channel: Channel) {
    shop.when("order.place", byEmail, channel: channel)
      .refuses(.guestCheckoutDisabled, ["site": "default"])
    shop.and([guest()]).when("order.place", byEmail, channel: channel)
      .refuses(.guestCheckoutDisabled)
    shop.and([guest()]).when("order.place", place(["customer": 1]), channel: channel)
      .refuses(.guestCheckoutDisabled)
    shop.and([account()]).when("order.place", place(["customer": 1]), channel: channel).appends()
  }

  @Test("not the shop itself, nor history", arguments: [.administration, .import] as [Channel])
  func allowed(channel: Channel) {
    shop.when("order.place", byEmail, channel: channel).then(guest(), order(of: 1))
  }

  @Test("goes before an account is opened, and after one is found")
  func withOthers() {
    shop.and([site(["auto_register": true])]).when("order.place", byEmail, channel: .checkout)
      .refuses(.guestCheckoutDisabled)
    let attaching = shop.and([site(["attach_by_email": true]), account()])
    attaching.when("order.place", byEmail, channel: .checkout)
      .then(firstEntry() + [order(revisions: ["1.1"], billing: copy(profile: 1))])
    attaching.and([CustomerDisabled(customer: 1)])
      .when("order.place", byEmail, channel: .checkout).refuses(.guestCheckoutDisabled)
    shop.and([account()]).when("order.place", byEmail, channel: .checkout)
      .refuses(.guestCheckoutDisabled)
  }

  @Test("is a matter of the order's site")
  func otherSite() {
    shop.when("order.place", byEmail, channel: .checkout, site: "uk")
      .then(guest(site: "uk"), order(of: 1, site: "uk"))
  }
}

@Suite("auto_register")
struct AutoRegisterTests {
  private let shop = Given(site(["auto_register": true]))

  @Test(
    "a first order opens an account, which owns it",
    arguments: [.checkout, .account, .orderEdit, .system, .administration] as [Channel]
  )
  func firstOrder(channel: Channel) {
    let plain = place([
      "email": "ada@example.com",
      "billing": ["address": .object(.london), "save_to_address_book": false],
    ])
    shop.when("order.place", plain, channel: channel).then(account(), order(of: 1))
    // A guest who never ordered stays, and shares the contact.
    shop.and([guest()]).when("order.place", plain, channel: channel)
      .then(account(2, contact: 1), order(of: 2))
  }

  @Test("imported history opens none")
  func history() {
    shop.when("order.place", byEmail, channel: .import).then(guest(), order(of: 1))
  }

  @Test("the account's book takes the address as any account's does")
  func book() {
    shop.when("order.place", byEmail, channel: .checkout)
      .then(
        [account()] + firstEntry() + [order(revisions: ["1.1"], billing: copy(profile: 1))]
      )
    shop.when("order.place", byEmail).then(account(), order())
  }

  @Test("later orders at checkout are a guest's: nobody has logged in")
  func laterOrder() {
    shop.and([account(), order()]).when("order.place", byEmail, channel: .checkout)
      .then(guest(2, contact: 1), order(2, of: 2))
    shop.and([site(["attach_by_email": true]), account(), order()])
      .when("order.place", byEmail, channel: .checkout)
      .then(
        firstEntry() + [order(2, revisions: ["1.1"], billing: copy(profile: 1))]
      )
  }

  @Test("a guest who has ordered stays one")
  func knownGuest() {
    shop.and([guest(), order()]).when("order.place", byEmail).then(order(2))
    shop.and([guest(), order(), OrderCancelled(order: 1, customer: 1)])
      .when("order.place", byEmail).then(order(2))
    // Also when the order came from somebody else.
    let other = shop.and([guest(), account(2, "eve@example.com"), order(of: 2)])
    other.and([OrderAssigned(order: 1, from: 2, to: 1, site: "default")])
      .when("order.place", byEmail).then(order(2))
    shop.and([guest(), guest(2, "eve@example.com"), order(of: 2)])
      .and([CustomersMerged(from: 2, into: 1, orders: [1])])
      .when("order.place", byEmail).then(order(2))
    shop.and([guest(), guest(2, "eve@example.com"), CustomersMerged(from: 2, into: 1)])
      .when("order.place", byEmail).then(account(3, contact: 1), order(of: 3))
  }

  @Test("a guest who is named, or disabled, is meant as they are")
  func namedGuest() {
    shop.and([guest()]).when("order.place", place(["customer": "guest:ada@example.com"]))
      .then(order())
    shop.and([guest(), CustomerDisabled(customer: 1)]).when("order.place", byEmail)
      .refuses(.customerDisabled, ["customer": 1])
  }

  @Test("who was removed or merged does not hold the e-mail")
  func free() {
    shop.and([account(), CustomerRemoved(customer: 1)]).when("order.place", byEmail)
      .then(account(2, contact: 1), order(of: 2))
    shop.and([account(), account(2, "eve@example.com"), CustomersMerged(from: 1, into: 2)])
      .when("order.place", byEmail).then(account(3, contact: 1), order(of: 3))
  }
}

@Suite("attach_by_email")
struct AttachByEmailTests {
  private let shop = Given(site(["attach_by_email": true]), account())

  @Test("an order at checkout is the account's with the e-mail, as if it had logged in")
  func attached() {
    shop.when("order.place", byEmail, channel: .checkout)
      .then(firstEntry() + [order(revisions: ["1.1"], billing: copy(profile: 1))])
    Given(account()).when("order.place", byEmail, channel: .checkout)
      .then(guest(2, contact: 1), order(of: 2))
  }

  @Test("not of one that is disabled, removed or merged")
  func notAttached() {
    shop.and([CustomerDisabled(customer: 1)]).when("order.place", byEmail, channel: .checkout)
      .then(guest(2, contact: 1), order(of: 2))
    shop.and([CustomerRemoved(customer: 1)]).when("order.place", byEmail, channel: .checkout)
      .then(guest(2, contact: 1), order(of: 2))
    shop.and([account(2, "eve@example.com"), CustomersMerged(from: 1, into: 2)])
      .when("order.place", byEmail, channel: .checkout)
      .then(guest(3, contact: 1), order(of: 3))
  }

  @Test("elsewhere somebody chose the account, and a disabled one cannot order")
  func otherChannels() {
    shop.when("order.place", byEmail).then(order())
    shop.and([CustomerDisabled(customer: 1)]).when("order.place", byEmail)
      .refuses(.customerDisabled, ["customer": 1])
  }

  @Test("counts on its own site")
  func otherSite() {
    shop.when("order.place", byEmail, channel: .checkout, site: "uk")
      .then(guest(2, site: "uk"), order(of: 2, site: "uk"))
  }
}

@Suite("guest_with_account_email")
struct GuestEmailRuleTests {
  private static let warning: JSON = ["field": "email", "problem": "guest_email_has_account"]
  private let guestOrder = [guest(2, contact: 1), order(of: 2)] as [any EventType]

  private func shop(_ rule: JSON) -> Given {
    Given(account(), site(["guest_with_account_email": rule]))
  }

  private func warned(_ order: OrderPlaced) -> OrderPlaced {
    var order = order
    order.warnings = [Self.warning]
    return order
  }

  @Test("accept takes the order as it is")
  func accept() {
    shop("accept").when("order.place", byEmail, channel: .checkout).then(guestOrder).warns([])
  }

  @Test("warn takes it with a warning, which the event records")
  func warn() {
    shop("warn").when("order.place", byEmail, channel: .checkout)
      .then(guest(2, contact: 1), warned(order(of: 2))).warns([Self.warning])
  }

  @Test("refuse refuses it, even for an account that is disabled")
  func refuse() {
    shop("refuse").when("order.place", byEmail, channel: .checkout)
      .refuses(.guestEmailHasAccount, ["customer": 1])
    shop("refuse").and([CustomerDisabled(customer: 1)])
      .when("order.place", byEmail, channel: .checkout).refuses(.guestEmailHasAccount)
    shop("refuse").and([CustomerRemoved(customer: 1)])
      .when("order.place", byEmail, channel: .checkout).then(guestOrder)
  }

  @Test("a guest who is named is a guest as well, on every channel", arguments: Channel.allCases)
  func named(channel: Channel) {
    let verdict = shop("refuse").and([guest(2, contact: 1)])
      .when("order.place", place(["customer": "guest:ada@example.com"]), channel: channel)
    // Imported history enters, with a warning.
    if channel == .import {
      verdict.then(warned(order(of: 2))).warns([Self.warning])
    } else {
      verdict.refuses(.guestEmailHasAccount, ["customer": 1])
    }
  }

  @Test("the order's e-mail counts, not the guest's own")
  func ordersEmail() {
    let given = shop("refuse").and([guest(2, "eve@example.com")])
    given.when("order.place", place(["customer": 2])).then(order(of: 2, email: "eve@example.com"))
    given.when("order.place", place(["customer": 2, "email": "ada@example.com"]))
      .refuses(.guestEmailHasAccount)
  }

  @Test("an account may order with whatever e-mail")
  func accounts() {
    shop("refuse").and([account(2, "eve@example.com")])
      .when("order.place", place(["customer": 2, "email": "ada@example.com"]))
      .then(order(of: 2))
    shop("refuse").when("order.place", byEmail).then(order())
    shop("refuse").and([site(["attach_by_email": true])])
      .when(
        "order.place",
        place([
          "email": "ada@example.com",
          "billing": ["address": .object(.london), "save_to_address_book": false],
        ]),
        channel: .checkout
      )
      .then(order())
  }
}
