import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("customer.record_guest")
struct RecordGuestTests {
  @Test("records everything that is given")
  func everything() {
    Given()
      .when(
        "customer.record_guest",
        [
          "email": "Ada@example.com", "site": "uk", "first_name": "Ada", "last_name": "Lovelace",
          "phone": "1", "reference": "g-1",
        ]
      )
      .then(
        GuestRecorded(
          customer: 1,
          site: "uk",
          contact: 1,
          email: "ada@example.com",
          firstName: "Ada",
          lastName: "Lovelace",
          phone: "1",
          reference: "g-1"
        )
      )
  }

  @Test("one guest per e-mail and site")
  func guestExists() {
    let given = Given(guest(1, "ada@example.com"))
    given.when("customer.record_guest", ["email": "ADA@example.com"])
      .refuses(.guestExists, ["customer": 1])
    given.when("customer.record_guest", ["email": "ada@example.com", "site": "uk"])
      .then(guest(2, site: "uk", contact: 2))
  }

  @Test("an account with the e-mail is another customer and shares the contact")
  func besideAccount() {
    Given(account(7, contact: 3)).when("customer.record_guest", ["email": "ada@example.com"])
      .then(guest(8, contact: 3))
  }

  @Test("an e-mail that its guest gave up is free")
  func emailFreed() {
    Given(
      guest(1, "ada@example.com"),
      CustomerEmailChanged(customer: 1, site: "default", contact: 2, email: "new@example.com")
    )
    .when("customer.record_guest", ["email": "ada@example.com"])
    .then(guest(2, contact: 1))
  }

  @Test("a reference is unique among all customers")
  func referenceTaken() {
    Given(account(1, reference: "c-1"))
      .when("customer.record_guest", ["email": "bob@example.com", "reference": "c-1"])
      .refuses(.referenceTaken, ["customer": 1])
  }

  @Test("a guest has no user name, company or address book")
  func noAccountFields() {
    let fields: JSONObject = ["email": "ada@example.com"]
    for field in ["username", "company", "profiles", "metadata"] {
      Given().when("customer.record_guest", fields.with(field, "x"))
        .refuses(.fieldUnknown, ["field": .string(field)])
    }
  }
}
