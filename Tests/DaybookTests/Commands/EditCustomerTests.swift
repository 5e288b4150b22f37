import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("customer.edit")
struct EditCustomerTests {
  private let registered = CustomerRegistered(
    customer: 1,
    site: "default",
    contact: 1,
    email: "ada@example.com",
    username: "ada",
    firstName: "Ada",
    phone: "1",
    company: ["name": "Engines", "tax_id": "GB1"],
    reference: "shop-1"
  )

  private func edited(_ changes: JSONObject) -> CustomerEdited {
    CustomerEdited(customer: 1, site: "default", changes: changes)
  }

  @Test("records only what really changes")
  func onlyChanges() {
    Given(registered)
      .when(
        "customer.edit",
        ["customer": 1, "first_name": "Ada", "last_name": "Lovelace", "phone": "2"]
      )
      .then(edited(["last_name": "Lovelace", "phone": "2"]))
  }

  @Test("null and the empty text clear")
  func clearing() {
    let given = Given(registered)
    given.when("customer.edit", ["customer": 1, "phone": .null, "username": ""])
      .then(edited(["phone": .null, "username": .null]))
    given.when("customer.edit", ["customer": 1, "last_name": .null])
      .changesNothing(["customer": 1])
  }

  @Test("a change of the company merges, null clears all of it")
  func company() {
    let given = Given(registered)
    given.when("customer.edit", ["customer": 1, "company": ["organization_id": "7"]])
      .then(edited(["company": ["name": "Engines", "organization_id": "7", "tax_id": "GB1"]]))
    given.when("customer.edit", ["customer": 1, "company": ["tax_id": .null]])
      .then(edited(["company": ["name": "Engines"]]))
    given.when("customer.edit", ["customer": 1, "company": .null])
      .then(edited(["company": .null]))
    given.when("customer.edit", ["customer": 1, "company": ["name": .null, "tax_id": .null]])
      .then(edited(["company": .null]))
    given.when("customer.edit", ["customer": 1, "company": [:]]).changesNothing(["customer": 1])
  }

  @Test(
    "the same again changes nothing",
    arguments: [
      [:], ["first_name": "Ada"], ["username": "ada"], ["company": ["name": "Engines"]],
    ] as [JSONObject]
  )
  func nothing(fields: JSONObject) {
    Given(registered).when("customer.edit", fields.with("customer", 1))
      .changesNothing(["customer": 1])
  }

  @Test("texts that only look the same are a change")
  func sameLook() {
    let composed = "Ren\u{E9}"
    let decomposed = "Rene\u{301}"
    Given(registered, edited(["first_name": .string(composed)]))
      .when("customer.edit", ["customer": 1, "first_name": .string(decomposed)])
      .then(edited(["first_name": .string(decomposed)]))
  }

  @Test("user names are unique on a site")
  func usernameTaken() {
    let given = Given(registered, account(2, "bob@example.com", username: "bob"))
    given.when("customer.edit", ["customer": 1, "username": "bob"])
      .refuses(.usernameTaken, ["customer": 2])
    given.when("customer.edit", ["customer": 1, "username": "BOB"])
      .then(edited(["username": "BOB"]))
  }

  @Test("a user name of another site is free")
  func usernameElsewhere() {
    Given(registered, account(2, "bob@example.com", site: "uk", username: "bob"))
      .when("customer.edit", ["customer": 1, "username": "bob"])
      .then(edited(["username": "bob"]))
  }

  @Test("a guest has details, and no user name")
  func guests() {
    let given = Given(guest())
    given.when("customer.edit", ["customer": 1, "first_name": "Ada"])
      .then(edited(["first_name": "Ada"]))
    given.when("customer.edit", ["customer": 1, "username": "ada"]).refuses(.noAccount)
  }

  @Test(
    "the customer is found by number, reference and e-mail",
    arguments: [1, "1", "ref:shop-1", "ada@example.com", "ADA@example.com "] as [JSON]
  )
  func names(customer: JSON) {
    Given(registered, guest(2, contact: 1))
      .when("customer.edit", ["customer": customer, "phone": "9"])
      .then(edited(["phone": "9"]))
  }

  @Test("guest: names the guest with an e-mail")
  func guestName() {
    Given(registered, guest(2, contact: 1))
      .when("customer.edit", ["customer": "guest:ada@example.com", "phone": "9"])
      .then(CustomerEdited(customer: 2, site: "default", changes: ["phone": "9"]))
  }

  @Test(
    "nobody else is found",
    arguments: [
      2, 0, "ref:shop-2", "ref:SHOP-1", "eve@example.com", "guest:ada@example.com",
    ] as [JSON]
  )
  func unknown(customer: JSON) {
    Given(registered).when("customer.edit", ["customer": customer, "phone": "9"])
      .refuses(.notFound, ["kind": "customer"])
  }

  @Test("names are looked up on the command's site")
  func site() {
    Given(registered).when("customer.edit", ["customer": "ada@example.com"], site: "uk")
      .refuses(.notFound)
    Given(registered).when("customer.edit", ["customer": 1, "phone": "9"], site: "uk")
      .then(edited(["phone": "9"]))
  }
}
