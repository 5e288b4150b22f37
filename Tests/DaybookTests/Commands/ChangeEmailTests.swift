import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("customer.change_email")
struct ChangeEmailTests {
  private func changed(
    _ email: String,
    of customer: Int64 = 1,
    contact: Int64 = 2
  ) -> CustomerEmailChanged {
    CustomerEmailChanged(customer: customer, site: "default", contact: contact, email: email)
  }

  private let change: JSONObject = ["customer": 1, "email": "New@example.com"]

  @Test("gives the customer the e-mail's contact")
  func success() {
    Given(account()).when("customer.change_email", change, reason: "asked by phone")
      .then(changed("new@example.com"))
    Given(account(), guest(2, "new@example.com", contact: 9))
      .when("customer.change_email", change, reason: "asked by phone")
      .then(changed("new@example.com", contact: 9))
  }

  @Test("an administrator gives a reason for changing an account's e-mail")
  func reasonRequired() {
    Given(account()).when("customer.change_email", change).refuses(.reasonRequired)
    Given(account()).when("customer.change_email", change.with("reason", ""))
      .refuses(.reasonRequired)
    Given(guest()).when("customer.change_email", change).then(changed("new@example.com"))
  }

  @Test(
    "nobody else has to say why",
    arguments: Channel.allCases.filter { $0 != .administration }
  )
  func otherChannels(channel: Channel) {
    Given(account()).when("customer.change_email", change, channel: channel)
      .then(changed("new@example.com"))
  }

  @Test("an e-mail belongs to one customer of each kind")
  func taken() {
    Given(account(1), account(2, "new@example.com"))
      .when("customer.change_email", change, channel: .account)
      .refuses(.emailTaken, ["customer": 2])
    Given(guest(1), guest(2, "new@example.com"))
      .when("customer.change_email", change)
      .refuses(.emailTaken, ["customer": 2])
    Given(guest(1), account(2, "new@example.com"))
      .when("customer.change_email", change)
      .then(changed("new@example.com", contact: 2))
  }

  @Test("an e-mail of another site is free")
  func otherSite() {
    Given(account(1), account(2, "new@example.com", site: "uk"))
      .when("customer.change_email", change, channel: .account)
      .then(changed("new@example.com", contact: 3))
  }

  @Test("the customer's own site counts, whatever site the command names")
  func ownSite() {
    Given(account(1, site: "uk"), account(2, "new@example.com", site: "uk"))
      .when("customer.change_email", change, channel: .account)
      .refuses(.emailTaken, ["customer": 2])
  }

  @Test("the same e-mail in other letters changes nothing, and needs no reason")
  func same() {
    Given(account()).when("customer.change_email", ["customer": 1, "email": " ADA@example.com"])
      .changesNothing(["customer": 1])
  }

  @Test("two customers can swap by way of a third e-mail")
  func givenUp() {
    Given(account(1), changed("other@example.com"), account(2, "ada@example.com", contact: 1))
      .when(
        "customer.change_email",
        ["customer": 2, "email": "bob@example.com"],
        channel: .account
      )
      .then(changed("bob@example.com", of: 2, contact: 3))
  }

  @Test("coming back gives the old contact again")
  func back() {
    Given(account(1), changed("new@example.com"))
      .when(
        "customer.change_email",
        ["customer": 1, "email": "ada@example.com"],
        channel: .account
      )
      .then(changed("ada@example.com", contact: 1))
  }

  @Test("what is no e-mail is refused")
  func invalid() {
    Given(account()).when("customer.change_email", ["customer": 1, "email": "a b@example.com"])
      .refuses(.emailInvalid)
  }

  @Test("the customer must be there")
  func unknown() {
    Given(account()).when("customer.change_email", change.with("customer", 2))
      .refuses(.notFound, ["kind": "customer"])
  }
}
