import Foundation

/// Random numbers that a seed repeats (SplitMix64).
package struct SeededRandom: RandomNumberGenerator {
  /// What to put into the environment variable DAYBOOK_SEED to see the same again.
  package let seed: UInt64
  private var state: UInt64

  /// The same numbers for the same seed.
  package init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  /// Takes the seed from the environment variable DAYBOOK_SEED or draws one, and prints it.
  package init(for test: String = #function) {
    let seed =
      ProcessInfo.processInfo.environment["DAYBOOK_SEED"].flatMap { UInt64($0) }
      ?? UInt64.random(in: 0...UInt64.max)
    print("\(test): DAYBOOK_SEED=\(seed)")
    self.init(seed: seed)
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}

extension SeededRandom {
  /// A number of a range, each as likely as the others.
  package mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &self)
  }

  /// True so often.
  package mutating func chance(percent: Int) -> Bool {
    number(1...100) <= percent
  }

  /// One of some values; nil only when there are none.
  package mutating func pick<Value>(_ values: [Value]) -> Value? {
    values.randomElement(using: &self)
  }
}
