import Addresses
import Model
import Testing

/// What sites make of fields.
struct OverrideTests {
  private let greenville: JSONObject = [
    "country_code": "US", "administrative_area": "SC", "locality": "Greenville",
    "postal_code": "29611", "address_line1": "9 Drupal Ave",
  ]

  @Test func hidden() {
    let overrides: [AddressField: FieldOverride] = [
      .administrativeArea: .hidden, .postalCode: .hidden, .addressLine3: .hidden,
    ]
    #expect(
      findings(greenville, overrides: overrides)
        == ["administrative_area: must_be_empty", "postal_code: must_be_empty"]
    )
    let bare = greenville.with(["administrative_area": nil, "postal_code": nil])
    #expect(findings(bare, overrides: overrides) == [])
    // What is hidden is not looked at for anything else.
    let wrong = greenville.with(["administrative_area": "Nowhere", "postal_code": "?"])
    #expect(findings(wrong, overrides: overrides).count == 2)
    #expect(
      findings(greenville.with(["address_line3": "x"]), overrides: [.addressLine3: .hidden])
        == ["address_line3: must_be_empty"]
    )
    // A hidden area gives no opinion on the code.
    let elsewhere = greenville.with(["postal_code": "94043"])
    #expect(
      findings(elsewhere, overrides: [.administrativeArea: .hidden])
        == ["administrative_area: must_be_empty"]
    )
    // A hidden field that the country does not use either is one finding, not two.
    #expect(
      findings(greenville.with(["sorting_code": "x"]), overrides: [.sortingCode: .hidden])
        == ["sorting_code: must_be_empty"]
    )
  }

  @Test func optional() {
    let bare = greenville.with(["administrative_area": nil, "postal_code": nil])
    #expect(
      findings(bare, overrides: [.administrativeArea: .optional, .postalCode: .optional]) == []
    )
    #expect(
      findings(greenville.with(["postal_code": "?"]), overrides: [.postalCode: .optional])
        == ["postal_code: invalid_postal_code"]
    )
  }

  @Test func required() {
    let overrides: [AddressField: FieldOverride] = [
      .givenName: .required, .additionalName: .required, .familyName: .required,
      .organization: .required, .addressLine1: .required, .addressLine2: .required,
      .dependentLocality: .required, .sortingCode: .required,
    ]
    // The United States use neither a dependent locality nor a sorting code.
    #expect(
      findings(greenville.with(["given_name": "Ada"]), overrides: overrides) == [
        "additional_name: required", "address_line2: required", "family_name: required",
        "organization: required",
      ]
    )
    #expect(
      findings(
        ["country_code": "IE", "address_line1": "a", "locality": "b"],
        overrides: [.postalCode: .required]
      ) == ["postal_code: required"]
    )
  }

  @Test func fieldsWithoutAPartStayAsTheyAre() {
    let overrides: [AddressField: FieldOverride] = [.countryCode: .hidden, .locale: .hidden]
    #expect(findings(greenville.with(["locale": "en"]), overrides: overrides) == [])
    #expect(findings([:], overrides: [.countryCode: .optional]) == ["country_code: required"])
    #expect(AddressField.adjustable.count == 12)
  }

  @Test func allowedCountries() {
    #expect(findings(greenville, allowedCountries: ["US", "CA"]) == [])
    #expect(
      findings(greenville.with(["postal_code": nil]), allowedCountries: ["CA"])
        == ["country_code: country_not_allowed", "postal_code: required"]
    )
    #expect(
      findings(["country_code": "ZZ"], allowedCountries: []) == ["country_code: unknown_country"]
    )
  }

  @Test func namesOfFields() {
    for field in AddressField.allCases {
      #expect(AddressField(named: field.name) == field)
    }
    #expect(AddressField.allCases.map(\.name) == AddressField.allCases.map(\.name).sorted())
    #expect(AddressField(named: "Locality") == nil)
  }
}
