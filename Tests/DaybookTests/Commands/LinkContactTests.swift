import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("customer.link_contact")
struct LinkContactTests {
  private let shop = Given(account(1), guest(2, "eve@example.com"))

  @Test("gives a customer the contact of somebody else")
  func success() {
    shop.when("customer.link_contact", ["customer": 1, "contact": 2])
      .then(ContactLinked(customer: 1, contact: 2))
    shop.when("customer.link_contact", ["customer": "guest:eve@example.com", "contact": "1"])
      .then(ContactLinked(customer: 2, contact: 1))
  }

  @Test("a contact that came with a changed e-mail is one, too")
  func changedEmail() {
    shop.and([
      CustomerEmailChanged(customer: 2, site: "default", contact: 3, email: "new@example.com")
    ])
    .when("customer.link_contact", ["customer": 1, "contact": 3])
    .then(ContactLinked(customer: 1, contact: 3))
  }

  @Test("the present contact stays")
  func nothing() {
    shop.when("customer.link_contact", ["customer": 1, "contact": 1])
      .changesNothing(["customer": 1])
    shop.and([ContactLinked(customer: 1, contact: 2)])
      .when("customer.link_contact", ["customer": 1, "contact": 2])
      .changesNothing(["customer": 1])
  }

  @Test("the e-mail keeps its own contact: whoever comes with it gets that one")
  func emailsContact() {
    shop.and([ContactLinked(customer: 1, contact: 2)])
      .when("customer.record_guest", ["email": "ada@example.com"])
      .then(guest(3, contact: 1))
  }

  @Test("another e-mail brings its own contact along")
  func changeEmail() {
    shop.and([ContactLinked(customer: 1, contact: 2)])
      .when(
        "customer.change_email",
        ["customer": 1, "email": "new@example.com", "reason": "asked"]
      )
      .then(
        CustomerEmailChanged(customer: 1, site: "default", contact: 3, email: "new@example.com")
      )
  }

  @Test("customer and contact must be there")
  func unknown() {
    for contact in [0, 3, "ref:x"] as [JSON] {
      shop.when("customer.link_contact", ["customer": 1, "contact": contact])
        .refuses(.notFound, ["kind": "contact"])
    }
    shop.when("customer.link_contact", ["customer": 1, "contact": "ada@example.com"])
      .refuses(.fieldInvalid, ["field": "contact"])
    shop.when("customer.link_contact", ["customer": 3, "contact": 1])
      .refuses(.notFound, ["kind": "customer"])
    shop.when("customer.link_contact", ["customer": 1])
      .refuses(.fieldMissing, ["field": "contact"])
  }
}
