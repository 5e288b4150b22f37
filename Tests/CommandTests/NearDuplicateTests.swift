import DaybookCommand
import Model
import Testing

/// Which two entries of an address book count as near duplicates.
@Suite struct NearDuplicateTests {
  private static let base: JSONObject = [
    "country_code": "US", "administrative_area": "UT", "locality": "Salt Lake City",
    "postal_code": "84601", "address_line1": "1 Main Street", "organization": "Süß & Co.",
    "given_name": "Zoë",
  ]

  private func areNearDuplicates(_ first: JSONObject, _ second: JSONObject) throws -> Bool {
    let world = try World()
    world.run("init")
    world.run("customer", "register", "ada@example.com")
    for address in [first, second] {
      let text = JSON.object(address).canonicalText
      let result = world.run("profile", "add", "1", "--address", text, "--channel", "import")
      try #require(result.status == 0, "\(result.errors)")
    }
    let listed = try #require(world.run("profile", "list", "1", "--json").json?["count"].integer)
    try #require(listed == 2)
    let json = world.run("profile", "list", "1", "--near-duplicates", "--json").json
    let pairs = try #require(json?["pairs"].array)
    #expect(json?["count"].integer == Int64(pairs.count))
    return pairs.count == 1 && pairs[0]["profile"] == 1 && pairs[0]["near_duplicate"] == 2
  }

  @Test func onlyEntriesInUseAndForTheUsageThatIsAskedFor() throws {
    let world = try World()
    world.run("init")
    world.run("customer", "register", "ada@example.com")
    world.run("profile-type", "define", "bill", "--usages", #"["billing"]"#)
    for street in ["1 Main Street", "1 MAIN STREET"] {
      let address = #"{"country_code":"IE","locality":"Cork","address_line1":"\#(street)"}"#
      world.run(
        "profile",
        "add",
        "1",
        "--type",
        "bill",
        "--address",
        address,
        "--channel",
        "import"
      )
    }
    func count(_ options: String...) -> JSON? {
      world.run(["profile", "list", "1", "--near-duplicates", "--json"] + options).json?["count"]
    }
    #expect(count() == 1)
    #expect(count("--usage", "billing") == 1)
    #expect(count("--usage", "shipping") == 0)
    world.run("profile", "disable", "2")
    #expect(count() == 0)
    #expect(count("--all") == 1)
  }

  private func areNearDuplicates(_ changes: JSONObject) throws -> Bool {
    var other = Self.base
    for (key, value) in changes { other[key] = value }
    return try areNearDuplicates(Self.base, other)
  }

  @Test(
    arguments: [
      ["address_line1": "  1,  MAIN street. "], ["locality": "salt-lake city"],
      ["postal_code": "8 46 01"], ["organization": "SÜSS Co"], ["given_name": "Zoe\u{308}"],
      ["administrative_area": "utah"], ["administrative_area": "us-UT"],
      ["administrative_area": "U.T."], ["locale": "en-GB"], ["address_line1": "1\tMain\nStreet"],
      ["address_line1": "1\u{200F} Main\u{AD} Street"],
    ] as [JSONObject]
  )
  func caseSpacesAndPunctuationDoNotCount(_ changes: JSONObject) throws {
    #expect(try areNearDuplicates(changes), "\(changes)")
  }

  @Test(
    arguments: [
      ["address_line1": "11 Main Street"], ["address_line2": "Flat 2"], ["postal_code": "84602"],
      ["given_name": "Zoe"], ["administrative_area": "VT"], ["administrative_area": .null],
      ["country_code": "PR"], ["locality": .null, "dependent_locality": "Salt Lake City"],
    ] as [JSONObject]
  )
  func anythingElseCounts(_ changes: JSONObject) throws {
    #expect(try !areNearDuplicates(changes), "\(changes)")
  }

  @Test(
    arguments: [
      ("IE", "Co. Cork", "CO CORK", true), ("IE", "Co. Cork", "IE-CO", true),
      ("MX", "N.L.", "nl", true), ("MX", "N.L.", "Nuevo León", true), ("MX", "CDMX", "D.F.", true),
      ("JP", "東京都", "13", true), ("JP", "東京都", "Tokyo", true), ("JP", "東京都", "京都府", false),
      ("IN", "OR", "Odisha", true), ("IN", "IN-OD", "IN-OR", true), ("CN", "61", "SN", true),
      // No list: as it was typed.
      ("GB", "Greater London", "greater-london", true), ("GB", "Greater London", "London", false),
      ("IE", "Cork", "Co. Cork", false), ("ZZ", "Area", "area", true),
    ]
  )
  func areasAreTheSameByNameAndByCode(
    _ country: String,
    _ first: String,
    _ second: String,
    _ expected: Bool
  ) throws {
    func address(_ area: String) -> JSONObject {
      ["country_code": .string(country), "administrative_area": .string(area), "locality": "X"]
    }
    #expect(try areNearDuplicates(address(first), address(second)) == expected)
  }

  /// Putting so many marks in order would take hours if the time were quadratic.
  @Test(.timeLimit(.minutes(10))) func floodsOfMarksAreFolded() throws {
    let flood = "e" + String(repeating: "\u{301}\u{316}", count: 250_000)
    let first: JSONObject = ["country_code": "US", "locality": .string(flood)]
    var second = first
    second["address_line1"] = "-"
    #expect(try areNearDuplicates(first, second))
  }
}
