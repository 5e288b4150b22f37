import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("what a site asks for")
struct SiteRulesTests {
  private func configured(_ changes: JSONObject, _ site: String = "default") -> SiteConfigured {
    SiteConfigured(site: site, changes: changes)
  }

  private func problem(_ field: JSON, _ problem: JSON, _ path: JSON) -> JSON {
    ["field": field, "problem": problem, "path": path]
  }

  @Test("hidden fields must be empty, optional ones may be, required ones must not")
  func fields() {
    let given = Given(
      configured([
        "address_fields": [
          "postal_code": "optional", "given_name": "hidden", "organization": "required",
        ]
      ]),
      account()
    )
    given.when("profile.add", ["customer": 1, "address": .object(.london)]).refuses(
      .addressInvalid,
      [
        "problems": [
          problem("organization", "required", "address"),
          problem("given_name", "must_be_empty", "address"),
        ]
      ]
    )
    let address = JSONObject.london.with("postal_code", nil).with("given_name", nil)
      .with("organization", "Engines")
    given.when("profile.add", ["customer": 1, "address": .object(address)])
      .then(firstEntry(1, of: 1, address))
  }

  @Test("a profile is judged by its customer's site, an order by its own")
  func whoseSite() {
    let rules = configured(["address_fields": ["postal_code": "optional"]], "uk")
    let address = JSONObject.london.with("postal_code", nil)
    let given = Given(rules, account(1, site: "uk"), account(2, "bob@example.com"))
    given.when("profile.add", ["customer": 1, "address": .object(address)])
      .then(firstEntry(1, of: 1, address))
    given.when("profile.add", ["customer": 2, "address": .object(address)], site: "uk")
      .refuses(.addressInvalid)
    let fields = place(["customer": 2, "billing": ["address": .object(address)]])
    given.when("order.place", fields).refuses(.addressInvalid)
    given.when("order.place", fields, site: "uk")
      .then(order(of: 2, site: "uk", email: "bob@example.com", billing: copy(address)))
    given.and(firstEntry(1, of: 1))
      .when("profile.edit", ["profile": 1, "address": ["postal_code": .null]])
      .then(
        ProfileEdited(
          customer: 1,
          profile: 1,
          revision: 1,
          changes: ["address": .object(address)]
        )
      )
  }

  @Test("orders are billed and sent to the countries that the site serves")
  func countries() {
    let rules = configured(["billing_countries": ["GB", "FR"], "shipping_countries": ["GB"]])
    let given = Given(rules, account()).and(firstEntry(1, of: 1, .paris))
    let shipments: JSON = [["shipping": ["profile": 1]]]
    given.when("order.place", place(["customer": 1, "shipments": shipments])).refuses(
      .countryNotAllowed,
      [
        "country": "FR", "site": "default",
        "problems": [
          problem("country_code", "country_not_allowed", "shipments[0].shipping.address")
        ],
      ]
    )
    given.when("order.place", place(["customer": 1, "billing": ["address": .object(.berlin)]]))
      .refuses(.countryNotAllowed, ["country": "DE"], saying: "billing.address")
    given.when("order.place", place(["customer": 1, "billing": ["profile": 1]]))
      .then(order(revisions: ["1.1"], billing: copy(.paris, profile: 1)))
    given.when("profile.add", ["customer": 1, "address": .object(.berlin)])
      .then(entry(2, of: 1, .berlin))
  }

  @Test("an import records a country that is not served")
  func importedCountry() {
    let warnings = [problem("country_code", "country_not_allowed", "billing.address")]
    var placed = order(billing: copy(.berlin))
    placed.warnings = warnings
    Given(configured(["billing_countries": ["GB"]]), account())
      .when(
        "order.place",
        place(["customer": 1, "billing": ["address": .object(.berlin)]]),
        channel: .import
      )
      .then(placed)
      .warns(warnings)
  }

  @Test("a site may want an account", arguments: Channel.allCases)
  func guestCheckout(channel: Channel) {
    let given = Given(configured(["guest_checkout": false]), guest(), account(2, "bob@example.com"))
    let verdict = given.when("order.place", place(["customer": 1]), channel: channel)
    if [.administration, .import].contains(channel) {
      verdict.then(order())
    } else {
      verdict.refuses(.guestCheckoutDisabled, ["site": "default"])
      given.when("order.place", place(["email": "new@example.com"]), channel: .checkout)
        .refuses(.guestCheckoutDisabled)
    }
    given.when("order.place", place(["customer": 1]), channel: channel, site: "uk")
      .then(order(site: "uk"))
    given.when(
      "order.place",
      place([
        "customer": 2, "billing": ["address": .object(.london), "save_to_address_book": false],
      ]),
      channel: channel
    )
    .then(order(of: 2, email: "bob@example.com"))
  }

  @Test("what happened before stays as it was")
  func notRetroactive() {
    Given(account()).and(firstEntry()).and([
      configured(["address_fields": ["postal_code": "hidden"]])
    ])
    .when("order.place", place(["customer": 1, "billing": ["profile": 1]]))
    .then(order(revisions: ["1.1"], billing: copy(profile: 1)))
  }
}
