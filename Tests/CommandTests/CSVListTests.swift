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

  /// A new list says what its columns are without rows.
  @Test(arguments: Subcommand.all.filter { $0.verb == "list" }.map(\.name))
  func everyListOfTheReadModelsTakesIt(_ name: String) throws {
    let subcommand = try #require(Subcommand.named(name))
    guard case .query = subcommand.kind else { return }
    let world = try World.withOneOfEach()
    let customer =
      subcommand.fields.contains { $0.name == "customer" } ? ["--customer", "1"] : []
    let words = subcommand.spelling.split(separator: " ").map(String.init) + customer
    let csv = world.run(words + ["--csv"])
    #expect(csv.status == 0, "\(csv.errors)")
    let json = world.run(words + ["--json"]).json?.object
    let row = json?.first { $0.value.array != nil }?.value.array?.first?.object
    let header = csv.output.split(separator: "\r\n").first.map(String.init) ?? ""
    for key in try #require(row, "\(name) is empty").keys {
      #expect(
        header.split(separator: ",").contains { $0 == key || $0.hasPrefix(key + ".") },
        "\(name) has no column for \(key)"
      )
    }
    // Without rows the columns are the same.
    #expect(world.run(words + ["--csv", "--offset", "9"]).output == header + "\r\n")
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

  @Test func withoutRowsThereAreColumns() throws {
    let world = try world()
    let expected = [
      "credit show 1": "position,kind,amount,currency,site,name,order,corrects,balance,occurred_at",
      "profile list --near-duplicates": "customer,profile,near_duplicate,formatted",
      "group list": "group,name,discount_percent,price_list,metadata,members",
    ]
    for (command, header) in expected {
      let result = world.run(command.split(separator: " ").map(String.init) + ["--csv"])
      #expect(result.output == header + "\r\n")
      #expect(result.status == 0)
    }
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
  }

  @Test(arguments: [["customer", "show", "1"], ["log"], ["customer", "edit", "1"]])
  func whatHasNoRowsDoesNotTakeIt(_ words: [String]) throws {
    let result = try world().run(words + ["--csv", "--json=false"])
    #expect(result.status == 2)
    #expect(result.errors.contains("The field csv has no meaning for daybook"))
  }
}

extension World {
  /// A ledger with something for every list to show.
  fileprivate static func withOneOfEach() throws -> World {
    let address =
      #""country_code":"GB","address_line1":"1","locality":"York","postal_code":"YO1 7HH""#
    let lines = #"[{"sku":"A1","quantity":1,"unit_price":1}]"#
    let commands = [
      #""customer.register","email":"ada@example.com""#,
      #""profile.add","customer":1,"address":{\#(address)}"#,
      #""order.place","customer":1,"currency":"EUR","lines":\#(lines),"billing":{"profile":1}"#,
      #""order.place","email":"guest@example.com","channel":"checkout","currency":"EUR","#
        + #""lines":\#(lines),"billing":{"address":{\#(address)}}"#,
      #""claim.request","customer":1,"orders":[2]"#,
      #""group.create","group":"vip""#,
      #""cart.update","customer":1,"currency":"EUR","lines":\#(lines)"#,
      #""newsletter.subscribe","customer":1,"list":"news""#,
      #""payment_method.add","customer":1,"gateway":"stripe","billing":{"profile":1}"#,
    ]
    let world = try World()
    let input = commands.map { #"{"command":\#($0)}"# }.joined(separator: "\n")
    let result = world.run("apply", "--create", input: input)
    #expect(result.status == 0, "\(result.output)")
    return world
  }
}
