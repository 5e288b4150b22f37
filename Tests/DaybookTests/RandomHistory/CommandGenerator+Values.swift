import Model
import TestSupport

// What commands are made of. Most values come from small pools, so that they meet again.
extension CommandGenerator {
  mutating func flag() -> JSON { .boolean(random.chance(percent: 30)) }

  mutating func usage() -> JSON {
    random.chance(percent: 50) ? "billing" : "shipping"
  }

  mutating func site() -> JSON {
    .string(random.pick(["default", "default", "default", "uk", "uk", "eu"]) ?? "")
  }

  mutating func email() -> JSON {
    if random.chance(percent: 2) { return "nobody at home" }
    let names = ["ada", " Ada", "bob", "eve", "ren\u{E9}", "rene\u{301}", "max", "zoe", "kim"]
    return .string("\(random.pick(names) ?? "")@example.com")
  }

  mutating func word() -> JSON {
    let words = ["a", "B", "\u{E9}", "e\u{301}", "\u{1F600}", "\"q\"", "x y", "0"]
    return .string(random.pick(words) ?? "")
  }

  /// A word, or nothing, in either of the ways to say so.
  mutating func text() -> JSON {
    if random.chance(percent: 20) { return random.chance(percent: 50) ? .null : "" }
    return word()
  }

  /// A number that exists, or at times one too many; now and then as a text.
  mutating func number(upTo count: Int) -> JSON {
    let isTooGreat = random.chance(percent: 6)
    let number = random.number(1...max(count, 1) + (isTooGreat ? 2 : 0))
    return random.chance(percent: 3) ? .string("\(number)") : .integer(Int64(number))
  }

  mutating func customer() -> JSON {
    if random.chance(percent: 3) { return .string("ref:" + (word().string ?? "")) }
    if random.chance(percent: 10) {
      let prefix = random.chance(percent: 50) ? "guest:" : ""
      return .string(prefix + (email().string ?? ""))
    }
    if random.chance(percent: 85), let present = random.pick(stock.accounts + stock.guests) {
      return .integer(present)
    }
    return number(upTo: stock.customers)
  }

  mutating func customer(oftenAmong some: [Int64]) -> JSON {
    guard random.chance(percent: 80), let number = random.pick(some) else { return customer() }
    return .integer(number)
  }

  mutating func profile() -> JSON {
    if random.chance(percent: 3) { return .string("ref:" + (word().string ?? "")) }
    if random.chance(percent: 80),
      let book = random.pick(stock.accounts.compactMap { stock.books[$0] }),
      let entry = random.pick(book)
    {
      return .integer(entry)
    }
    return number(upTo: stock.profiles)
  }

  mutating func profile(oftenAmong some: [Int64]) -> JSON {
    guard random.chance(percent: 80), let number = random.pick(some) else { return profile() }
    return .integer(number)
  }

  mutating func order() -> JSON {
    if random.chance(percent: 5) { return .string("no:\(random.number(1...max(stock.orders, 1)))") }
    if random.chance(percent: 2) { return .string("ref:" + (word().string ?? "")) }
    return number(upTo: stock.orders)
  }

  mutating func token() -> JSON {
    if random.chance(percent: 5) { return "1.garbled" }
    return .string(random.pick(tokens.suffix(3)) ?? "0.none")
  }

  mutating func type() -> JSON {
    random.chance(percent: 5) ? "customer" : random.chance(percent: 50) ? "gift" : "tax"
  }

  mutating func metadata() -> JSON {
    .object(optional(["level": text(), "note": ["list": [text(), 1]]]))
  }

  /// Some of the members; the first one always.
  mutating func optional(_ members: KeyValuePairs<String, JSON>) -> JSONObject {
    var object = JSONObject()
    for (index, member) in members.enumerated() where index == 0 || random.chance(percent: 50) {
      object[member.key] = member.value
    }
    return object
  }

  /// The member at times.
  mutating func add(_ key: String, _ value: JSON, to object: inout JSONObject, percent: Int) {
    if random.chance(percent: percent) { object[key] = value }
  }

  mutating func address() -> JSON {
    let places: [JSONObject] = [.london, .london, .paris, .berlin]
    var address = random.pick(places) ?? .london
    add("given_name", text(), to: &address, percent: 30)
    add("organization", text(), to: &address, percent: 20)
    add("country_code", "gb", to: &address, percent: 3)
    add("country_code", "ZZ", to: &address, percent: 2)
    if random.chance(percent: 3) { address["postal_code"] = nil }
    return .object(address)
  }

  mutating func change() -> JSON {
    var change = optional(["given_name": text(), "locality": word(), "address_line2": text()])
    add("postal_code", "75002", to: &change, percent: 5)
    add("country_code", "FR", to: &change, percent: 5)
    add("locality", .null, to: &change, percent: 4)
    return .object(change)
  }

  /// Custom fields of a type, mistakes included.
  mutating func customFields(_ type: JSON) -> JSON {
    switch type {
    case "gift":
      var fields = optional(["note": text(), "floor": .integer(Int64(random.number(1...3)))])
      add("floor", "three", to: &fields, percent: 4)
      return .object(fields)
    case "tax":
      var fields = optional(["vat": text(), "since": "2024-02-29", "exempt": flag()])
      add("since", "2023-02-29", to: &fields, percent: 4)
      add("colour", word(), to: &fields, percent: 4)
      return .object(fields)
    default:
      return .object(optional(["floor": text(), "colour": ["list": [text()]]]))
    }
  }
}
