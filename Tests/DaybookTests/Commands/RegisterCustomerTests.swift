import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("customer.register")
struct RegisterCustomerTests {
  @Test("records everything that is given")
  func everything() {
    Given()
      .when(
        "customer.register",
        [
          "email": " Ada@Example.COM\t", "site": "uk", "username": "Ada", "first_name": "Ada",
          "last_name": "Lovelace", "phone": "+44 20 1234", "reference": "shop-1",
          "company": ["name": "Engines", "organization_id": "1", "tax_id": "GB1"],
          "metadata": ["level": 3, "gone": "", "kept": .null],
        ]
      )
      .then(
        CustomerRegistered(
          customer: 1,
          site: "uk",
          contact: 1,
          email: "ada@example.com",
          username: "Ada",
          firstName: "Ada",
          lastName: "Lovelace",
          phone: "+44 20 1234",
          company: ["name": "Engines", "organization_id": "1", "tax_id": "GB1"],
          metadata: ["level": 3, "kept": .null],
          reference: "shop-1"
        )
      )
  }

  @Test("an e-mail is enough, and empty values are none")
  func least() {
    Given()
      .when(
        "customer.register",
        [
          "email": "ada@example.com", "first_name": "", "company": ["name": .null], "metadata": [:],
          "profiles": [], "reference": .null,
        ]
      )
      .then(account())
  }

  @Test("one account per e-mail and site")
  func emailTaken() {
    let given = Given(account(1, "ada@example.com"))
    given.when("customer.register", ["email": "ADA@example.com"])
      .refuses(.emailTaken, ["customer": 1])
    given.when("customer.register", ["email": "ada@example.com", "site": "uk"])
      .then(account(2, site: "uk", contact: 2))
  }

  @Test("a guest with the e-mail stays another customer and shares the contact")
  func guestStays() {
    Given(guest(1, "ada@example.com", contact: 1))
      .when("customer.register", ["email": "ada@example.com"])
      .then(account(2, "ada@example.com", contact: 1))
  }

  @Test("an e-mail that its account gave up is free, and keeps its contact")
  func emailFreed() {
    Given(
      account(1, "ada@example.com"),
      CustomerEmailChanged(customer: 1, site: "default", contact: 2, email: "new@example.com")
    )
    .when("customer.register", ["email": "ada@example.com"])
    .then(account(2, "ada@example.com", contact: 1))
  }

  @Test("user names are unique on a site, byte by byte")
  func usernameTaken() {
    let given = Given(account(1, username: "ada"))
    let other: JSONObject = ["email": "other@example.com"]
    given.when("customer.register", other.with("username", "ada"))
      .refuses(.usernameTaken, ["customer": 1])
    given.when("customer.register", other.with("username", "Ada"))
      .then(account(2, "other@example.com", username: "Ada"))
    given.when("customer.register", other.with("username", "ada").with("site", "uk"))
      .then(account(2, "other@example.com", site: "uk", username: "ada"))
  }

  @Test("a user name that its customer gave up is free")
  func usernameFreed() {
    Given(
      account(1, username: "ada"),
      CustomerEdited(customer: 1, site: "default", changes: ["username": "lovelace"])
    )
    .when("customer.register", ["email": "other@example.com", "username": "ada"])
    .then(account(2, "other@example.com", username: "ada"))
  }

  @Test(
    "a reference is unique among all customers for ever",
    arguments: [
      account(1, "x@example.com", reference: "shop-1"),
      guest(1, "x@example.com", reference: "shop-1"),
      account(1, "x@example.com", site: "uk", reference: "shop-1"),
    ] as [any EventType]
  )
  func referenceTaken(holder: any EventType) {
    Given(holder).when("customer.register", ["email": "ada@example.com", "reference": "shop-1"])
      .refuses(.referenceTaken, ["customer": 1])
  }

  @Test("the first profile becomes both defaults, a flagged one its own")
  func profiles() {
    Given()
      .when(
        "customer.register",
        [
          "email": "ada@example.com",
          "profiles": [
            ["address": .object(.london), "phone": "1", "reference": "home"],
            ["address": .object(.paris), "default_shipping": true, "fields": ["floor": 3]],
          ],
        ]
      )
      .then(
        account(),
        ProfileAdded(
          customer: 1,
          profile: 1,
          profileType: "customer",
          reference: "home",
          address: .london,
          phone: "1"
        ),
        standard(1, "billing"),
        standard(1, "shipping"),
        ProfileAdded(
          customer: 1,
          profile: 2,
          profileType: "customer",
          address: .paris,
          fields: ["floor": 3]
        ),
        standard(2, "shipping")
      )
  }

  @Test("of two identical profiles one is added")
  func identicalProfiles() {
    Given()
      .when(
        "customer.register",
        [
          "email": "ada@example.com",
          "profiles": [["address": .object(.london)], ["address": .object(.london)]],
        ]
      )
      .then([account()] + firstEntry())
  }

  @Test("one default per usage")
  func defaultConflict() {
    let profiles: JSON = [
      ["address": .object(.london), "default_billing": true],
      ["address": .object(.paris), "default_billing": true],
    ]
    Given().when("customer.register", ["email": "ada@example.com", "profiles": profiles])
      .refuses(.defaultConflict, ["usage": "billing"])
  }

  @Test("two profiles of one command cannot share a reference")
  func profileReferenceTwice() {
    let profiles: JSON = [
      ["address": .object(.london), "reference": "home"],
      ["address": .object(.paris), "reference": "home"],
    ]
    Given().when("customer.register", ["email": "ada@example.com", "profiles": profiles])
      .refuses(.referenceTaken, ["profile": 1])
  }

  @Test("a bad profile refuses the whole, and says which one")
  func badProfile() {
    let profiles: JSON = [["address": .object(.london)], ["address": ["locality": "Paris"]]]
    Given().when("customer.register", ["email": "ada@example.com", "profiles": profiles])
      .refuses(
        .addressInvalid,
        [
          "problems": [
            ["field": "country_code", "problem": "required", "path": "profiles[1].address"]
          ]
        ]
      )
  }

  @Test("a profile type that nobody defined is not found")
  func unknownType() {
    let profiles: JSON = [["address": .object(.london), "type": "office"]]
    Given().when("customer.register", ["email": "ada@example.com", "profiles": profiles])
      .refuses(.notFound, ["kind": "profile_type"])
  }
}
