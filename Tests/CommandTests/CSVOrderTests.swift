import Model
import Testing

@testable import DaybookCommand

/// Orders of several rows, and lists that are exported and imported again.
@Suite struct CSVOrderTests {
  private func world() throws -> World {
    let world = try World()
    world.run("init")
    world.run("customer", "register", "ada@example.com")
    world.run("profile", "add", "1", "--address.country-code", "GB", "--channel", "import")
    return world
  }

  private func place(_ world: World, _ rows: String, pieceSize: Int = 1 << 16) -> World.Result {
    let header =
      "reference,number,customer,currency,billing.profile,sku,title,quantity,unit_price\n"
    return world.run(["csv", "-"], input: TextInput(header + rows, pieceSize: pieceSize))
  }

  private func lines(_ world: World, _ order: String) -> [String]? {
    world.run("order", "show", order, "--json").json?["lines"].array?.map(\.canonicalText)
  }

  @Test(arguments: [1, 5, 1 << 16]) func rowsOfOneOrderAreItsLines(_ pieceSize: Int) throws {
    let world = try world()
    let rows = """
      r1,,1,GBP,1,A,"Pen, blue",2,500
      r1,,,,,B,,1,100
      r1,,1,GBP,1,C,,1,1
      ,n1,1,GBP,1,D,,1,5
      ,n1,,,,E,,1,6
      ,,1,GBP,1,F,,1,5
      ,,1,GBP,1,G,,1,5
      r2,n1,1,GBP,1,H,,1,5

      """
    let result = place(world, rows, pieceSize: pieceSize)
    #expect(result.errors.hasPrefix("-:9: order_number_taken:"), "\(result.errors)")
    #expect(result.output == "7 rows done, 0 already there, 1 failed.\n")
    #expect(lines(world, "ref:r1")?.count == 3)
    #expect(lines(world, "ref:r1")?.first?.contains("Pen, blue") == true)
    #expect(lines(world, "no:n1")?.count == 2)
    #expect(world.run("order", "list", "--json").json?["count"] == 4)
    #expect(place(world, rows).output == "0 rows done, 7 already there, 1 failed.\n")
  }

  @Test(arguments: [
    "r1,n1,1,GBP,1,A,,1,5\n,n1,,,,B,,1,6\n", "r1,n1,1,GBP,1,A,,1,5\nr1,,,,,B,,1,6\n",
    "r1,n1,1,GBP,1,A,,1,5\n,,,,,B,,1,6\n", ",n1,1,GBP,1,A,,1,5\n,,,,,B,,1,6\n",
    ",n1,1,GBP,1,A,,1,5\n,n1,1,GBP,1,B,,1,6\n",
  ])
  func whatIsSaidOfTheOrderMayBeLeftEmpty(_ rows: String) throws {
    let world = try world()
    #expect(place(world, rows).output == "2 rows done, 0 already there, 0 failed.\n")
    #expect(lines(world, "no:n1")?.count == 2)
    #expect(place(world, rows).output == "0 rows done, 2 already there, 0 failed.\n")
  }

  /// None of them is placed without a row that may be its own.
  @Test func namesThatContradictEachOtherStopBoth() throws {
    let world = try world()
    let result = place(world, ",n1,1,GBP,1,A,,1,5\nr2,n1,1,GBP,1,B,,1,6\n")
    #expect(result.output == "0 rows done, 0 already there, 2 failed.\n")
    #expect(result.errors.contains("-:2: field_invalid: Lines 2 and 3 name one order"))
    #expect(world.run("order", "list", "--json").json?["count"] == 0)
  }

  @Test func equalRowsOfAnOrderThatStandApartAreTold() throws {
    let world = try world()
    let row = "r1,,1,GBP,1,A,,1,5\n"
    let result = place(world, row + "r2,,1,GBP,1,A,,1,5\n" + row)
    #expect(result.status == 1)
    #expect(result.output == "2 rows done, 0 already there, 1 failed.\n")
    #expect(
      result.errors.hasPrefix("-:4: field_invalid: The order with the reference r1 was placed")
    )
    #expect(place(world, row).output == "0 rows done, 1 already there, 0 failed.\n")
  }

  @Test(arguments: [
    (
      "r1,,1,GBP,1,A,,1,5\nr1,,1,EUR,,B,,1,5\n",
      "2: field_invalid: The field currency says something else in line 3 than in line 2, of the same order."
    ),
    (
      "r1,,1,GBP,1,A,,x,5\n",
      "2: field_invalid: The field lines[0].quantity must be a whole number."
    ),
    (
      "r1,,1,GBP,1,A,,1,5\nr1,,,,,B,,1,\n",
      "2: field_missing: The field lines[1].unit_price is missing."
    ),
    ("r1,,1,GBP,1,,,,\n", "2: lines_empty: An order needs at least one line."),
    (
      "r1,,1,GBP,1,A,,1,5\nr2,,1,GBP,1,A,,1,5\nr1,,,,,B,,1,5\n",
      "4: field_missing: The field currency is missing."
    ),
    (
      "r1,,1,GBP,1,A,,1,5\nr2,,1,GBP,1,A,,1,5\nr1,,1,GBP,1,B,,1,5\n",
      "4: command_id_reused: A row with the reference r1 was imported before"
    ),
  ])
  func ordersThatCannotBe(_ rows: String, _ expected: String) throws {
    let world = try world()
    let result = place(world, rows)
    #expect(result.status == 1)
    #expect(result.errors.contains("-:\(expected)"), "\(result.errors)")
  }

  /// An order must not be placed without one of its lines.
  @Test func aRowThatIsLostTakesItsOrderAlong() throws {
    let world = try world()
    let good = ",,,,,X,,1,5"
    let first = ",,1,GBP,1,X,,1,5"
    let result = place(
      world,
      """
      a\(first)
      b\(first)
      b,broken
      b\(good)
      c\(first)
      c\(good)
      d,broken
      d\(first)
      e\(first)
      f,"broken
      f\(good)
      """
    )
    #expect(result.output == "1 row done, 0 already there, 9 failed.\n")
    #expect(lines(world, "ref:a") != nil)
    for order in ["b", "c", "d", "e", "f"] {
      #expect(lines(world, "ref:\(order)") == nil, "\(order)")
    }
    #expect(
      result.errors.contains(
        "-:3: field_invalid: Line 4 cannot be read and may belong to this order."
      )
    )
    #expect(
      result.errors.contains("-:11: field_invalid: The quote that opens in line 11 is never closed")
    )
  }

  @Test func linesMayBeJSON() throws {
    let world = try world()
    let text = """
      email,currency,billing.address.country_code,lines,shipments,metadata
      g@example.com,GBP,GB,"[{""sku"":""A"",""quantity"":1,""unit_price"":5}]","[{""method"":""post""}]","{""n"":1}"
      """
    let result = world.run(["csv", "-"], input: TextInput(text))
    #expect(result.output == "1 row done, 0 already there, 0 failed.\n", "\(result.errors)")
    let order = world.run("order", "show", "1", "--json").json
    #expect(order?["metadata"] == ["n": 1])
    #expect(order?["shipments"].array?.count == 1)
  }
}
