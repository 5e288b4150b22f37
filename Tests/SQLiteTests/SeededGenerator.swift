import Foundation

/// Random numbers that a test can repeat: SplitMix64 from a seed that is printed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Takes the seed from the environment variable DAYBOOK_SEED, or draws one.
  init(_ test: String = #function) {
    let given = ProcessInfo.processInfo.environment["DAYBOOK_SEED"].flatMap { UInt64($0) }
    let seed = given ?? UInt64.random(in: 0...UInt64.max)
    print("\(test): DAYBOOK_SEED=\(seed)")
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }

  mutating func bytes(upTo limit: Int) -> [UInt8] {
    (0..<Int.random(in: 0...limit, using: &self)).map { _ in UInt8.random(in: 0...255, using: &self)
    }
  }

  mutating func integer() -> Int64 {
    let edges: [Int64] = [.min, .min + 1, -1, 0, 1, .max - 1, .max]
    if Bool.random(using: &self) { return edges.randomElement(using: &self) ?? 0 }
    return Int64(truncatingIfNeeded: next()) >> Int64.random(in: 0...63, using: &self)
  }

  mutating func text(upTo limit: Int) -> String {
    let pieces = ["a", "'", "\"", "\u{0}", "\n", "é", "e\u{301}", "ß", "日", "👩‍👩‍👧", "\u{10FFFF}", "?"]
    return (0..<Int.random(in: 0...limit, using: &self))
      .map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
  }
}
