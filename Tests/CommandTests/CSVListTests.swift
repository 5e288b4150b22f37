import Daybook
import Model
import Testing

@testable import DaybookCommand

@Suite struct CSVListTests {
  /// The table that some rows make, with `-` for what is empty.
  private func table(_ rows: String...) throws -> [String] {
    let columns = try CSVColumns(of: rows)
    let cells = try rows.map { try columns.cells(of: $0).map { $0 ?? "-" } }
    return ([columns.names] + cells).map { $0.joined(separator: "|") }
  }

  @Test func membersAreColumnsInTheirOrder() throws {
    let rows = try table(
      #"{"z":1,"a":"x\"\n","b":true,"c":null,"d":""}"#,
      #"{"z":-2,"a":null,"b":false,"c":"späte Zelle","d":"é"}"#
    )
    #expect(rows == ["z|a|b|c|d", "1|x\"\n|true|-|", "-2|-|false|späte Zelle|é"])
  }

  @Test func objectsAreFlattenedAndListsAreText() throws {
    let rows = try table(
      #"{"a":null,"list":[1,"x"],"z":1}"#,
      #"{"a":{"b":{"c":1}},"list":[],"z":2}"#,
      #"{"a":{"d":"e","b":null},"list":null,"z":3}"#
    )
    #expect(rows == ["a.b.c|a.d|list|z", #"-|-|[1,"x"]|1"#, "1|-|[]|2", "-|e|-|3"])
    #expect(try table(#"{"a":5}"#, #"{"a":{"b":6}}"#) == ["a|a.b", "5|-", "-|6"])
    #expect(try table(#"{"a":null}"#, #"{"a":{}}"#) == ["a", "-", "-"])
  }

  /// A script may rely on the columns, whatever the rows hold.
  @Test func addressesHaveAllTheirColumns() throws {
    let parts = [
      "country_code", "administrative_area", "locality", "dependent_locality", "postal_code",
      "sorting_code", "address_line1", "address_line2", "address_line3", "organization",
      "given_name", "additional_name", "family_name", "locale",
    ]
    let rows = try table(#"{"x":{"address":{"locality":"Roma","country_code":"IT"}},"y":1}"#)
    #expect(rows.first == (parts.map { "x.address." + $0 } + ["y"]).joined(separator: "|"))
    #expect(rows.last == "IT|-|Roma|-|-|-|-|-|-|-|-|-|-|-|1")
  }

  @Test func keysOfTheShopAreNoColumns() throws {
    let rows = try table(#"{"metadata":{"b":1,"a":{}}}"#, #"{"metadata":{}}"#)
    #expect(rows == ["metadata", #"{"b":1,"a":{}}"#, "{}"])
  }

  @Test func aDocumentNamesItsRows() throws {
    let text = #"{"customer":1,"entries":[{"position":2,"amount":5},{"position":1}],"site":"a"}"#
    let rows = try CSVAnswer.rows(of: .document(text), member: "entries")
    #expect(rows == [#"{"position":2,"amount":5}"#, #"{"position":1}"#])
    #expect(try CSVAnswer.rows(of: .document(text), member: nil).isEmpty)
    #expect(try CSVAnswer.rows(of: .document(text), member: "site").isEmpty)
  }

  @Test(arguments: [
    ("=1+1", true), ("@SUM(A1)", true), ("\tx", true), ("\rx", true), ("+cmd|x", true),
    ("-x", true), ("+45 12 34 56", false), ("-12.5", false), ("+1 (555) 01-02/3", false),
    ("", false), ("a=1", false), ("1+1", false),
  ])
  func formulasAreToldFromPhones(_ text: String, _ expected: Bool) {
    #expect(CSV.looksLikeFormula(text) == expected)
  }

  private func world() throws -> World {
    let world = try World()
    world.run("init")
    world.run("customer", "register", "ada@example.com", "--phone", "+45 12", "--first-name", "=A1")
    world.run("profile", "add", "1", "--address.country-code", "GB", "--channel", "import")
    return world
  }

  /// A new list needs nothing to be done for it.
  @Test(arguments: Subcommand.all.filter { $0.verb == "list" }.map(\.name))
  func everyListOfTheReadModelsTakesIt(_ name: String) throws {
    let subcommand = try #require(Subcommand.named(name))
    guard case .query = subcommand.kind else { return }
    let world = try world()
    let customer =
      subcommand.fields.contains { $0.name == "customer" } ? ["--customer", "1"] : []
    let words = subcommand.spelling.split(separator: " ").map(String.init) + customer
    let csv = world.run(words + ["--csv"])
    #expect(csv.status == 0, "\(csv.errors)")
    let json = world.run(words + ["--json"]).json?.object
    let rows = json?.first { $0.value.array != nil }?.value.array ?? []
    #expect(csv.output.isEmpty == rows.isEmpty)
    let header = csv.output.split(separator: "\r\n").first.map(String.init) ?? ""
    for key in rows.first?.object?.keys ?? [] {
      #expect(
        header.split(separator: ",").contains { $0 == key || $0.hasPrefix(key + ".") },
        "\(name) has no column for \(key)"
      )
    }
    #expect(world.run(words + ["--csv", "--json"]).error == "field_invalid")
  }

  @Test func bookingsOfCreditAreRows() throws {
    let world = try world()
    for amount in ["500", "700"] {
      let grant = ["credit", "grant", "1", "--amount", amount, "--currency", "EUR"]
      #expect(world.run(grant).status == 0)
    }
    let rows = world.run("credit", "show", "1", "--csv").output.split(separator: "\r\n")
    #expect(
      rows.first == "position,kind,amount,currency,site,name,order,corrects,balance,occurred_at"
    )
    #expect(rows.dropFirst().map { $0.split(separator: ",")[2] } == ["700", "500"])
  }

  @Test func cellsAreWrittenAsTheyAre() throws {
    let world = try world()
    let list = world.run("customer", "list", "--csv", "--as-of", "1")
    #expect(
      list.output == """
        customer,site,company,last_name,first_name,country,administrative_area,email,created_at,\
        enabled,has_account\r
        1,default,,,=A1,,,ada@example.com,2026-01-02T03:05:05.000000Z,true,true\r

        """
    )
    #expect(list.errors.hasPrefix("warning: 1 cell begins as a formula does"))
    let profiles = world.run("profile", "list", "1", "--csv")
    #expect(profiles.errors.isEmpty)
    #expect(world.run("customer", "list", "--csv", "--offset", "1").output.isEmpty)
  }

  @Test(arguments: [["customer", "show", "1"], ["log"], ["customer", "edit", "1"]])
  func whatHasNoRowsDoesNotTakeIt(_ words: [String]) throws {
    let result = try world().run(words + ["--csv", "--json=false"])
    #expect(result.status == 2)
    #expect(result.errors.contains("The field csv has no meaning for daybook"))
  }
}
