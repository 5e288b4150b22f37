import DaybookCommand
import Model
import TestSupport
import Testing

/// Addresses that are meant to hurt, through the program.
@Suite struct HostileAddressTests {
  private static let length = 100_000

  private static let floods = [
    String(repeating: "a-", count: length / 2),
    "e" + String(repeating: "\u{301}\u{316}", count: length / 4),
    String(repeating: "\u{202E}abc\u{200F}", count: length / 9),
    String(repeating: "\r\n", count: length / 2),
  ]

  private static func address(
    _ field: String,
    _ text: String,
    line2: String? = nil
  ) -> String {
    var address: JSONObject = [
      "country_code": "US", "administrative_area": "UT", "locality": "Provo",
      "postal_code": "84601", "address_line1": "1 Main Street",
    ]
    address["address_line2"] = line2.map(JSON.string)
    address[field] = .string(text)
    return JSON.object(address).canonicalText
  }

  @Test(
    arguments: floods.indices,
    [
      ("address_line1", nil), ("country_code", "unknown_country"),
      ("postal_code", "invalid_postal_code"),
      ("administrative_area", "unknown_administrative_area"),
    ]
  )
  func floodsGetAClearAnswer(_ index: Int, _ expected: (field: String, problem: String?)) throws {
    let world = try World()
    let flood = Self.floods[index]
    let address = Self.address(expected.field, flood)
    let isBlank = flood.utf8.first == UInt8(ascii: "\r")
    let problem = isBlank ? "required" : expected.problem

    let told = world.run("address", "validate", address, "--json")
    #expect(told.status == (problem == nil ? 0 : 1))
    let problems = try #require(told.json?["problems"].array)
    #expect(problems.compactMap { $0["problem"].string } == [problem].compactMap(\.self))
    #expect(problems.allSatisfy { $0["field"].string == expected.field })

    // A sentence names the field and does not repeat the flood.
    let people = world.run("address", "validate", address)
    #expect(people.output.utf8.count < 1000)
    #expect(
      people.all.unicodeScalars.allSatisfy { $0 == "\n" || ("\u{20}"..."\u{7E}").contains($0) }
    )

    world.run("init")
    world.run("customer", "register", "ada@example.com")
    let line = #"{"command":"profile.add","customer":1,"address":\#(address)}"#
    let applied = world.run("apply", "--actor", "test", input: line + "\n")
    #expect(applied.status == (problem == nil ? 0 : 1))
    #expect(applied.output.utf8.count < 1000)
    #expect(applied.json?["ok"].boolean == (problem == nil))
    let error = applied.json?["error"] ?? .null
    #expect(error["code"].string == (problem == nil ? nil : "address_invalid"))

    // An import takes it, and it comes back whole.
    let imported = world.run(
      "apply",
      "--actor",
      "test",
      "--channel",
      "import",
      input: line + "\n"
    )
    #expect(imported.status == 0)
    let profile = imported.json?["profile"].integer ?? 0
    let shown = world.run("profile", "show", "\(profile)", "--json").json ?? .null
    let kept = shown["address"][expected.field].string ?? ""
    #expect(kept.utf8.elementsEqual(flood.utf8))
    #expect(shown["formatted"].array?.isEmpty == false)

    // What lists of people and near duplicates make of it takes no longer.
    let other = Self.address(expected.field, flood, line2: "-")
    let second = #"{"command":"profile.add","customer":1,"address":\#(other)}"#
    world.run("apply", "--actor", "test", "--channel", "import", input: second + "\n")
    #expect(world.run("profile", "show", "\(profile)").status == 0)
    let pairs = world.run("profile", "list", "1", "--near-duplicates", "--json").json ?? .null
    #expect(pairs["count"] == 1)
  }

  @Test func aNULIsRefusedWhereItStands() throws {
    let world = try World()
    for verb in ["validate", "format"] {
      let result = world.run("address", verb, Self.address("locality", "Pro\u{0}vo"), "--json")
      #expect(result.status == 2)
      #expect(result.error == "field_invalid")
      #expect(result.errors.contains("U+0000"))
    }
  }

  @Test(arguments: [0x1B, 0x202E, 0x200F, 0x85, 0x0A] as [UInt32])
  func printedTextMovesNoCursor(_ code: UInt32) throws {
    let world = try World()
    let mark = try #require(Unicode.Scalar(code))
    let address = Self.address("locality", "Pro\(mark)vo")
    let text = world.run("address", "format", address, "--label").output
    #expect(text.split(separator: "\n").count == 3)
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || ("\u{20}"..."\u{7E}").contains($0) })
  }
}
