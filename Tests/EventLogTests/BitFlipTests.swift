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
      let path = folder.file("ledger.db")
      try bytes.write(to: URL(filePath: path))
      guard let log = try Self.soundLog(at: path) else {
        reported += 1
        continue
      }
      let place: Comment = "byte \(offset) ^ \(mask)"
      #expect(throws: Never.self, place) {
        let found = try Connection(path: path, access: .readWrite)
        #expect(try SampleLedger.content(of: found) == content, place)
        #expect(try Reading(log) == reading, place)
      }
    }
    print("\(reported) of \(Self.rounds) flipped bytes were reported, the others are not used")
    #expect(reported > Self.rounds / 10)
  }

  /// Anywhere, or every other time where a page keeps what holds it together: its two ends.
  private static func offset(in count: Int, _ random: inout SeededRandom) -> Int {
    guard random.chance(percent: 50) else { return random.number(0...count - 1) }
    let page = random.number(0...count / 4096 - 1) * 4096
    return page + random.number(0...63) + (random.chance(percent: 50) ? 0 : 4096 - 64)
  }

  /// The ledger at a path, or nil when opening or verifying it says that it is damaged.
  private static func soundLog(at path: String) throws -> EventLog? {
    let log: EventLog
    do {
      log = try EventLog(path: path, contracts: Story.contracts)
    } catch is LogError {
      return nil
    }
    return try log.verify().isGood ? log : nil
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
