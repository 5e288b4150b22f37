import Foundation
import Model
import Testing

@testable import DaybookCommand

@Suite struct CSVImportTests {
  /// A world with an empty ledger, in which a file is imported.
  private func world(ledger: Bool = true) throws -> World {
    let world = try World()
    if ledger { world.run("init") }
    return world
  }

  /// Writes files, and imports them.
  private func run(
    _ world: World,
    _ texts: String...,
    options: [String] = []
  ) throws -> World.Result {
    var files: [String] = []
    for (index, text) in texts.enumerated() {
      let path = world.path("\(index + 1).csv")
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      files.append(path)
    }
    var result = world.run(["csv"] + files + options)
    result.errors = result.errors.replacing(world.folder.path + "/", with: "")
    return result
  }

  private func size(_ world: World) -> JSON? { world.run("verify", "--json").json?["size"] }

  /// What is wrong with a file as a whole, so that nothing of it is imported.
  @Test(arguments: [
    ("", "The file is empty"), ("\u{FEFF}", "The file is empty"),
    ("email\n", "a header and no rows"), ("email,phone\r\n\r\n,\r\n", "a header and no rows"),
    ("\nemail\n", "Column 1 has no name."),
    ("email,,phone\na@b.example,,\n", "Column 2 has no name."),
    ("email,phone,email\na,b,c\n", "The columns 1 and 3 have the same name."),
    ("email,frist_name\na,b\n", "no column “frist_name” for customers; did you mean first_name?"),
    ("email,company.nam\na,b\n", "did you mean company.name?"),
    ("email,has_acount\na,b\n", "did you mean has_account?"),
    (
      "email,something\na,b\n",
      "The name of column 2 is none for customers; see `daybook help customer register`."
    ),
    (
      "email,company,company.name\na,b,c\n",
      "The columns “company.name” and “company” say the same."
    ),
    ("email,metadata,metadata.x\na,b,c\n", "The columns “metadata” and “metadata.x” say the same."),
    ("email,occurred_at,created_at\na,b,c\n", "say the same"),
    ("currency,lines,sku\na,b,c\n", "The columns “lines” and “sku” say the same."),
    ("currency,emial\na,b\n", "no column “emial” for orders; did you mean email?"),
    ("customer,address.contry_code\na,b\n", "did you mean address.country_code?"),
    ("first_name,last_name\na,b\n", "does not tell what the rows are"),
    ("em\"ail\na\n", "A quote stands inside cell 1"),
    ("\"email\na\n", "opens in line 1 is never closed"),
    ("em\0ail\na\n", "U+0000"), ("email\ra@b.example\r", "A carriage return stands alone"),
    (String(repeating: "a,", count: 1000) + "b\n1\n", "more than 1000 cells"),
  ])
  func wrongHeadersStopEverything(_ text: String, _ expected: String) throws {
    let world = try world()
    let good = "email\nada@example.com\n"
    let result = try run(world, good, text)
    #expect(result.status == 2)
    #expect(result.errors.contains("2.csv:1: "), "\(result.errors)")
    #expect(result.errors.contains(expected), "\(result.errors)")
    #expect(result.output.isEmpty)
    #expect(size(world) == 0)
  }

  /// Errors come to stand in logs, and without its header a file begins with somebody's row.
  @Test func aRowInPlaceOfTheHeaderIsNotRepeated() throws {
    let world = try world()
    let path = world.path("x.csv")
    for text in ["ada@example.com,Ada\n", "Ada,Ada\n", "Ada,Ada Lovelace,ada@example.com\n"] {
      try Data((text + text).utf8).write(to: URL(filePath: path))
      for option in [[], ["--json"], ["--kind", "orders"]] {
        let result = world.run(["csv", path, "--kind", "customers"] + option)
        #expect(result.status == 2)
        #expect(!result.all.lowercased().contains("ada"), "\(result.all)")
      }
    }
  }

  @Test func otherEncodingsAreTold() throws {
    let world = try world()
    let path = world.path("x.csv")
    try Data([0xFF, 0xFE, 0x65, 0x00]).write(to: URL(filePath: path))
    #expect(world.run("csv", path).errors.contains("The file is UTF-16; save it as UTF-8."))
    try Data(Array("email\nM".utf8) + [0xFC]).write(to: URL(filePath: path))
    #expect(world.run("csv", path).errors.contains("x.csv:2: field_invalid: Cell 1 is not UTF-8"))
  }

  @Test(arguments: [",", ";", "\t"], ["\n", "\r\n"])
  func spreadsheetsOfAllKindsAreRead(_ separator: String, _ end: String) throws {
    let world = try world()
    let rows = [
      ["email", "first_name", "has_account", "phone"],
      ["ada@example.com", "\"A\(separator)\nda\"", "TRUE", "+45 12"],
      ["bob@example.com", "null", "no", ""], ["", "", "", ""],
    ]
    let text = "\u{FEFF}" + rows.map { $0.joined(separator: separator) + end }.joined()
    #expect(try run(world, text).output == "2 rows done, 0 already there, 0 failed.\n")
    let ada = world.run("customer", "show", "1", "--json").json
    #expect(ada?["first_name"] == .string("A\(separator)\nda"))
    #expect(ada?["phone"] == "+45 12")
    #expect(ada?["has_account"] == true)
    let bob = world.run("customer", "show", "2", "--json").json
    #expect(bob?["first_name"] == "null")
    #expect(bob?["phone"].isNull == true)
    #expect(bob?["has_account"] == false)
  }

  @Test func rowsThatFailLeaveTheOthers() throws {
    let world = try world()
    let text = """
      email,first_name,reference,metadata.tier,metadata.n
      ada@example.com,"two
      lines",a,gold,5
      ADA@example.com,,b,,
      bob@example.com
      x,y,z,1,2
      cyd@example.com,,a,,
      dan@example.com,,d@d,,
      eve@example.com,,e,,
      """
    let result = try run(world, text)
    #expect(result.status == 1)
    #expect(
      result.errors == """
        1.csv:4: email_taken: The e-mail belongs to customer 1 on the site default.
        1.csv:5: field_invalid: The row has 1 cell, and the header 5.
        1.csv:6: email_invalid: This is not an e-mail address: one @, no white space, a domain.
        1.csv:7: command_id_reused: A row with the reference a was imported before with other \
        content, for another site, or by another actor, channel or reason, and is left as it \
        was; change what is there with its own command, or give the row another reference.
        1.csv:8: field_invalid: The field reference must not hold an @: it stands in the log for \
        ever, where no e-mail may stand.

        """
    )
    #expect(result.output == "2 rows done, 0 already there, 5 failed.\n")
    #expect(
      world.run("customer", "show", "1", "--json").json?["metadata"] == ["n": "5", "tier": "gold"]
    )
  }

  @Test func twiceIsAsGoodAsOnce() throws {
    let world = try world()
    let customers = "email,reference\nada@example.com,c-1\nbob@example.com,\n"
    let profiles =
      "customer,address.country_code,address.locality\nref:c-1,GB,London\n2,GB,London\n"
    let orders = """
      customer,number,currency,billing.profile,sku,quantity,unit_price
      1,100,GBP,1,A,1,500
      2,,GBP,2,B,1,500
      """
    let first = try run(world, customers, profiles, orders)
    #expect(first.output == "6 rows done, 0 already there, 0 failed.\n", "\(first.errors)")
    let size = size(world)
    let second = try run(world, customers, profiles, orders)
    #expect(second.output == "0 rows done, 6 already there, 0 failed.\n")
    #expect(second.status == 0)
    #expect(self.size(world) == size)
    let other = try run(world, customers, options: ["--actor", "other"])
    #expect(other.status == 1)
    #expect(other.errors.contains("This row was imported before with other content"))
    let ids = world.run("sql", "SELECT DISTINCT command_id FROM log.events", "--csv").output
      .split(separator: "\r\n").dropFirst()
    #expect(ids.count == 6)
    #expect(ids.allSatisfy { $0.wholeMatch(of: /csv:[0-9a-f]{64}/) != nil })
  }

  /// Nobody must be able to find out by guessing whose row it was, once the person is erased.
  @Test func idsOfPersonalRowsDifferFromLedgerToLedger() throws {
    let ids = try (0..<2).map { _ in
      let world = try world()
      _ = try run(world, "email,reference\nada@example.com,c-1\nbob@example.com,\n")
      return world.run("sql", "SELECT command_id FROM log.events", "--csv").output
        .split(separator: "\r\n")
    }
    #expect(ids[0][1] == ids[1][1])
    #expect(ids[0][2] != ids[1][2])
  }

  @Test func aDryRunDecidesAndAppendsNothing() throws {
    let world = try world()
    let customers = "email,reference\nada@example.com,c-1\nada@example.com,c-2\n"
    let profiles =
      "customer,address.country_code,address.locality\nref:c-1,GB,London\nref:c-2,GB,X\n"
    let dry = try run(world, customers, profiles, options: ["--dry-run"])
    #expect(dry.status == 1)
    #expect(
      dry.output == "2 rows would be done, 0 already there, 2 would fail; nothing was appended.\n"
    )
    #expect(size(world) == 0)
    let json = try run(world, customers, options: ["--dry-run", "--json"])
    #expect(
      json.lines.first?.hasSuffix(
        #"1.csv","line":2,"ok":true,"dry_run":true,"positions":[1],"customer":1}"#
      ) == true
    )
    let real = try run(world, customers, profiles)
    #expect(real.output == "2 rows done, 0 already there, 2 failed.\n")
    #expect(real.errors == dry.errors)
    for option in ["--create", "--atomic"] {
      #expect(try run(world, customers, options: ["--dry-run", option]).status == 2)
    }
  }

  @Test func atomicIsAllOrNothing() throws {
    let world = try world(ledger: false)
    let text = "email\nada@example.com\nbob@example.com\nada@EXAMPLE.com\n"
    let result = try run(world, text, "email\nx@example.com\n", options: ["--atomic", "--create"])
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("1.csv:4: email_taken"))
    #expect(result.errors.split(separator: "\n").count == 1)
    #expect(result.output == "1 row failed, so nothing was done; 3 rows taken back.\n")
    #expect(size(world) == 0)
  }

  @Test func resultsComeAsJSON() throws {
    let world = try world()
    let result = try run(world, "email\nada@example.com\nx\n", options: ["--json"])
    let file = world.path("1.csv")
    #expect(
      result.lines == [
        #"{"file":"\#(file)","line":2,"ok":true,"positions":[1],"customer":1}"#,
        #"{"file":"\#(file)","line":3,"ok":false,"error":{"code":"email_invalid","#
          + #""message":"This is not an e-mail address: one @, no white space, a domain.","details":{}}}"#,
      ]
    )
    #expect(result.errors.isEmpty)
  }

  @Test func aBusyLedgerEndsTheWork() throws {
    let world = try world()
    let busy = try BusyLedger(world.path("ledger.db"))
    let text = "email\nada@example.com\n"
    for option in ["--batch=1", "--atomic"] {
      let result = try run(world, text, options: ["--timeout", "0", option])
      #expect(result.status == 5)
      #expect(result.output.isEmpty)
    }
    #expect(try run(world, text, options: ["--timeout", "0", "--dry-run"]).status == 0)
    busy.release()
    #expect(try run(world, text).status == 0)
  }

  @Test func whatRowsSayOfThemselvesCounts() throws {
    let world = try world()
    let text = """
      email,site,actor,channel,reason,occurred_at,command_id,correlation_id
      ada@example.com,dk,shop,system,moved,2020-01-02T03:04:05Z,own-1,batch-1
      bob@example.com,,,,,,,
      """
    #expect(try run(world, text, options: ["--reason", "old shop"]).status == 0)
    let ada = world.run("show", "1", "--json").json
    #expect(ada?["actor"] == "shop")
    #expect(ada?["channel"] == "system")
    #expect(ada?["reason"] == "moved")
    #expect(ada?["occurred_at"] == "2020-01-02T03:04:05.000000Z")
    #expect(ada?["command_id"] == "own-1")
    #expect(ada?["data"]["site"] == "dk")
    let bob = world.run("show", "2", "--json").json
    #expect(bob?["actor"] == "uid:1000")
    #expect(bob?["channel"] == "import")
    #expect(bob?["reason"] == "old shop")
  }
}
