/// Whether the rows of a table come in the order of their keys, as they were told.
///
/// Rows of a table that is misordered are all there when it is read from end to end, and are not found when
/// somebody looks for one. SQLite's own check does not see that in a table without row ids.
struct KeyOrder {
  private(set) var isKept = true
  private var text: [UInt8] = []
  private var other: [UInt8] = []
  private var number: Int64?

  /// Takes in the key of the next row, which must be greater than the one before.
  mutating func add(_ text: Span<UInt8>, _ other: Span<UInt8>, _ number: Int64) {
    if let last = self.number {
      var order = Self.compare(self.text.span, text)
      if order == 0 { order = Self.compare(self.other.span, other) }
      isKept = isKept && (order < 0 || order == 0 && last < number)
    }
    Self.copy(text, to: &self.text)
    Self.copy(other, to: &self.other)
    self.number = number
  }

  mutating func add(_ text: Span<UInt8>, _ number: Int64 = 0) {
    add(text, [UInt8]().span, number)
  }

  private static func copy(_ span: Span<UInt8>, to bytes: inout [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    span.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  /// Less than, equal to or greater than 0, as SQLite's BINARY has it.
  private static func compare(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Int {
    for index in 0..<min(one.count, other.count) where one[index] != other[index] {
      return one[index] < other[index] ? -1 : 1
    }
    return one.count - other.count
  }
}
