import Foundation
import Seeded

/// Random numbers that a seed repeats, which a test prints.
package struct SeededRandom: RandomNumberGenerator {
  /// What to put into the environment variable DAYBOOK_SEED to see the same again.
  package let seed: UInt64
  fileprivate var generator: SeededGenerator

  /// The same numbers for the same seed.
  package init(seed: UInt64) {
    self.seed = seed
    generator = SeededGenerator(seed: seed)
  }

  /// Takes the seed from the environment variable DAYBOOK_SEED or draws one, and prints it.
  package init(for test: String = #function) {
    let seed =
      ProcessInfo.processInfo.environment["DAYBOOK_SEED"].flatMap { UInt64($0) }
      ?? UInt64.random(in: 0...UInt64.max)
    print("\(test): DAYBOOK_SEED=\(seed)")
    self.init(seed: seed)
  }

  package mutating func next() -> UInt64 { generator.next() }
}

extension SeededRandom {
  /// A number of a range, each as likely as the others.
  package mutating func number(_ range: ClosedRange<Int>) -> Int { generator.number(range) }

  /// True so often.
  package mutating func chance(percent: Int) -> Bool { generator.chance(percent: percent) }

  /// One of some values; nil only when there are none.
  package mutating func pick<Value>(_ values: [Value]) -> Value? {
    values.randomElement(using: &self)
  }
}
