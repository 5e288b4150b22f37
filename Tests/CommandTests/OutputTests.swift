import Model
import Testing

@testable import DaybookCommand

@Suite struct OutputTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("Émile", 5), ("E\u{301}mile", 5), ("東京", 4), ("ｶﾅ", 2), ("한국", 4),
    ("👩‍👩‍👧", 2), ("❤️", 2), ("e\u{301}\u{302}", 1), ("\u{200B}", 0), ("𠮷", 2), ("ñ", 1), ("Ａ", 2),
  ])
  func widthIsThatOfTheTerminal(_ text: String, _ width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test func cutsToColumns() {
    #expect(DisplayWidth.cut("abcdef", to: 6) == "abcdef")
    #expect(DisplayWidth.cut("abcdef", to: 4) == "abc…")
    #expect(DisplayWidth.cut("東京商会", to: 6) == "東京…")
  }

  @Test(arguments: [
    ("plain é 東京", "plain é 東京"), ("a\nb\tc\rd", #"a\nb\tc\rd"#), ("\u{1B}[31m", #"\x1b[31m"#),
    ("\u{9B}1m", #"\x9b1m"#), ("\u{202E}abc", #"\u202eabc"#), ("\u{2028}", #"\u2028"#),
    ("\u{7F}", #"\x7f"#),
  ])
  func controlCharactersAreShown(_ text: String, _ expected: String) {
    #expect(Plain.text(text) == expected)
  }

  /// Copying the text for each mark would take hours.
  @Test(.timeLimit(.minutes(10))) func floodsOfMarksAreShown() {
    #expect(Plain.text(String(repeating: "\u{200F}", count: 1_000_000)).utf8.count == 6_000_000)
  }

  @Test func tablesAreAligned() throws {
    let told = try table([["1", "東京"], ["20", "Ada"]], width: nil)
    #expect(told == ["id  name", " 1  東京", "20  Ada"])
  }

  @Test func tablesFitTheTerminal() throws {
    let told = try table([["1", "a long name that does not fit"]], width: 20)
    #expect(told == ["id  name", " 1  a long name that…"].map { DisplayWidth.cut($0, to: 20) })
    #expect(told.allSatisfy { DisplayWidth.of($0) <= 20 })
  }

  @Test func rowsBeyondTheMeasuredOnesAreWrittenAtOnce() throws {
    var writes = 0
    let output = Output { _ in writes += 1 }
    var table = Table([Table.Column("n")], style: Style(isColored: false), output: output)
    for row in 0..<200_000 { try table.add([String(row)]) }
    #expect(writes > 10)
    try table.finish()
  }

  private func table(_ rows: [[String]], width: Int?) throws -> [String] {
    var bytes: [UInt8] = []
    let output = Output(isTerminal: width != nil, width: width) { bytes += $0 }
    let columns = [Table.Column("id", isRight: true), Table.Column("name", isFlexible: true)]
    var table = Table(columns, style: Style(isColored: false), output: output)
    for row in rows { try table.add(row) }
    try table.finish()
    try output.flush()
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func blocksStandSideBySideWhereThereIsRoom() {
    let blocks = [[StyledLine("one", .heading), StyledLine("two")], [StyledLine("three")]]
    let plain = Style(isColored: false)
    #expect(Blocks.lines(blocks, width: 40, plain) == ["one    three", "two"])
    #expect(Blocks.lines(blocks, width: 8, plain) == ["one", "two", "", "three"])
    let colored = Blocks.lines(blocks, width: 40, Style(isColored: true))
    #expect(colored == ["\u{1B}[1mone\u{1B}[0m    three", "two"])
  }

  @Test func CSVQuotesWhatNeedsIt() {
    #expect(CSV.line(["a", "b c", nil, ""]) == "a,b c,,\"\"\r\n")
    #expect(
      CSV.line(["a,b", "say \"no\"", "two\nlines"])
        == "\"a,b\",\"say \"\"no\"\"\",\"two\nlines\"\r\n"
    )
    #expect(CSV.line(["\r\n"]) == "\"\r\n\"\r\n")
  }

  @Test func excerptsMarkThePlace() {
    #expect(Excerpt.text(of: "SELECT 東, x", at: 12) == "  SELECT 東, x\n             ^\n")
    #expect(Excerpt.text(of: "SELECT\n  x\nFROM y", at: 9) == "    x\n    ^\n")
    #expect(Excerpt.text(of: "", at: 5) == "  \n  ^\n")
  }

  @Test func numbersAreGrouped() {
    #expect(
      [0, 999, 1000, 1_234_567, -1000].map(Cell.count) == [
        "0", "999", "1,000", "1,234,567", "-1,000",
      ]
    )
  }

  @Test func colourIsForTerminals() throws {
    let world = try World()
    world.run("init")
    #expect(!world.run("customer", "list").output.contains("\u{1B}"))
    #expect(world.run("stats", "--color", "always").output.contains("\u{1B}"))
    world.width = 80
    #expect(world.run("stats").output.contains("\u{1B}"))
    #expect(!world.run("stats", "--color=never").output.contains("\u{1B}"))
    world.environment["NO_COLOR"] = "1"
    #expect(!world.run("stats").output.contains("\u{1B}"))
    #expect(!world.run("stats", "--json", "--color", "always").output.contains("\u{1B}"))
  }

  @Test func howFastTheLastRebuildWasIsTold() throws {
    let world = try World()
    world.run("init")
    for number in 1...5 { world.run("customer", "register", "c\(number)@a.example") }
    // Time stands still in this world.
    #expect(!world.run("stats").output.contains("last rebuild"))
    world.stopwatchStep = 500_000
    world.run("projection", "rebuild")
    #expect(world.run("stats", "--json").json?["rebuilt_per_second"].integer == 10)
    #expect(world.run("stats").output.contains("last rebuild  10 events/s\n"))
  }

  @Test func anEmptyPageIsNoEmptyList() throws {
    let world = try World()
    world.run("init")
    #expect(world.run("customer", "list").output == "There are no customers here.\n")
    world.run("customer", "register", "ada@example.com")
    #expect(
      world.run("customer", "list", "--limit", "0").output
        == "There are no customers on this page; there is 1 in all.\n"
    )
    world.run("customer", "register", "bob@example.com")
    #expect(
      world.run("customer", "list", "--offset", "50").output
        == "There are no customers on this page; there are 2 in all.\n"
    )
  }
}
