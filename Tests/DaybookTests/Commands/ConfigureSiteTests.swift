import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("site.configure")
struct ConfigureSiteTests {
  private func configured(_ changes: JSONObject, _ site: String = "default") -> SiteConfigured {
    SiteConfigured(site: site, changes: changes)
  }

  @Test("records only what really changes")
  func onlyChanges() {
    Given().when(
      "site.configure",
      [
        "site": "uk", "name": "Teas", "guest_checkout": true, "auto_register": true,
        "billing_countries": ["ie", "GB", "gb"], "address_fields": ["postal_code": "optional"],
      ]
    )
    .then(
      configured(
        [
          "name": "Teas", "auto_register": true, "billing_countries": ["GB", "IE"],
          "address_fields": ["postal_code": "optional"],
        ],
        "uk"
      )
    )
    .says("site", "uk")
    Given(configured(["name": "Teas"])).when("site.configure", ["site": "default", "name": "Teas"])
      .then([]).says("site", "default")
  }

  @Test("null brings a setting back to its default, and fields of addresses merge")
  func clears() {
    let given = Given(
      configured([
        "guest_checkout": false, "shipping_countries": ["GB"], "name": "Teas",
        "address_fields": ["postal_code": "optional", "organization": "hidden"],
      ])
    )
    given.when(
      "site.configure",
      [
        "site": "default", "guest_checkout": .null, "shipping_countries": .null, "name": .null,
        "address_fields": ["postal_code": .null, "family_name": "required"],
      ]
    )
    .then(
      configured([
        "guest_checkout": true, "shipping_countries": .null, "name": .null,
        "address_fields": ["organization": "hidden", "family_name": "required"],
      ])
    )
    given.when("site.configure", ["site": "default", "address_fields": .null])
      .then(configured(["address_fields": [:]]))
    given.when("site.configure", ["site": "default", "shipping_countries": []])
      .then(configured(["shipping_countries": .null]))
  }

  @Test(
    "what is not known is refused",
    arguments: [
      (["billing_countries": ["XX"]], "billing_countries[0]"),
      (["address_fields": ["postcode": "hidden"]], "address_fields.postcode"),
      (["address_fields": ["country_code": "hidden"]], "address_fields.country_code"),
      (["address_fields": ["postal_code": "secret"]], "address_fields.postal_code"),
      (["guest_with_account_email": "maybe"], "guest_with_account_email"),
      (["guest_checkout": "no"], "guest_checkout"),
    ] as [(JSONObject, JSON)]
  )
  func unknown(fields: JSONObject, field: JSON) {
    Given().when("site.configure", fields.with("site", "default"))
      .refuses(.fieldInvalid, ["field": field])
  }

  @Test("the site must be named, by a code")
  func site() {
    Given().when("site.configure", ["name": "Teas"]).refuses(.fieldMissing, ["field": "site"])
    Given().when("site.configure", ["site": "A b"]).refuses(.fieldInvalid, ["field": "site"])
  }

  @Test("a Swift value is checked as JSON is")
  func swift() {
    var command = ConfigureSite(site: "uk")
    command.billingCountries = .set(["gb", "XX"])
    Given().when(command).refuses(.fieldInvalid, ["field": "billing_countries[1]"])
    command.billingCountries = .set(["gb"])
    var rules = FieldRules()
    rules["postal_code"] = .set(.optional)
    command.addressFields = .set(rules)
    Given().when(command).then(
      configured(
        ["billing_countries": ["GB"], "address_fields": ["postal_code": "optional"]],
        "uk"
      )
    )
    rules["street"] = .set(.hidden)
    command.addressFields = .set(rules)
    Given().when(command).refuses(.fieldInvalid, ["field": "address_fields.street"])
  }
}
