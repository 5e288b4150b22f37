import Model
import TestSupport
import Testing

@testable import EventLog

/// The bytes that are hashed, which the program writes member by member.
struct EntryTests {
  @Test func isTheCanonicalFormOfItsObject() throws {
    var random = SeededRandom()
    for _ in 0..<500 {
      let data: JSONObject = [
        Self.text(&random): .string(Self.text(&random)), "customer": .integer(5),
      ]
      let fields = (0..<8).map { _ in Self.text(&random) }
      let isFull = random.chance(percent: 50)
      let commitment = isFull ? SHA256.hash(Array(fields[0].utf8)) : nil
      let position = Int64(random.number(1...1_000_000_000))
      let entry = Entry(
        position: position,
        type: fields[0],
        version: 3,
        recordedAt: fields[1],
        occurredAt: fields[2],
        actor: fields[3],
        channel: fields[4],
        commandID: isFull ? fields[5] : nil,
        correlationID: isFull ? fields[6] : nil,
        causation: isFull ? position - 1 : nil,
        data: Array(JSON.object(data).canonicalText.utf8),
        commitment: commitment
      )
      let object: JSONObject = [
        "position": .integer(position),
        "type": .string(fields[0]),
        "version": 3,
        "recorded_at": .string(fields[1]),
        "occurred_at": .string(fields[2]),
        "actor": .string(fields[3]),
        "channel": .string(fields[4]),
        "command_id": isFull ? .string(fields[5]) : .null,
        "correlation_id": isFull ? .string(fields[6]) : .null,
        "causation": isFull ? .integer(position - 1) : .null,
        "data": .object(data),
        "commitment": commitment.map { .string($0.base64) } ?? .null,
      ]
      #expect(entry.bytes == Array(JSON.object(object).canonicalText.utf8))
    }
  }

  /// `printf` and `sha256sum` say the same.
  @Test func commitmentIsTheHashOfSaltAndText() {
    let salt = [UInt8](repeating: 0x2a, count: 32)
    let personal = Array(#"{"email":"ada@example.com"}"#.utf8)
    #expect(
      Commitment.hash(salt: salt, personal: personal).hex == SHA256.hash(salt + personal).hex
    )
  }

  private static func text(_ random: inout SeededRandom) -> String {
    let pieces = ["a", "Z", "\"", "\\", "\n", "\u{1}", "\u{7f}", "é", "e\u{301}", "日", "🙂", "/"]
    return (0..<random.number(0...12)).compactMap { _ in random.pick(pieces) }.joined()
  }
}
