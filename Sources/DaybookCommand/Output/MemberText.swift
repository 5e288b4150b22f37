import Daybook
import Model

/// A JSON object written member by member, in the order in which people like to read it.
struct MemberText: Sendable {
  private var bytes: [UInt8] = [UInt8(ascii: "{")]

  init() {}

  mutating func add(_ key: String, _ value: JSON) {
    begin(key)
    value.appendCanonical(to: &bytes)
  }

  mutating func add(_ key: String, _ value: MemberText) {
    begin(key)
    bytes += value.whole
  }

  /// Adds a value that is JSON text already.
  mutating func add(_ key: String, raw text: String) {
    begin(key)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func add(_ key: String, _ list: [MemberText]) {
    begin(key)
    bytes.append(UInt8(ascii: "["))
    for (index, element) in list.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += element.whole
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func begin(_ key: String) {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    JSON.appendCanonical(key, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
  }

  /// The whole object in UTF-8.
  var whole: [UInt8] { bytes + [UInt8(ascii: "}")] }

  /// The whole object and the end of a line.
  var line: [UInt8] { bytes + [UInt8(ascii: "}"), UInt8(ascii: "\n")] }
}

extension MemberText {
  /// `positions` first, then what was created or touched.
  mutating func add(_ outcome: Outcome) {
    add("positions", .array(outcome.positions.map(JSON.integer)))
    for (key, value) in outcome.json where !key.isSame(as: "positions") {
      add(key, value)
    }
  }

  /// The envelope of an event first, its data last.
  init(_ event: Event) {
    self.init()
    let json = event.json
    for key in Self.eventKeys { add(key, json[key]) }
    if event.isErased { add("erased", true) }
  }

  private static let eventKeys = [
    "position", "type", "version", "recorded_at", "occurred_at", "actor", "channel", "reason",
    "command_id", "correlation_id", "causation", "tags", "data",
  ]
}
