import Model
import SQLite

/// Some events of a log, to tell how often statements will run.
struct EventSample {
  /// How many events there are of each type.
  private var events: [String: Int] = [:]
  /// How many elements the lists in each field have altogether; an object counts as one.
  private var elements: [Name: Int] = [:]

  private struct Name: Hashable {
    let type: String
    let field: String
  }

  /// How many events it has.
  var count: Int { events.values.reduce(0, +) }

  /// How often a statement runs, if events of that type are as frequent as here.
  func runs(_ part: Reaction.Part, on type: String) -> Int {
    guard let list = part.listName else { return events[type] ?? 0 }
    return elements[Name(type: type, field: list)] ?? 0
  }

  /// Takes in a row as `EventSource` lends it.
  mutating func add(_ row: borrowing Row) throws {
    let type = try row.text(1)
    events[type, default: 0] += 1
    for column in [7, 8] where row.type(column) == .text {
      do {
        try row.withBytes(column) { text in try count(text, type) }
      } catch is JSONError {
        // What is damaged tells nothing; whoever needs it will say so.
      }
    }
  }

  private mutating func count(_ text: Span<UInt8>, _ type: String) throws {
    // What was erased is blank.
    guard !text.isEmpty, text[0] == UInt8(ascii: "{") else { return }
    try MemberScanner.scan(text) { key, value, kind in
      var count = 0
      switch kind {
      case .object: count = 1
      case .array: try MemberScanner.scanElements(text.extracting(value)) { _, _ in count += 1 }
      default: return
      }
      let field = String(decoding: MemberScanner.unescaped(text, key), as: UTF8.self)
      elements[Name(type: type, field: field), default: 0] += count
    }
  }
}
