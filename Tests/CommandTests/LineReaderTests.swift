import Testing

@testable import DaybookCommand

@Suite struct LineReaderTests {
  private func lines(_ text: String, limit: Int, pieceSize: Int) throws -> [Int?] {
    var reader = LineReader(TextInput(text, pieceSize: pieceSize), limit: limit)
    var lengths: [Int?] = []
    while true {
      switch reader.next() {
      case .text(let range): lengths.append(range.count)
      case .tooLong: lengths.append(nil)
      case nil:
        if reader.isAtEnd { return lengths }
        try reader.fill()
      }
    }
  }

  @Test(arguments: [1, 2, 3, 5, 8, 100]) func longLinesAreSkipped(_ pieceSize: Int) throws {
    let text = "ab\n" + String(repeating: "x", count: 20) + "\ncd\n\n12345678\n123456789\nend"
    let found = try lines(text, limit: 8, pieceSize: pieceSize)
    #expect(found == [2, nil, 2, 0, 8, nil, 3])
  }

  @Test(arguments: [1, 3, 100]) func aLongLastLineIsTold(_ pieceSize: Int) throws {
    let text = "ab\n" + String(repeating: "x", count: 20)
    #expect(try lines(text, limit: 8, pieceSize: pieceSize) == [2, nil])
    #expect(try lines("", limit: 8, pieceSize: pieceSize) == [])
    #expect(try lines("\n", limit: 8, pieceSize: pieceSize) == [0])
  }

  @Test func aHugeLineIsNoReasonToStop() throws {
    let world = try World()
    let huge = String(repeating: "x", count: LineReader.greatestLength + 1)
    let good = #"{"command":"customer.register","email":"ada@example.com"}"#
    // At the beginning, and where lines are read on a thread of their own.
    for bad in [0, 300] {
      let before = (0..<bad).map { _ in "1\n" }.joined()
      let result = world.run("apply", "--create", input: "\(before)\(huge)\n\(good)\n")
      #expect(result.status == 1)
      #expect(result.lines.count == bad + 2)
      #expect(result.lines[bad].contains("16 MiB"))
      #expect(result.lines[bad + 1].contains(#""line":\#(bad + 2),"ok":\#(bad == 0)"#))
    }
  }
}
