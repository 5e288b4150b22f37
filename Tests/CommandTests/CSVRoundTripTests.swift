import Foundation
import Model
import TestSupport
import Testing

@testable import DaybookCommand

/// Lists that are exported as CSV and imported into a new ledger.
@Suite struct CSVRoundTripTests {
  private static let alphabet = Array("aB1 ,;\"\t\r\n=+-@'é\u{301}日👩‍👩‍👧{[\\\u{202E}").map(String.init)

  /// A text that a spreadsheet or a careless reader would spoil; nil now and then.
  private func text(_ random: inout SeededRandom) -> JSON {
    if random.chance(percent: 20) { return .null }
    let whole = random.pick(["null", "true", "=1+1", "+45 12", "007", " x ", "{\"a\":1}", "1e5"])
    if random.chance(percent: 30), let whole { return .string(whole) }
    return .string(
      (0...random.number(0...8)).compactMap { _ in random.pick(Self.alphabet) }.joined()
    )
  }

  private func fill(_ world: World, _ random: inout SeededRandom) {
    var lines: [JSON] = []
    for number in 1...20 {
      var customer: JSONObject = [
        "email": .string("c\(number)@example.com"), "first_name": text(&random),
        "last_name": text(&random), "phone": text(&random),
        "command": number % 4 == 0 ? "customer.record_guest" : "customer.register",
        "occurred_at": .string("2020-01-02T03:04:\(number + 10).123456Z"),
      ]
      if number % 5 == 0 { customer["site"] = "dk" }
      if number % 4 > 0 { customer["company"] = ["name": text(&random)] }
      lines.append(.object(customer))
      for entry in 1...2 where number % 4 > 0 {
        lines.append([
          "command": "profile.add", "customer": .integer(Int64(number)), "channel": "import",
          "address": [
            "country_code": "US", "administrative_area": "CA", "locality": text(&random),
            "address_line1": .string("\(entry), some road"), "organization": text(&random),
          ],
          "type": "tall", "phone": text(&random), "default_shipping": .boolean(entry == 2),
          "fields": ["note": text(&random), "height": .integer(Int64(entry)), "is_new": true],
          "reference": .string("p-\(number)-\(entry)"),
        ])
      }
    }
    let input = lines.map { $0.canonicalText + "\n" }.joined()
    #expect(world.run(["apply"], input: TextInput(input)).status == 0)
  }

  private func world() throws -> World {
    let world = try World()
    world.run("init")
    let kinds = [("note", "text"), ("height", "number"), ("is_new", "boolean")]
    let fields = kinds.map { #"{"name":"\#($0)","kind":"\#($1)"}"# }.joined(separator: ",")
    let type = world.run(
      ["profile-type", "define", "tall", "--fields", "[\(fields)]"]
        + ["--usages", "billing", "--usages", "shipping"]
    )
    #expect(type.status == 0, "\(type.errors)")
    return world
  }

  @Test func listsComeBackAsTheyWere() throws {
    var random = SeededRandom()
    let old = try world()
    fill(old, &random)
    let lists =
      [["customer", "list", "--sort", "customer"]]
      + (1...20).filter { $0 % 4 > 0 }.map { ["profile", "list", "--customer", "\($0)"] }
    var files: [String] = []
    for (index, list) in lists.enumerated() {
      let path = old.path("\(index).csv")
      try old.run(list + ["--csv"]).output.write(toFile: path, atomically: true, encoding: .utf8)
      files.append(path)
    }
    let new = try world()
    let result = new.run(["csv"] + files)
    #expect(result.status == 0, "seed \(random.seed): \(result.errors)")
    #expect(result.output == "50 rows done, 0 already there, 0 failed.\n")
    for list in lists {
      let before = old.run(list + ["--json"]).output
      #expect(before.contains("\"count\":\(list[0] == "customer" ? 20 : 2),"))
      #expect(new.run(list + ["--json"]).output == before, "seed \(random.seed)")
    }
    #expect(new.run(["csv"] + files).output == "0 rows done, 50 already there, 0 failed.\n")
  }

  @Test func whatIsDisabledIsNotImportedAsIfItWereNot() throws {
    let old = try world()
    old.run("customer", "register", "ada@example.com")
    old.run("customer", "disable", "1")
    let list = old.run("customer", "list", "--csv").output
    let result = try world().run("csv", "-", input: list)
    #expect(result.status == 1)
    #expect(result.errors.contains("-:2: field_invalid: The field enabled must be true or empty"))
  }
}
