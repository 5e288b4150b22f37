import Model
import Seeded

/// A shop's history as lines of `apply`, the same for the same seed.
///
/// Customers register and get entries in their address books, edit them, and order, most of them as
/// customers and some as guests. Of a hundred lines about 10 register, 12 add and 6 edit entries, 5 edit customers and
/// 67 place orders of one to three lines.
struct Workload {
  private var random: SeededGenerator
  private var customers: Int64 = 0
  private var guests: Int64 = 0
  private var orders: Int64 = 0
  /// The owner of each entry of an address book; entries are numbered from 1.
  private var profiles: [Int64] = []

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  private static let names = ["Ada", "Björn", "Chloé", "Dmitri", "Eve", "Fatima", "Grace", "Hiro"]
  private static let cities = ["London", "København", "Paris", "Berlin", "Wien", "Praha", "Oslo"]
  private static let countries = ["GB", "DK", "FR", "DE", "AT", "CZ", "NO"]
  /// How many digits the postal codes have; none for Britain, whose codes are made of letters too.
  private static let codeLengths = [0, 4, 5, 5, 4, 5, 4]

  /// The next line, in UTF-8.
  mutating func line() -> [UInt8] {
    let dice = customers < 10 ? 0 : Int.random(in: 0..<100, using: &random)
    let command: JSONObject =
      switch dice {
      case 0..<10: register()
      case 10..<22: addProfile()
      case 22..<28: profiles.isEmpty ? register() : editProfile()
      case 28..<33: editCustomer()
      default: placeOrder()
      }
    var bytes: [UInt8] = []
    command.appendCanonical(to: &bytes)
    return bytes
  }

  private mutating func register() -> JSONObject {
    customers += 1
    let name = Self.names.randomElement(using: &random) ?? ""
    return [
      "command": "customer.register", "actor": "benchmark",
      "email": .string("customer\(customers)@example.com"), "first_name": .string(name),
      "last_name": .string("Nº \(customers)"), "phone": .string("+45 \(30_000_000 + customers)"),
      "reference": .string("c-\(customers)"),
    ]
  }

  private mutating func addProfile() -> JSONObject {
    let owner = anyCustomer()
    profiles.append(owner)
    return [
      "command": "profile.add", "actor": "benchmark", "customer": .string("ref:c-\(owner)"),
      "address": .object(address()), "reference": .string("p-\(profiles.count)"),
    ]
  }

  private mutating func editProfile() -> JSONObject {
    [
      "command": "profile.edit", "actor": "benchmark", "reason": "moved",
      "profile": .string("ref:p-\(Int.random(in: 1...profiles.count, using: &random))"),
      "address": ["address_line1": .string(street())],
    ]
  }

  private mutating func editCustomer() -> JSONObject {
    [
      "command": "customer.edit", "actor": "benchmark",
      "customer": .string("ref:c-\(anyCustomer())"),
      "phone": .string("+44 \(Int.random(in: 10_000_000..<99_999_999, using: &random))"),
    ]
  }

  private mutating func placeOrder() -> JSONObject {
    orders += 1
    var order: JSONObject = [
      "command": "order.place", "actor": "benchmark", "number": .string("B\(orders)"),
      "currency": "EUR", "command_id": .string("order-\(orders)"),
      "lines": .array((0..<Int.random(in: 1...3, using: &random)).map { _ in orderLine() }),
    ]
    if Int.random(in: 0..<5, using: &random) == 0 {
      guests = max(guests, 1) + (Bool.random(using: &random) ? 1 : 0)
      order["email"] = .string("guest\(Int64.random(in: 1...guests, using: &random))@example.net")
      order["channel"] = "checkout"
    } else {
      order["customer"] = .string("ref:c-\(anyCustomer())")
    }
    order["billing"] = ["address": .object(address())]
    return order
  }

  private mutating func orderLine() -> JSON {
    let article = Int64.random(in: 1...5000, using: &random)
    return [
      "sku": .string("A-\(article)"), "title": .string("Article number \(article)"),
      "quantity": .integer(Int64.random(in: 1...4, using: &random)),
      "unit_price": .integer(Int64.random(in: 99...99_900, using: &random)),
    ]
  }

  private mutating func address() -> JSONObject {
    let place = Int.random(in: 0..<Self.cities.count, using: &random)
    let name = Self.names.randomElement(using: &random) ?? ""
    return [
      "country_code": .string(Self.countries[place]), "locality": .string(Self.cities[place]),
      "postal_code": .string(postalCode(in: place)),
      "address_line1": .string(street()), "given_name": .string(name), "family_name": "Example",
    ]
  }

  private mutating func postalCode(in place: Int) -> String {
    let number = Int.random(in: 10_000...99_999, using: &random)
    switch Self.codeLengths[place] {
    case 0: return "SW\(number % 9 + 1) \(number % 10)AA"
    case 4: return "\(number / 10)"
    default: return "\(number)"
    }
  }

  private mutating func street() -> String {
    "Long Street \(Int.random(in: 1...99_999, using: &random))"
  }

  private mutating func anyCustomer() -> Int64 {
    Int64.random(in: 1...customers, using: &random)
  }
}
