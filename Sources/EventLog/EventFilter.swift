package import Model
import SQLite

/// Which events a reader of the log wants: those that have everything that is given here.
package struct EventFilter: Sendable {
  /// Of one of these types; of any when empty.
  package var types: [String] = []
  package var actor: String?
  package var channel: Channel?
  package var correlationID: String?
  /// Happened in the business by then.
  package var occurredUntil: Instant?

  package init() {}

  /// Looks at the columns of a `read-…` statement as they are stored.
  func fits(_ row: borrowing Row) throws -> Bool {
    if !types.isEmpty {
      let isOne = try row.withBytes(1) { text in types.contains { Self.isSame(text, $0) } }
      guard isOne else { return false }
    }
    return try has(actor, row, 5)
      && has(channel?.rawValue, row, 6)
      && has(correlationID, row, 8)
      // Times of one form, which sort as they follow each other.
      && (occurredUntil.map { try row.text(4).utf8.elementsEqualOrPrecede($0.text.utf8) } ?? true)
  }

  private func has(_ wanted: String?, _ row: borrowing Row, _ column: Int) throws -> Bool {
    guard let wanted else { return true }
    guard row.type(column) != .null else { return false }
    return try row.withBytes(column) { Self.isSame($0, wanted) }
  }

  private static func isSame(_ bytes: Span<UInt8>, _ text: String) -> Bool {
    let other = text.utf8Span.span
    guard bytes.count == other.count else { return false }
    for index in bytes.indices where bytes[index] != other[index] { return false }
    return true
  }
}

extension String.UTF8View {
  fileprivate func elementsEqualOrPrecede(_ other: String.UTF8View) -> Bool {
    !other.lexicographicallyPrecedes(self)
  }
}
