import Addresses
import Model

/// Measures validating and formatting of addresses from many countries, on one core.
struct AddressBenchmark {
  /// How many addresses.
  static let count = 100_000

  private let addresses: [JSONObject]

  init() {
    addresses = (0..<Self.count).map { index in
      var address = Self.samples[index % Self.samples.count]
      address["address_line2"] = .string("No. \(index)")
      return address
    }
  }

  func run(_ report: (Measurement) -> Void) {
    // What is read of the table at the first use counts for start-up, not for the rate.
    for address in Self.samples { _ = AddressRules.validate(address) }
    report(measured("validate addresses") { AddressRules.validate($0).problems.count })
    report(measured("addresses for a screen") { AddressFormat.lines($0).count })
    report(measured("addresses for the post") { AddressFormat.lines($0, style: .label()).count })
  }

  private func measured(_ name: String, _ work: (JSONObject) -> Int) -> Measurement {
    var sum = 0
    let seconds = Measurement.time {
      for address in addresses { sum &+= work(address) }
    }
    // Makes sure that the work is done.
    precondition(sum >= 0)
    return Measurement(name: name, amount: addresses.count, unit: "addresses", seconds: seconds)
  }

  private static func address(
    _ country: String,
    _ area: String?,
    _ locality: String?,
    _ code: String?,
    _ street: String
  ) -> JSONObject {
    JSONObject(present: [
      ("country_code", .string(country)), ("administrative_area", area.map(JSON.string)),
      ("locality", locality.map(JSON.string)), ("postal_code", code.map(JSON.string)),
      ("address_line1", .string(street)), ("given_name", "Ada"), ("family_name", "Example"),
    ])
  }

  private static let samples = [
    address("US", "CA", "Mountain View", "94043", "1600 Amphitheatre Parkway"),
    address("US", "South Carolina", "Greenville", "29611", "9 Drupal Avenue"),
    address("GB", nil, "London", "SW1A 1AA", "10 Downing Street"),
    address("DE", nil, "Gießen", "35390", "Weiße Gasse 3"),
    address("FR", nil, "Paris", "75002", "38 Rue du Sentier"),
    address("JP", "東京都", nil, "100-0001", "千代田区千代田1-1"),
    address("CN", "北京市", "海淀区", "100086", "中关村大街1号"),
    address("BR", "SP", "São Paulo", "01310-100", "Avenida Paulista 1578"),
    address("IN", "Karnataka", "Bengaluru", "560001", "12 MG Road"),
    address("NL", nil, "Amsterdam", "1012 JS", "Dam 1"),
    address("AE", "Dubai", nil, nil, "1 Sheikh Zayed Road"),
    address("IE", "Co. Cork", "Cork", "T12 W8KH", "2 Patrick Street"),
  ]
}
