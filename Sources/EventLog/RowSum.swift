/// A fingerprint of a set of rows that does not depend on their order.
///
/// Two tables that hold the same rows have the same sum. Seeded anew in every process, so that
/// nobody can prepare rows that cancel out.
struct RowSum: Equatable {
  private var count = 0
  private var sum: UInt64 = 0

  mutating func add(_ text: String, _ first: Int64, _ second: Int64 = 0) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0), first, second) }
  }

  mutating func add(_ text: String, _ other: String, _ number: Int64) {
    add(text + "\u{0}" + other, number)
  }

  mutating func add(_ bytes: [UInt8], _ first: Int64, _ second: Int64 = 0) {
    bytes.withUnsafeBytes { add($0, first, second) }
  }

  private mutating func add(_ bytes: UnsafeRawBufferPointer, _ first: Int64, _ second: Int64) {
    var hasher = Hasher()
    hasher.combine(bytes: bytes)
    hasher.combine(first)
    hasher.combine(second)
    sum &+= UInt64(bitPattern: Int64(hasher.finalize()))
    count += 1
  }
}
