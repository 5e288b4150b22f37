import EventLog
import Foundation
import Model
import SQLite
import TestSupport
import Testing

/// Any byte of the file may go bad.
struct BitFlipTests {
  /// How many bytes to try: DAYBOOK_ROUNDS, or 200.
  private static let rounds =
    ProcessInfo.processInfo.environment["DAYBOOK_ROUNDS"].flatMap { Int($0) } ?? 200

  /// What the file says is reported as damaged, or it still says the same.
  @Test func aFlippedByteIsFoundOrIsNotUsed() throws {
    var random = SeededRandom()
    let ledger = try SampleLedger(commands: 60)
    try ledger.connect().checkpointTruncate()
    let sound = try Data(contentsOf: URL(filePath: ledger.path))
    let content = try ledger.content()
    let reading = try Reading(ledger.open())
    var reported = 0
    for _ in 0..<Self.rounds {
      let offset = Self.offset(in: sound.count, &random)
      let mask = UInt8(random.number(1...255))
      var bytes = sound
      bytes[offset] ^= mask
      let folder = try TemporaryFolder()
      guard let log = try Self.soundLog(bytes, in: folder) else {
        reported += 1
        continue
      }
      let place: Comment = "byte \(offset) ^ \(mask)"
      #expect(throws: Never.self, place) { () throws in
        #expect(try SampleLedger.content(of: log.connection) == content, place)
        #expect(try Reading(log) == reading, place)
      }
    }
    print("\(reported) of \(Self.rounds) flipped bytes were reported, the others are not used")
    #expect(reported > Self.rounds / 10)
  }

  /// A page that only leads to others can lead astray: read in order all events are there, yet one
  /// of them is not found by its position.
  ///
  /// A step of 255 is one back. One on does no harm to `personal`, which has no row there.
  @Test(arguments: [("events", 1), ("events", 255), ("personal", 255)])
  func aMisleadingPageIsFound(table: String, step: UInt8) throws {
    let ledger = try SampleLedger(commands: 60)
    let connection = try ledger.connect()
    try connection.checkpointTruncate()
    let sound = try Data(contentsOf: URL(filePath: ledger.path))
    let page = try connection.integer(
      "SELECT rootpage FROM sqlite_schema WHERE name = ?",
      table
    )
    // SQLite's file format: an interior page of a table has type 5, a count of cells, and their
    // offsets from byte 12 on; a cell is the number of a page and the last position to be found there.
    let start = (Int(try #require(page)) - 1) * 4096
    try #require(sound[start] == 5)
    for cell in 0..<Int(sound[start + 4]) {
      let pointer = start + 12 + cell * 2
      let offset = start + Int(sound[pointer]) * 256 + Int(sound[pointer + 1]) + 4
      var bytes = sound
      bytes[offset] &+= step
      let folder = try TemporaryFolder()
      let log = try Self.soundLog(bytes, in: folder)
      #expect(log == nil, "cell \(cell), position \(sound[offset])")
    }
  }

  /// Nor is a row found whose place is another row's: the sums of what is there tell nothing of it.
  @Test(arguments: ["tags", "lookups", "commands", "sequences", "nodes"])
  func rowsOutOfOrderAreFound(table: String) throws {
    // So few that all rows of a table are on one page, or so many that there are two nodes.
    let ledger = try SampleLedger(commands: table == "nodes" ? 400 : 6)
    let connection = try ledger.connect()
    try connection.checkpointTruncate()
    var bytes = try Data(contentsOf: URL(filePath: ledger.path))
    let page = try connection.integer(
      "SELECT rootpage FROM sqlite_schema WHERE name = ?",
      table
    )
    // SQLite's file format: a leaf of an index has type 10, and the offsets of its cells from byte 8 on.
    let start = (Int(try #require(page)) - 1) * 4096
    try #require(bytes[start] == 10)
    try #require(bytes[start + 4] >= 2)
    for byte in start + 8..<start + 10 { bytes.swapAt(byte, byte + 2) }
    let folder = try TemporaryFolder()
    try bytes.write(to: URL(filePath: folder.file("ledger.db")))
    let log = try EventLog(path: folder.file("ledger.db"), contracts: Story.contracts)
    for least in [Int64.max, 1] {
      log.leastEventsForTwoThreads = least
      #expect(
        try log.verify().problems.map(\.problem).contains(
          "The table \(table) is out of order: not every row in it is found."
        )
      )
    }
  }

  /// Anywhere, or every other time where a page keeps what holds it together: its two ends.
  private static func offset(in count: Int, _ random: inout SeededRandom) -> Int {
    guard random.chance(percent: 50) else { return random.number(0...count - 1) }
    let page = random.number(0...count / 4096 - 1) * 4096
    return page + random.number(0...63) + (random.chance(percent: 50) ? 0 : 4096 - 64)
  }

  /// The ledger of these bytes, or nil when opening or verifying it says that it is damaged.
  private static func soundLog(_ bytes: Data, in folder: TemporaryFolder) throws -> EventLog? {
    let path = folder.file("ledger.db")
    try bytes.write(to: URL(filePath: path))
    let log: EventLog
    do {
      log = try EventLog(path: path, contracts: Story.contracts)
    } catch is LogError {
      return nil
    }
    let found = try log.verify()
    log.leastEventsForTwoThreads = 1
    let foundByTwo = try log.verify()
    #expect(found.isGood == foundByTwo.isGood)
    // One thread stops where SQLite cannot go on; of two the other one goes on.
    for problem in found.problems {
      #expect(foundByTwo.problems.contains(problem), "\(problem)")
    }
    return found.isGood ? log : nil
  }

  /// What the log finds by position, by tag and by look-up.
  private struct Reading: Equatable {
    var events: [Event?] = []
    var tagged: [[Int64]] = []
    var found: [[Int64]] = []

    init(_ log: EventLog) throws {
      for position in 1...Int64(90) {
        events.append(try log.event(at: position))
      }
      for customer in 1...Int64(15) {
        tagged.append(try log.positions(tagged: "customer:\(customer)", after: 0))
        let lookup = Lookup("email", "default", Story.email(customer))
        found.append(try log.events(found: lookup).map(\.position))
      }
    }
  }
}
