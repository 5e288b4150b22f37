import EventLog
import Foundation
import Model
import TestSupport
import Testing

/// An export in which anything was changed is refused, the line is named, and nothing is left.
struct DamagedExportTests {
  private static let export = Result { try ExportText(of: SampleLedger(commands: 12).open()) }

  /// The line that is named, or nil when the import went through.
  private func refusedLine(_ export: ExportText) throws -> Int64? {
    let folder = try TemporaryFolder()
    try EventLog.create(path: folder.file("empty.db"), origin: "before")
    let empty = try EventLog(path: folder.file("empty.db"), contracts: Story.contracts)
    let path = folder.file("ledger.db")
    let names = try folder.names()
    do {
      try export.make(path)
      try FileManager.default.removeItem(atPath: path)
      try export.fill(empty)
      return nil
    } catch let error as ImportError {
      for value in ["example.com", "Lovelace", "London", "countess"] {
        #expect(!error.message.contains(value), "\(error.message)")
      }
      let second = #expect(throws: ImportError.self) { try export.fill(empty) }
      #expect(second == error)
      #expect(empty.origin == "before")
      #expect(try SampleLedger.content(of: empty.connection).count == 1)
      #expect(try empty.verify().problems == [])
      #expect(try folder.names() == names)
      return error.line
    }
  }

  /// How many bytes to try: DAYBOOK_ROUNDS, or 100.
  private static let rounds =
    ProcessInfo.processInfo.environment["DAYBOOK_ROUNDS"].flatMap { Int($0) } ?? 100

  /// Only the name of the ledger is hashed nowhere.
  @Test func aChangedByteIsFound() throws {
    var random = SeededRandom()
    let sound = try Self.export.get()
    let bytes = sound.bytes
    let origin = try #require(sound.lines[0].firstRange(of: Array("example.com/ledger".utf8)))
    for _ in 0..<Self.rounds {
      let offset = random.number(0...bytes.count - 2)
      let line = Int64(bytes[..<offset].count { $0 == UInt8(ascii: "\n") } + 1)
      var wrong = bytes
      let change = random.number(1...3)
      switch change {
      case 1: wrong[offset] ^= UInt8(random.number(1...255))
      case 2: wrong.remove(at: offset)
      default: wrong.insert(UInt8(random.number(0...255)), at: offset)
      }
      guard wrong != bytes, let named = try refusedLine(ExportText(wrong)) else {
        #expect(wrong == bytes || origin.contains(offset) || offset == origin.upperBound)
        continue
      }
      // A time moves its neighbour; a public value shows in the root, which the header has.
      #expect([1, line, line + 1].contains(named), "change \(change) at byte \(offset)")
    }
  }

  @Test func movedLinesAreFound() throws {
    let sound = try Self.export.get()
    for line in 1..<sound.lines.count {
      var removed = sound
      removed.lines.remove(at: line)
      #expect(try refusedLine(removed) == Int64(line + 1))
      var doubled = sound
      doubled.lines.insert(sound.lines[line], at: line)
      #expect(try refusedLine(doubled) == Int64(line + 2))
      var cut = sound
      cut.lines.removeSubrange(line...)
      #expect(try refusedLine(cut) == Int64(line + 1))
      cut.lines.append(Array(sound.lines[line].dropLast(20)))
      #expect(try refusedLine(cut) == Int64(line + 1))
      guard line + 1 < sound.lines.count else { continue }
      var swapped = sound
      swapped.lines.swapAt(line, line + 1)
      #expect(try refusedLine(swapped) == Int64(line + 1))
      var blank = sound
      blank.lines.insert([], at: line)
      #expect(try refusedLine(blank) == Int64(line + 1))
    }
    for extra in [[], Array("{}".utf8), sound.lines[1]] {
      var longer = sound
      longer.lines.append(extra)
      #expect(try refusedLine(longer) == Int64(sound.lines.count + 1))
    }
  }

  @Test(arguments: [
    "", "{}", "[]", "null", "daybook", #"{"daybook":2,"origin":"a","root":"","size":0}"#,
    #"{"daybook":1,"origin":"a b","root":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=","size":0}"#,
    #"{"daybook":1,"origin":"a","root":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU","size":0}"#,
    #"{"daybook":1,"origin":"a","root":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=","size":-1}"#,
    #"{"daybook":1,"origin":"a","root":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}"#,
    #"{"a":1,"daybook":1,"origin":"a","root":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=","size":0}"#,
    #"{"daybook":1,"origin":"a","root":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=","size":"0"}"#,
  ])
  func aHeaderThatIsNoneIsRefused(text: String) throws {
    let error = #expect(throws: ImportError.self) { try ExportHeader(parsing: Array(text.utf8)) }
    #expect(error?.line == 1)
  }

  @Test func anErrorOfTheReaderLeavesNothing() throws {
    struct Stop: Error {}
    let folder = try TemporaryFolder()
    let export = try Self.export.get()
    let header = try ExportHeader(parsing: export.lines[0])
    #expect(throws: Stop.self) {
      try EventLog.create(
        path: folder.file("ledger.db"),
        from: header,
        contracts: Story.contracts,
        check: { _ in nil }
      ) { importer in
        try importer.take(export.lines[1])
        throw Stop()
      }
    }
    #expect(try folder.names() == [])
  }
}
