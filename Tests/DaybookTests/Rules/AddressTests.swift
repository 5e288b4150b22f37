import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("rules of addresses")
struct AddressTests {
  private static let wrong: JSONObject = [
    "country_code": "US", "administrative_area": "Utopia", "postal_code": "123",
    "address_line1": "1 Main Street",
  ]

  private func problem(_ field: JSON, _ problem: JSON, _ path: JSON) -> JSON {
    ["field": field, "problem": problem, "path": path]
  }

  @Test("all problems of an address are told at once")
  func allAtOnce() {
    Given(account()).when("profile.add", ["customer": 1, "address": .object(Self.wrong)])
      .refuses(
        .addressInvalid,
        [
          "problems": [
            problem("locality", "required", "address"),
            problem("administrative_area", "unknown_administrative_area", "address"),
            problem("postal_code", "invalid_postal_code", "address"),
          ]
        ],
        saying: "postal_code is no postal code of the country (such as "
      )
  }

  @Test("all problems of all addresses of a command are told at once")
  func allAddresses() {
    let incomplete = JSON.object(.london.with("postal_code", nil))
    Given(account())
      .when(
        "order.place",
        place([
          "customer": 1, "billing": ["address": incomplete],
          "shipments": [["shipping": ["address": .object(.paris.with("locality", nil))]]],
        ])
      )
      .refuses(
        .addressInvalid,
        [
          "problems": [
            problem("postal_code", "required", "billing.address"),
            problem("locality", "required", "shipments[0].shipping.address"),
          ]
        ]
      )
    Given()
      .when(
        "customer.register",
        [
          "email": "ada@example.com",
          "profiles": [["address": incomplete], ["address": incomplete]],
        ]
      )
      .refuses(
        .addressInvalid,
        [
          "problems": [
            problem("postal_code", "required", "profiles[0].address"),
            problem("postal_code", "required", "profiles[1].address"),
          ]
        ]
      )
  }

  @Test("what is only odd is a warning, and stays as it was typed")
  func warnings() {
    let address = JSONObject.berlin.with("administrative_area", " bErlin ")
    let warnings = [problem("administrative_area", "unused_field", "address")]
    var added = entry(1, of: 1, address)
    added.warnings = warnings
    Given(account()).when("profile.add", ["customer": 1, "address": .object(address)])
      .then(added, standard(1, "billing"), standard(1, "shipping"))
      .warns(warnings)
  }

  @Test("an entry that today's rules refuse can be changed in other ways, and repaired")
  func oldEntry() {
    let given = Given(account()).and(firstEntry(1, of: 1, Self.wrong))
    given.when("profile.edit", ["profile": 1, "phone": "1"])
      .then(ProfileEdited(customer: 1, profile: 1, revision: 1, changes: ["phone": "1"]))
    given.when("profile.edit", ["profile": 1, "address": ["locality": "Provo"]])
      .refuses(.addressInvalid)
    let repaired = Self.wrong.with("administrative_area", "utah").with("postal_code", "84601")
      .with("locality", "Provo")
    given.when(
      "profile.edit",
      [
        "profile": 1,
        "address": [
          "administrative_area": "utah", "postal_code": "84601", "locality": "Provo",
        ],
      ]
    )
    .then(
      ProfileEdited(
        customer: 1,
        profile: 1,
        revision: 1,
        changes: ["address": .object(repaired), "area": "US-UT"]
      )
    )
  }

  @Test(
    "an area is known by name, by code and by its ISO 3166-2 code",
    arguments: [
      "CA", "ca", "California", "US-CA",
    ]
  )
  func areas(area: String) {
    let address: JSONObject = [
      "country_code": "US", "administrative_area": .string(area), "locality": "Mountain View",
      "postal_code": "94043", "address_line1": "1600 Amphitheatre Parkway",
    ]
    Given(account()).when("profile.add", ["customer": 1, "address": .object(address)])
      .then(firstEntry(1, of: 1, address, area: "US-CA"))
      .warns([])
  }
}
