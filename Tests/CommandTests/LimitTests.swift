import Model
import Testing

@testable import DaybookCommand

/// What is too large or too deep for the program: one clear error each, and nothing else happens.
@Suite struct LimitTests {
  private static let good = #"{"command":"customer.register","email":"ada@example.com"}"#

  /// The codes that `apply` gives to lines; nil for one that it took.
  private func codes(_ lines: [String]) throws -> [String?] {
    let world = try World()
    world.run("init")
    let result = world.run("apply", input: lines.map { $0 + "\n" }.joined())
    #expect(world.run("verify").status == 0)
    return try result.lines.map { try JSON(parsing: $0)["error"]["code"].string }
  }

  private static func line(metadata: String) -> String {
    #"{"command":"customer.register","email":"bob@example.com","metadata":\#(metadata)}"#
  }

  @Test func aLineHas16MiB() throws {
    let long = Self.line(metadata: "{\"a\":\"" + String(repeating: "x", count: 16 << 20) + "\"}")
    let found = try codes([long, Self.good])
    #expect(found == ["field_invalid", nil])
    let world = try World()
    let result = world.run("apply", "--create", input: long + "\n" + Self.good + "\n")
    // Not that a text in it is too long, which it is, too.
    #expect(result.lines.first?.contains("16 MiB") == true)
    #expect(result.lines.count == 2)
  }

  @Test func aTextHas1MiB() throws {
    for (count, code) in [(1 << 20, nil), (1 << 20 + 1, "field_invalid")] {
      let name = String(repeating: "x", count: count)
      let line = #"{"command":"customer.register","email":"b@example.com","first_name":"\#(name)"}"#
      let found = try codes([line, Self.good])
      #expect(found == [code, nil])
    }
  }

  @Test func aFreeObjectHas1MiB() throws {
    let text = String(repeating: "x", count: 1 << 19)
    for (metadata, code) in [
      ("{\"a\":\"\(text)\"}", nil), ("{\"a\":\"\(text)\",\"b\":[\"\(text)\"]}", "field_invalid"),
      ("{\"\(text)\(text)\":1}", "field_invalid"),
    ] {
      let found = try codes([Self.line(metadata: metadata), Self.good])
      #expect(found == [code, nil])
    }
  }

  /// A line as a whole 64 levels, and a field 56, so that documents made of it have fewer than 64.
  @Test func valuesAreNestedNoDeeperThan64() throws {
    for depth in [40, 55, 56, 62, 63, 64, 65, 100_000] {
      let nested =
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      let line = Self.line(metadata: "{\"a\":\(nested)}")
      let found = try codes([line, Self.good])
      #expect(found == [depth < 56 ? nil : "field_invalid", nil], "\(depth)")
    }
  }

  @Test func anArgumentIsNoLongerThanAField() throws {
    let world = try World()
    world.run("init")
    let name = String(repeating: "x", count: 1 << 20 + 1)
    let result = world.run(
      "customer",
      "register",
      "a@example.com",
      "--first-name",
      name,
      "--json"
    )
    #expect(result.status == 2)
    #expect(result.error == "field_invalid")
    #expect(result.errors.utf8.count < 1000)
    #expect(world.run("log").output.contains("CustomerRegistered") == false)
  }
}
