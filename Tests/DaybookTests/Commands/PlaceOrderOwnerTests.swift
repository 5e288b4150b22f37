import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("order.place: whose order it is")
struct PlaceOrderOwnerTests {
  private let email: JSONObject = ["email": "Ada@example.com"]

  @Test("somebody must order")
  func customerRequired() {
    Given().when("order.place", place([:])).refuses(.customerRequired)
    Given().when("order.place", place(["customer": 1])).refuses(.notFound, ["kind": "customer"])
    Given().when("order.place", place(["customer": "eve@example.com"]))
      .refuses(.notFound, ["kind": "customer"])
  }

  @Test("an e-mail that nobody knew makes a guest", arguments: Channel.allCases)
  func newGuest(channel: Channel) {
    Given(account(1, "bob@example.com")).when("order.place", place(email), channel: channel)
      .then(guest(2, contact: 2), order(of: 2))
  }

  @Test("a guest who is known owns the order", arguments: Channel.allCases)
  func knownGuest(channel: Channel) {
    Given(guest(1)).when("order.place", place(email), channel: channel).then(order(of: 1))
  }

  @Test("at checkout the guest owns the order, even when an account has the e-mail")
  func checkout() {
    Given(account(1)).when("order.place", place(email), channel: .checkout)
      .then(guest(2, contact: 1), order(of: 2))
    Given(account(1), guest(2, contact: 1)).when("order.place", place(email), channel: .checkout)
      .then(order(of: 2))
  }

  @Test(
    "on every other channel the account owns the order",
    arguments: Channel.allCases.filter { $0 != .checkout }
  )
  func otherChannels(channel: Channel) {
    Given(account(1), guest(2, contact: 1)).when("order.place", place(email), channel: channel)
      .then(order(of: 1))
  }

  @Test("guest: names the guest, whatever the channel", arguments: Channel.allCases)
  func namedGuest(channel: Channel) {
    Given(account(1), guest(2, contact: 1))
      .when("order.place", place(["customer": "guest:ada@example.com"]), channel: channel)
      .then(order(of: 2))
  }

  @Test("a named customer owns the order, whatever contact e-mail is given")
  func contactEmail() {
    Given(account(1), guest(2, "bob@example.com"))
      .when("order.place", place(["customer": 1, "email": "bob@example.com"]))
      .then(order(of: 1, email: "bob@example.com"))
  }

  @Test("the order's e-mail is the customer's of today")
  func changedEmail() {
    Given(
      account(1),
      CustomerEmailChanged(customer: 1, site: "default", contact: 2, email: "new@example.com")
    )
    .when("order.place", place(["customer": 1]))
    .then(order(of: 1, email: "new@example.com"))
  }

  @Test("people of another site are others")
  func sites() {
    Given(account(1), guest(2, contact: 1))
      .when("order.place", place(email.with("site", "uk")))
      .then(guest(3, site: "uk", contact: 2), order(of: 3, site: "uk"))
  }

  @Test("an order of a customer named by number belongs to the customer's site, unless told")
  func customerSite() {
    Given(account(1, site: "uk")).when("order.place", place(["customer": 1]))
      .then(order(of: 1, site: "uk"))
    Given(account(1, site: "uk")).when("order.place", place(["customer": 1, "site": "fr"]))
      .then(order(of: 1, site: "fr"))
  }

  @Test("an e-mail must be one")
  func invalid() {
    Given().when("order.place", place(["email": "ada"])).refuses(.emailInvalid)
  }
}
