import Addresses
import Model
import Testing

/// Addresses that are meant to hurt.
///
/// All of these take time in proportion to their length. A matcher or a formatter that is quadratic
/// would not end within the limit.
@Suite(.timeLimit(.minutes(5)))
struct HostileTests {
  private static let million = 1_000_000

  private static let floods = [
    String(repeating: "a-", count: million / 2),
    String(repeating: "x", count: million),
    String(repeating: " ", count: million),
    String(repeating: "\r\n", count: million / 2),
    String(repeating: "\u{301}", count: million / 2),
    "e" + String(repeating: "\u{301}\u{316}", count: million / 4),
    String(repeating: "\u{200F}", count: million / 3),
    String(repeating: "\u{202E}abc", count: million / 6),
    String(repeating: "\u{0}", count: million),
    String(repeating: "👩‍👩‍👧‍👦", count: million / 25),
    String(repeating: "🇺", count: million / 4),
    String(repeating: "ß", count: million / 2),
    String(repeating: "%Z%n", count: million / 4),
    String(repeating: "-", count: million),
  ]

  @Test(arguments: floods.indices)
  func floodsPassThrough(_ index: Int) {
    let flood = Self.floods[index]
    let smaller = String(flood.unicodeScalars.prefix(10_000))
    for country in ["JP", "HU", smaller] {
      var address: JSONObject = [:]
      for field in AddressField.allCases { address[field.name] = .string(smaller) }
      address["address_line1"] = .string(flood)
      address["country_code"] = .string(country)
      _ = findings(address)
      #expect(!label(address).contains(""))
      #expect(!display(address).contains { $0.utf8.contains(UInt8(ascii: "\n")) })
    }
    for field in [AddressField.postalCode, .administrativeArea, .countryCode] {
      let address: JSONObject = ["country_code": "US", "postal_code": "1"]
      let problems = AddressRules.validate(address.with([field.name: flood])).problems
      #expect(problems.contains { $0.field == field })
    }
  }

  @Test func controlsAndMarksGetAClearAnswer() {
    let address: JSONObject = [
      "country_code": "US", "administrative_area": "CA", "locality": "X",
      "postal_code": "94043", "address_line1": "1",
    ]
    for mark in ["\u{0}", "\u{200E}", "\u{200F}", "\u{202E}", "\u{301}", "\u{FEFF}", "\u{1F}"] {
      #expect(
        findings(address.with(["postal_code": mark + "94043"]))
          == ["postal_code: invalid_postal_code"]
      )
      #expect(
        findings(address.with(["postal_code": "94043" + mark]))
          == ["postal_code: invalid_postal_code"]
      )
      #expect(
        findings(address.with(["administrative_area": "CA" + mark]))
          == ["administrative_area: unknown_administrative_area"]
      )
      #expect(
        findings(address.with(["country_code": "US" + mark])) == ["country_code: unknown_country"]
      )
      let street = "1\(mark) Main"
      #expect(display(address.with(["address_line1": street])).first == street)
    }
  }

  @Test func lineBreaksBecomeBlanks() {
    let address: JSONObject = [
      "country_code": "GB", "locality": "\u{2028}New\r\nYork\u{85}a\u{B}b\n\nc\u{2029}",
      "address_line1": "%n%C, %Z",
    ]
    #expect(display(address) == ["%n%C, %Z", "New York a b  c"])
  }

  @Test func addressesOfManyMembers() {
    var pairs: [(String, JSON)] = []
    for index in 0..<20_000 { pairs.append(("postal_code\(index)", "x")) }
    var address = JSONObject(pairs)
    address["country_code"] = "MO"
    #expect(findings(address) == ["address_line1: required"])
  }

  @Test func whatTheTableDoesNotKnowStaysReadable() {
    let address: JSONObject = [
      "country_code": "zz", "organization": "O", "given_name": "N", "address_line1": "A",
      "address_line2": "B", "dependent_locality": "D", "locality": "C",
      "administrative_area": "S", "postal_code": "Z", "sorting_code": "X",
    ]
    #expect(display(address) == ["O", "N", "A", "B", "D", "Z C X", "S"])
    #expect(label(address) == ["O", "N", "A", "B", "D", "Z C X", "S", "ZZ"])
    #expect(label(address, from: "ZZ").last == "S")
    #expect(label(["locality": "C"]) == ["C"])
    #expect(label([:]) == [])
  }
}
