import TestSupport
import Testing

@testable import DaybookCommand

@Suite struct CSVReaderTests {
  /// All rows of a text that comes in pieces of a size.
  private func rows(
    _ text: [UInt8],
    pieceSize: Int,
    separator: Character = ",",
    limits: CSVReader.Limits = CSVReader.Limits()
  ) throws -> [CSVReader.Row] {
    var reader = CSVReader(TextInput(text, pieceSize: pieceSize), limits: limits)
    reader.separator = separator.asciiValue ?? 0
    var rows: [CSVReader.Row] = []
    while true {
      if let row = reader.next() {
        rows.append(row)
      } else if reader.isAtEnd {
        return rows
      } else {
        try reader.fill()
      }
    }
  }

  private static let pieceSizes = [1, 2, 3, 7, 1 << 16]

  /// Text, and the rows it has: cells as a list, or words of what is wrong; with their lines.
  private static let texts: [(String, [(Int64, [String?]?, String)])] = [
    ("", []),
    ("a,b\n1,2\n", [(1, ["a", "b"], ""), (2, ["1", "2"], "")]),
    ("a,b\r\n1,2", [(1, ["a", "b"], ""), (2, ["1", "2"], "")]),
    ("a\r\n\r\nb\r", [(1, ["a"], ""), (2, [nil], ""), (3, ["b"], "")]),
    (",\n,,", [(1, [nil, nil], ""), (2, [nil, nil, nil], "")]),
    ("\"\",\n", [(1, ["", nil], "")]),
    (" a , b \n", [(1, [" a ", " b "], "")]),
    ("\"a,\"\"b\"\"\r\nc\",d\ne\n", [(1, ["a,\"b\"\r\nc", "d"], ""), (3, ["e"], "")]),
    ("\"\"\"\"\n", [(1, ["\""], "")]),
    ("\"a\"", [(1, ["a"], "")]),
    ("a\tb;c,d\n", [(1, ["a\tb;c", "d"], "")]),
    ("é,日本,👩‍👩‍👧\n", [(1, ["é", "日本", "👩‍👩‍👧"], "")]),
    ("=1,+45,-x,@y\n", [(1, ["=1", "+45", "-x", "@y"], "")]),
    ("5\" pipe,1\nb,2\n", [(1, nil, "quote stands inside cell 1"), (2, ["b", "2"], "")]),
    ("a,\"b\nc,d\n", [(1, nil, "opens in line 1 is never closed")]),
    ("a\nb,\"\n\n\n", [(1, ["a"], ""), (2, nil, "opens in line 2 is never closed")]),
    (
      "a,\"b\nc,\"d\",e\nf,g\n",
      [(1, nil, "Text follows the end of the cell whose quote opens in line 1")]
    ),
    ("\"a\" ,b\n", [(1, nil, "Text follows")]),
    ("\"a\"\"", [(1, nil, "never closed")]),
    ("a\rb\nc\n", [(1, nil, "carriage return stands alone"), (2, ["c"], "")]),
    ("\"a\"\rb\nc", [(1, nil, "carriage return stands alone"), (2, ["c"], "")]),
    ("a,b\0c\nd\n", [(1, nil, "Cell 2 holds the character U+0000"), (2, ["d"], "")]),
    ("\"\0\"\nd\n", [(1, nil, "Cell 1 holds the character U+0000"), (2, ["d"], "")]),
  ]

  @Test(arguments: texts, pieceSizes)
  func textsAreCut(_ text: (String, [(Int64, [String?]?, String)]), _ pieceSize: Int) throws {
    let found = try rows(Array(text.0.utf8), pieceSize: pieceSize)
    try #require(found.count == text.1.count, "\(found)")
    for (row, expected) in zip(found, text.1) {
      switch row {
      case .cells(let cells, let line):
        #expect(cells == expected.1)
        #expect(line == expected.0)
      case .broken(let problem, let line):
        #expect(expected.1 == nil)
        #expect(problem.contains(expected.2), "\(problem)")
        #expect(line == expected.0)
      }
    }
  }

  @Test(arguments: pieceSizes) func badBytesBreakARow(_ pieceSize: Int) throws {
    let latin = Array("a,b\nM".utf8) + [0xFC] + Array("ller,c\nd,e\n".utf8)
    let found = try rows(latin, pieceSize: pieceSize)
    #expect(found.first == .cells(["a", "b"], line: 1))
    #expect(found[1] == .broken("Cell 1 is not UTF-8; save the file as UTF-8.", line: 2))
    #expect(found.last == .cells(["d", "e"], line: 3))
    // Not the end of a text: half a letter.
    #expect(try rows([0x61, 0x0A, 0xE2, 0x82], pieceSize: pieceSize).last?.isBroken == true)
  }

  @Test(arguments: [";", "\t", ","] as [Character]) func separatorsAreOneOfThree(
    _ separator: Character
  ) throws {
    let text = "a\(separator)\"b\(separator)\"\nc\(separator)\n"
    #expect(
      try rows(Array(text.utf8), pieceSize: 2, separator: separator) == [
        .cells(["a", "b\(separator)"], line: 1), .cells(["c", nil], line: 2),
      ]
    )
  }

  @Test(arguments: pieceSizes) func limitsHold(_ pieceSize: Int) throws {
    let limits = CSVReader.Limits(cell: 8, row: 20, columns: 5)
    let texts: [(String, String?)] = [
      ("12345678,1", nil), ("123456789,1", "Cell 1 is longer than 8 bytes."),
      ("a,\"123456789\"", "Cell 2 is longer than 8 bytes (is the quote that opens in line 1"),
      ("\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"", nil),
      ("12345,1234,12345,12", nil), ("12345,1234,12345,12345", "The row is longer than 20 bytes."),
      ("a,b,c,d,e", nil), ("a,b,c,d,e,", "The row has more than 5 cells."),
      (",,,,", nil), (",,,,,", "The row has more than 5 cells."),
      (String(repeating: "x", count: 1000), "Cell 1 is longer than 8 bytes."),
    ]
    for (text, expected) in texts {
      let found = try rows(Array("\(text)\nz\n".utf8), pieceSize: pieceSize, limits: limits)
      guard let expected else {
        #expect(found.count == 2 && found.allSatisfy { !$0.isBroken }, "\(text): \(found)")
        continue
      }
      guard case .broken(let problem, line: 1) = found.first else {
        Issue.record("\(text) is not broken: \(found)")
        continue
      }
      #expect(problem.hasPrefix(expected), "\(problem)")
      #expect(found.count == (expected.contains("quote") ? 1 : 2))
    }
    let usual = CSVReader.Limits()
    #expect(usual.cell == 1 << 20 && usual.row == 16 << 20 && usual.columns == 1000)
  }

  /// Whatever is written is read again, byte for byte, an empty text told from nothing.
  @Test func whatIsWrittenIsRead() throws {
    var random = SeededRandom()
    let alphabet = Array("ab,;\"\t\r\n =+-@'é\u{301}日👩‍👩‍👧\u{FEFF}\u{7F}\u{1}\u{2028}\\").map(
      String.init
    )
    for _ in 0..<300 {
      let width = random.number(1...5)
      let written = (0..<random.number(1...8)).map { _ in
        (0..<width).map { _ -> String? in
          if random.chance(percent: 15) { return nil }
          return (0..<random.number(0...12)).compactMap { _ in random.pick(alphabet) }.joined()
        }
      }
      let text = written.map { CSV.line($0) }.joined()
      let found = try rows(Array(text.utf8), pieceSize: random.number(1...64))
      var cells: [[String?]] = []
      for case .cells(let row, _) in found { cells.append(row) }
      #expect(found.count == written.count, "seed \(random.seed)")
      #expect(
        cells.map { $0.map { $0.map { Array($0.utf8) } } }
          == written.map { $0.map { $0.map { Array($0.utf8) } } },
        "seed \(random.seed)"
      )
    }
  }

  /// Bytes of any kind end in rows, and each line is in at most one of them.
  @Test func anythingCanBeRead() throws {
    var random = SeededRandom()
    let bytes: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0x61, 0x00, 0xC3, 0xA9, 0xFF, 0x20]
    for _ in 0..<500 {
      let text = (0..<random.number(0...60)).compactMap { _ in random.pick(bytes) }
      let whole = try rows(text, pieceSize: 1 << 16)
      #expect(try rows(text, pieceSize: random.number(1...5)) == whole, "seed \(random.seed)")
      let lines = whole.map(\.line)
      #expect(lines == lines.sorted() && Set(lines).count == lines.count, "seed \(random.seed)")
    }
  }
}

extension CSVReader.Row {
  fileprivate var isBroken: Bool {
    if case .broken = self { true } else { false }
  }

  fileprivate var line: Int64 {
    switch self {
    case .cells(_, let line), .broken(_, let line): line
    }
  }
}
