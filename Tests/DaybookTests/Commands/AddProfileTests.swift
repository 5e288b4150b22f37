import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("profile.add")
struct AddProfileTests {
  private func add(_ address: JSONObject, _ fields: JSONObject = [:]) -> JSONObject {
    fields.with("customer", fields["customer"] ?? 1).with("address", .object(address))
  }

  @Test("the first entry becomes the default of both usages")
  func first() {
    Given(account()).when("profile.add", add(.london)).then(firstEntry())
  }

  @Test("records everything that is given")
  func everything() {
    let address = JSONObject.london.with("country_code", "gb").with("locality", "  London ")
    Given(account())
      .when(
        "profile.add",
        add(
          address.with("organization", ""),
          [
            "type": "customer", "phone": "1", "reference": "home",
            "fields": ["floor": 3, "gate": .null],
          ]
        )
      )
      .then(
        ProfileAdded(
          customer: 1,
          profile: 1,
          profileType: "customer",
          reference: "home",
          address: address.with("country_code", "GB"),
          phone: "1",
          fields: ["floor": 3]
        ),
        standard(1, "billing"),
        standard(1, "shipping")
      )
  }

  @Test("a further entry is no default unless asked for")
  func further() {
    let given = Given(account()).and(firstEntry())
    given.when("profile.add", add(.paris)).then(entry(2, .paris))
    given.when("profile.add", add(.paris, ["default_billing": true]))
      .then(entry(2, .paris), standard(2, "billing"))
    given.when("profile.add", add(.paris, ["default_billing": true, "default_shipping": true]))
      .then(entry(2, .paris), standard(2, "billing"), standard(2, "shipping"))
  }

  @Test("a default that was cleared on purpose stays cleared")
  func clearedOnPurpose() {
    let given = Given(account()).and(firstEntry()).and([
      DefaultProfileCleared(customer: 1, usage: "billing", byRequest: true)
    ])
    given.when("profile.add", add(.paris)).then(entry(2, .paris))
    given.when("profile.add", add(.paris, ["default_billing": true]))
      .then(entry(2, .paris), standard(2, "billing"))
  }

  @Test("a default that went with its entry is taken by the next one")
  func clearedByRemoval() {
    Given(account()).and(firstEntry()).and([
      ProfileRemoved(customer: 1, profile: 1), DefaultProfileCleared(customer: 1, usage: "billing"),
      DefaultProfileCleared(customer: 1, usage: "shipping"),
    ])
    .when("profile.add", add(.paris))
    .then(entry(2, .paris), standard(2, "billing"), standard(2, "shipping"))
  }

  @Test("an identical entry is used again, and takes the default flags")
  func reused() {
    let given = Given(account()).and(firstEntry()).and([entry(2, .paris)])
    given.when("profile.add", add(.paris)).changesNothing(["customer": 1, "profile": 2])
      .says("reused", true)
    given.when("profile.add", add(.paris, ["default_shipping": true]))
      .then(standard(2, "shipping"))
      .says("reused", true)
    given.when("profile.add", add(.paris.with("country_code", "fr"), ["phone": ""]))
      .changesNothing(["customer": 1, "profile": 2])
  }

  @Test("identical means address, phone and fields, byte by byte")
  func notIdentical() {
    let composed = JSONObject.paris.with("locality", "Orl\u{E9}ans")
    let given = Given(account()).and(firstEntry(1, composed))
    let decomposed = composed.with("locality", "Orle\u{301}ans")
    given.when("profile.add", add(composed, ["phone": "1"])).then(
      ProfileAdded(
        customer: 1,
        profile: 2,
        profileType: "customer",
        address: composed,
        phone: "1"
      )
    )
    given.when("profile.add", add(decomposed)).then(entry(2, decomposed))
  }

  @Test("a removed entry, and one of somebody else, is not used again")
  func notReused() {
    Given(account()).and(firstEntry()).and([
      entry(2, .paris), ProfileRemoved(customer: 1, profile: 2),
    ])
    .when("profile.add", add(.paris)).then(entry(3, .paris))
    Given(account(), account(2, "bob@example.com")).and(firstEntry())
      .when("profile.add", add(.london, ["customer": 2])).then(firstEntry(2, of: 2))
  }

  @Test("an entry that was edited is compared as it is now")
  func edited() {
    let given = Given(account()).and(firstEntry()).and([
      ProfileEdited(
        customer: 1,
        profile: 1,
        revision: 1,
        changes: ["address": .object(.paris)]
      )
    ])
    given.when("profile.add", add(.paris)).changesNothing(["customer": 1, "profile": 1])
    given.when("profile.add", add(.london)).then(entry(2, .london))
  }

  @Test("a guest has no address book")
  func noAccount() {
    Given(guest()).when("profile.add", add(.london)).refuses(.noAccount, ["customer": 1])
  }

  @Test("customer and profile type must be there")
  func unknown() {
    Given(account()).when("profile.add", add(.london, ["customer": 2]))
      .refuses(.notFound, ["kind": "customer"])
    Given(account()).when("profile.add", add(.london, ["type": "office"]))
      .refuses(.notFound, ["kind": "profile_type"])
  }

  @Test(
    "an address needs a country",
    arguments: [
      (.london.with("country_code", nil), "required"),
      (.london.with("country_code", ""), "required"),
      (.london.with("country_code", .null), "required"),
      (.london.with("country_code", "UK"), "unknown_country"),
      (.london.with("country_code", "GBR"), "unknown_country"),
    ] as [(JSONObject, JSON)]
  )
  func invalidAddress(address: JSONObject, problem: JSON) {
    Given(account()).when("profile.add", add(address))
      .refuses(
        .addressInvalid,
        [
          "problems": [["field": "country_code", "problem": problem, "path": "address"]]
        ]
      )
  }

  @Test("territories that only the post knows are countries", arguments: ["AC", "TA", "XK"])
  func postalTerritories(code: String) {
    let address: JSONObject = [
      "country_code": .string(code), "locality": "Town", "address_line1": "1 Street",
    ]
    Given(account()).when("profile.add", add(address)).then(firstEntry(1, address))
  }

  @Test("an import takes a bad address, and records what is wrong with it")
  func imported() {
    let address = JSONObject.london.with("country_code", nil)
    let warnings: [JSON] = [
      ["field": "country_code", "problem": "required", "path": "address"]
    ]
    Given(account())
      .when("profile.add", add(address), channel: .import)
      .then(
        ProfileAdded(
          customer: 1,
          profile: 1,
          profileType: "customer",
          warnings: warnings,
          address: address
        ),
        standard(1, "billing"),
        standard(1, "shipping")
      )
      .warns(warnings)
  }

  @Test("a reference is unique among all profiles for ever")
  func referenceTaken() {
    let given = Given(
      account(),
      account(2, "bob@example.com"),
      entry(1, of: 2, .paris, reference: "home"),
      ProfileRemoved(customer: 2, profile: 1)
    )
    given.when("profile.add", add(.london, ["reference": "home"]))
      .refuses(.referenceTaken, ["profile": 1])
  }

  @Test("an identical entry keeps its own reference")
  func reusedReference() {
    let given = Given(
      account(),
      entry(1, .london, reference: "home"),
      entry(2, .paris, reference: "work")
    )
    given.when("profile.add", add(.london, ["reference": "home"]))
      .changesNothing(["customer": 1, "profile": 1])
    given.when("profile.add", add(.london, ["reference": "work"]))
      .refuses(.referenceTaken, ["profile": 2])
  }
}

/// The first entry of customer 1's book.
private func firstEntry(_ profile: Int64, _ address: JSONObject) -> [any EventType] {
  firstEntry(profile, of: 1, address)
}

/// An entry of customer 1's book.
private func entry(
  _ profile: Int64,
  _ address: JSONObject,
  reference: String? = nil
) -> ProfileAdded {
  entry(profile, of: 1, address, reference: reference)
}
