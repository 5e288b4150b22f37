import Addresses
import Model
import Testing

struct ValidationTests {
  private let empty: JSONObject = ["country_code": "US"]

  @Test func countryComesFirst() {
    #expect(findings([:]) == ["country_code: required"])
    #expect(findings(["country_code": .null, "locality": "X"]) == ["country_code: required"])
    #expect(findings(["country_code": "\u{3000}\n"]) == ["country_code: required"])
    for code in ["ZZ", "USA", "U", "Ü", "A[", "  U S", "\u{212A}R", "us\u{0}", "🇺🇸", "@@"] {
      #expect(
        findings(["country_code": .string(code)]) == ["country_code: unknown_country"],
        "\(code)"
      )
    }
    for code in ["us", " US ", "uS\r\n"] {
      #expect(findings(["country_code": .string(code)]).count == 4, "\(code)")
    }
  }

  @Test func allProblemsAtOnce() {
    #expect(
      findings(empty) == [
        "address_line1: required", "administrative_area: required", "locality: required",
        "postal_code: required",
      ]
    )
    let wrong = empty.with(["administrative_area": "Nowhere", "postal_code": "1"])
    #expect(
      findings(wrong) == [
        "address_line1: required", "administrative_area: unknown_administrative_area",
        "locality: required", "postal_code: invalid_postal_code",
      ]
    )
    let findings = AddressRules.validate(wrong)
    #expect(!findings.isValid)
    #expect(findings.problems.first { $0.field == .postalCode }?.example == "95014")
  }

  @Test func anAreaComesWithAnExampleInItsScript() {
    for (code, street, example) in [
      ("US", "a", "AL"), ("JP", "a", "Hokkaido"), ("JP", "千代田", "北海道"), ("IE", "a", "Co. Carlow"),
      ("RO", "a", nil),
    ] as [(String, String, String?)] {
      for area in ["Nowhere", ""] {
        let problems = AddressRules.validate([
          "country_code": .string(code), "address_line1": .string(street),
          "administrative_area": .string(area),
        ]).problems
        let found = problems.first { $0.field == .administrativeArea }
        // Neither Ireland nor Romania requires one.
        let isExpected = code != "RO" && !(code == "IE" && area.isEmpty)
        #expect(found?.example == (isExpected ? example : nil), "\(code) \(area)")
      }
    }
  }

  @Test func anyLineOfTheStreetWillDo() {
    for field in ["address_line1", "address_line2", "address_line3"] {
      #expect(!findings(empty.with([field: "x"])).contains("address_line1: required"))
    }
  }

  @Test func otherThanTextCountsForNothing() {
    let address: JSONObject = [
      "country_code": "MO", "address_line1": 5, "address_line2": ["a"], "locality": .null,
      "organization": ["a": "b"], "unknown": "x", "zzz": "y",
    ]
    #expect(findings(address) == ["address_line1: required"])
    #expect(display(address) == [])
  }

  @Test func koreaNorthHasNoPatternAndUnlistedAreasAreFree() {
    #expect(
      findings(["country_code": "KP", "address_line1": "a", "locality": "b", "postal_code": "??"])
        == []
    )
    #expect(
      findings([
        "country_code": "RO", "address_line1": "a", "locality": "b",
        "administrative_area": "Județul Cluj", "postal_code": "400001",
      ]) == []
    )
  }

  @Test func territoriesThatTheStandardDoesNotHave() {
    for code in ["AC", "TA", "XK"] {
      #expect(
        findings(["country_code": .string(code), "address_line1": "a", "locality": "b"]) == []
      )
    }
  }

  @Test func oldAndNewAreas() {
    for (code, area, canonical) in [
      ("CN", "sn", "CN-61"), ("CN", "61", "CN-61"), ("CN", "cn-sn", "CN-61"),
      ("ID", "Papua Selatan", "ID-PS"), ("ID", "South Papua", "ID-PS"),
      ("IT", "Ogliastra", "IT-OG"),
      ("PH", "Maguindanao", "PH-MAG"), ("PH", "MGN", "PH-MGN"), ("VN", "Huế", "VN-26"),
      ("ES", "m", "ES-M"), ("ES", "Araba", "ES-VI"), ("US", " us-ca ", "US-CA"),
      ("JP", "26", "JP-26"), ("MX", "CMX", "MX-CMX"), ("CA", "Québec", "CA-QC"),
      ("CA", "QUÉBEC", "CA-QC"), ("KY", "grand cayman", "Grand Cayman"), ("CA", "NF", "CA-NL"),
      ("MX", "DIF", "MX-CMX"), ("MX", "Distrito Federal", "MX-CMX"), ("VE", "La Guaira", "VE-X"),
      ("IN", "IN-DD", "IN-DH"), ("IN", "DN", "IN-DH"), ("IN", "Daman and Diu", "IN-DH"),
      ("IN", "TS", "IN-TG"), ("IN", "uk", "IN-UT"), ("KR", "전북특별자치도", "KR-45"),
      ("RU", "Республика Крым", "Автономна Республіка Крим"), ("VN", "Hồ Chí Minh", "VN-SG"),
    ] {
      let address: JSONObject = [
        "country_code": .string(code), "administrative_area": .string(area),
      ]
      #expect(AddressRules.canonicalArea(of: address) == canonical, "\(code) \(area)")
    }
    #expect(AddressRules.canonicalArea(of: ["country_code": "GB"]) == nil)
    #expect(AddressRules.canonicalArea(of: [:]) == nil)
  }

  @Test func armenianCodesOfSixDigits() {
    let address: JSONObject = [
      "country_code": "AM", "address_line1": "a", "locality": "b",
      "administrative_area": "Ararat", "postal_code": "370601",
    ]
    #expect(findings(address) == [])
    #expect(
      findings(address.with(["postal_code": "370201"])) == ["postal_code: postal_area_mismatch"]
    )
  }
}
