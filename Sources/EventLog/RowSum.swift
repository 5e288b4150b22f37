/// A fingerprint of a set of rows that does not depend on their order.
///
/// Two tables that hold the same rows have the same sum. Seeded anew in every process, so that
/// nobody can prepare rows that cancel out.
struct RowSum: Equatable {
  private var count = 0
  private var sum: UInt64 = 0

  mutating func add(_ bytes: Span<UInt8>, _ first: Int64, _ second: Int64 = 0) {
    bytes.withUnsafeBytes { bytes in
      add { hasher in
        hasher.combine(bytes: bytes)
        hasher.combine(first)
        hasher.combine(second)
      }
    }
  }

  /// Takes in a row of two texts and a number.
  mutating func add(_ text: Span<UInt8>, _ other: Span<UInt8>, _ number: Int64) {
    text.withUnsafeBytes { text in
      other.withUnsafeBytes { other in
        add { hasher in
          // Neither text holds the byte that stands between them.
          hasher.combine(bytes: text)
          hasher.combine(0xFF as UInt8)
          hasher.combine(bytes: other)
          hasher.combine(number)
        }
      }
    }
  }

  /// Takes in the rows of another sum.
  mutating func add(_ other: RowSum) {
    sum &+= other.sum
    count += other.count
  }

  private mutating func add(_ combine: (inout Hasher) -> Void) {
    var hasher = Hasher()
    combine(&hasher)
    sum &+= UInt64(bitPattern: Int64(hasher.finalize()))
    count += 1
  }
}
