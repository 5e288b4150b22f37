import Daybook
import Model
import Seeded

/// Makes input: mostly of the right form with something wrong, sometimes nothing but noise.
struct Grammar {
  var random: SeededGenerator

  /// Texts at which readers stumble.
  static let texts = [
    "", " ", "null", "true", "-1", "0", "1", "9007199254740992", "99999999999999999999", "1e5",
    "NaN",
    "ada@example.com", "ADA@Example.com ", "guest:ada@example.com", "ref:c-1", "no:1", "a@b", "@",
    "a@@b.c", "ö@ö.example", "2026-02-29", "2024-02-29", "2026-01-01T00:00:00Z", "9999-12-31",
    "0000-00-00T99:99:99Z", "2026-01-01T00:00:60+24:00", "P1Y", "PT", "P999999999Y", "..", "/",
    "\0",
    "\u{FEFF}", "\u{202E}", "e\u{301}", "é", "😀", "'", "\"", "\\", "\n", "\r\n", "\t", "-", "--",
    "--json", "{}", "[]", "{", "%s%n", "'; DROP TABLE events; --", "billing", "shipping",
    "customer",
    "default", "GB", "DE", "EUR", "USD", "JPY", "SW1A 1AA", "10115", "administration", "checkout",
  ]

  mutating func text() -> String {
    switch random.number(0...19) {
    case 0: String(repeating: random.pick(Self.texts), count: random.number(2...400))
    case 1: String(decoding: noise(), as: UTF8.self)
    case 2: random.pick(Self.texts) + random.pick(Self.texts)
    case 3...5: "c-\(random.number(1...50))"
    default: random.pick(Self.texts)
    }
  }

  mutating func noise() -> [UInt8] {
    (0..<random.number(0...40)).map { _ in UInt8(random.number(0...255)) }
  }

  /// Any JSON, not deep but for once in a while.
  mutating func json(_ depth: Int = 0) -> JSON {
    switch random.number(0...(depth < 4 ? 9 : 6)) {
    case 0: .null
    case 1: .boolean(random.chance(percent: 50))
    case 2, 3: .integer(integer())
    case 4...6: .string(text())
    case 7: .array((0..<random.number(0...3)).map { _ in json(depth + 1) })
    default:
      .object(JSONObject((0..<random.number(0...4)).map { _ in (text(), json(depth + 1)) }))
    }
  }

  mutating func integer() -> Int64 {
    random.pick([
      0, 1, 2, 3, -1, 100, Int64(random.number(1...60)), 9_007_199_254_740_991,
      -9_007_199_254_740_991, 4_294_967_296,
    ])
  }

  /// The fields of a command, most of them as they should be.
  mutating func object(_ fields: [FieldDescription], depth: Int = 0) -> JSONObject {
    var object = JSONObject()
    for field in fields where random.chance(percent: field.isRequired ? 97 : 20) {
      object[field.name] =
        random.chance(percent: 93) ? value(field.kind, field.name, depth) : json()
    }
    if random.chance(percent: 2) { object[text()] = json() }
    return object
  }

  private mutating func value(_ kind: FieldKind, _ name: String, _ depth: Int) -> JSON {
    switch kind {
    case .text: name == "currency" ? .string(random.pick(["EUR", "GBP"])) : .string(text())
    case .email: .string("c\(random.number(1...80))@example.com")
    case .code: .string(random.pick(["default", "customer", "vip", "b2b", "x.y-z_1", "Bad Code"]))
    case .integer: .integer(random.chance(percent: 80) ? Int64(random.number(0...500)) : integer())
    case .boolean: .boolean(random.chance(percent: 50))
    case .time:
      .string(random.pick(["2026-01-01T00:00:00Z", "2030-06-01T12:00:00.5+02:00", text()]))
    case .day: .string(random.pick(["2026-01-01", "2031-12-31", text()]))
    case .entity: entity()
    case .choice(let choices): .string(random.chance(percent: 90) ? random.pick(choices) : text())
    case .object(let fields):
      name.hasSuffix("address") && random.chance(percent: 70)
        ? Self.address : depth < 5 ? .object(object(fields, depth: depth + 1)) : .null
    case .list(let kind):
      .array((0..<random.number(0...3)).map { _ in value(kind, name, depth + 1) })
    case .map: .object(JSONObject((0..<random.number(0...3)).map { _ in (text(), json(2)) }))
    }
  }

  private static let address: JSON = [
    "country_code": "DE", "postal_code": "10115", "locality": "Berlin",
    "address_line1": "Lange Straße 1",
  ]

  private mutating func entity() -> JSON {
    switch random.number(0...9) {
    case 0...5: .integer(Int64(random.number(1...30)))
    case 6: .string("\(random.number(1...30))")
    case 7: .string("c\(random.number(1...80))@example.com")
    case 8: .string("guest:c\(random.number(1...80))@example.com")
    default: .string(text())
    }
  }

  /// Changes a few bytes, takes some away, doubles some.
  mutating func mutated(_ bytes: [UInt8], with words: [String] = texts) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<random.number(1...4) {
      let place = random.number(0...bytes.count)
      let end = min(bytes.count, place + random.number(0...12))
      switch random.number(0...5) {
      case 0 where place < bytes.count: bytes[place] = UInt8(random.number(0...255))
      case 1 where place < bytes.count: bytes[place] ^= 1 << UInt8(random.number(0...7))
      case 2: bytes.removeSubrange(place..<end)
      case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 4: bytes.insert(contentsOf: Array(random.pick(words).utf8), at: place)
      default: bytes.removeSubrange(random.chance(percent: 5) ? place..<bytes.count : place..<place)
      }
    }
    return bytes
  }

  /// A line of `apply`, in UTF-8, without its end.
  mutating func line() -> [UInt8] {
    var line: [UInt8]
    if random.chance(percent: 5) {
      line = random.chance(percent: 50) ? noise() : Array(json().canonicalText.utf8)
    } else {
      let name = random.pick(Decisions.names)
      var command = object(Decisions.named(name)?.fieldDescriptions ?? [])
      command["command"] = .string(name)
      if random.chance(percent: 20) {
        command["command_id"] = .string("id-\(random.number(1...90))")
      }
      if random.chance(percent: 20) { command["reason"] = .string(text()) }
      if random.chance(percent: 30) {
        command["channel"] = .string(random.pick(["checkout", "account", "import", "system"]))
      }
      line = Array(JSON.object(command).canonicalText.utf8)
      if random.chance(percent: 10) { line = mutated(line) }
    }
    line = line.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: " ") : $0 }
    let isBlank = line.allSatisfy { [0x20, 0x09, 0x0D].contains($0) }
    return isBlank ? Array("?".utf8) : line
  }
}
