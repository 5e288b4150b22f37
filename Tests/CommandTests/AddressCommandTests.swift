import DaybookCommand
import Foundation
import Model
import Testing

/// The commands about addresses, beyond what their transcript shows.
@Suite struct AddressCommandTests {
  private static let codes: [String] = {
    let answer = (try? World())?.run("address", "countries", "--json").json
    return answer?["countries"].array?.compactMap { $0["country_code"].string } ?? []
  }()

  @Test func countriesAreListedByCode() throws {
    let world = try World()
    let json = try #require(world.run("address", "countries", "--json").json)
    #expect(json["count"].integer == 252)
    let rows = try #require(json["countries"].array)
    #expect(rows.count == 252)
    #expect(Self.codes == Set(Self.codes).sorted())
    #expect(rows.first?["name"].string == "Ascension Island")
    for code in ["AC", "AX", "TA", "XK"] { #expect(Self.codes.contains(code)) }

    let lines = world.run("address", "countries").lines
    #expect(lines.count == 253)
    #expect(lines[0] == "code  country")
    #expect(lines[1] == "AC    Ascension Island")
    #expect(lines.contains("AX    Åland Islands"))
    for (line, row) in zip(lines.dropFirst(), rows) {
      #expect(line == "\(row["country_code"].string ?? "")    \(row["name"].string ?? "")")
    }
    #expect(!FileManager.default.fileExists(atPath: world.path("ledger.db")))
  }

  @Test func everyCountryIsDescribedByCodeAndByName() throws {
    let world = try World()
    #expect(Self.codes.count == 252)
    for code in Self.codes {
      let result = world.run("address", "describe", code, "--json")
      let json = try #require(result.json, "\(code)")
      #expect(result.status == 0)
      let name = try #require(json["name"].string)
      let fields = json["fields"].array?.compactMap(\.string) ?? []
      let layout = json["layout"].array?.compactMap(\.string) ?? []
      let text = layout.joined(separator: "\n")
      // Ivory Coast prints its sorting code twice.
      let printed = Set(text.matches(of: /\{([a-z_0-9]+)\}/).map { String($0.output.1) })
      #expect(printed == Set(fields), "\(code)")
      for field in json["required"].array ?? [] { #expect(fields.contains(field.string ?? "")) }
      let people = world.run("address", "describe", name.uppercased())
      #expect(people.output == world.run("address", "describe", code.lowercased()).output)
      #expect(people.lines.first == "\(name) (\(code))")
      for line in people.lines { #expect(line.count <= 100, "\(code): \(line)") }
    }
  }

  @Test func everyExampleIsRight() throws {
    let world = try World()
    for code in Self.codes {
      let json = try #require(world.run("address", "describe", code, "--json").json)
      var address: JSONObject = [
        "country_code": .string(code), "address_line1": "1 Main Street", "locality": "Springfield",
      ]
      address["postal_code"] = json["postal_code_example"]
      address["administrative_area"] = json["areas"].array?.last?["area"]
      let text = JSON.object(address).canonicalText
      let answer = try #require(world.run("address", "validate", text, "--json").json)
      let left = answer["problems"].array?.filter { problem in
        // What has no list has no example; where there is one, the code need not be of the last area.
        problem["field"].string != "administrative_area" || json["areas"].array != []
      }
      #expect(left?.filter { $0["problem"].string != "required" } == [], "\(code) \(left ?? [])")
    }
  }
}
