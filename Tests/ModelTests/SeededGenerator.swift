import Foundation
import Model

/// Random numbers that a seed repeats (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Takes the seed from the environment variable DAYBOOK_SEED or draws one, and prints it.
  init(for test: String = #function) {
    let seed =
      ProcessInfo.processInfo.environment["DAYBOOK_SEED"].flatMap { UInt64($0) }
      ?? UInt64.random(in: 0...UInt64.max)
    print("\(test): DAYBOOK_SEED=\(seed)")
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}

extension SeededGenerator {
  mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &self)
  }

  mutating func bytes(count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
  }

  mutating func json(depth: Int = 4) -> JSON {
    switch number(0...(depth > 0 ? 7 : 5)) {
    case 0: .null
    case 1: .boolean(Bool.random(using: &self))
    case 2: .integer(integer())
    case 3...5: .string(string())
    case 6: .array((0..<number(0...5)).map { _ in json(depth: depth - 1) })
    default: .object(object(depth: depth - 1))
    }
  }

  mutating func object(depth: Int = 3) -> JSONObject {
    var object = JSONObject()
    for _ in 0..<number(0...6) {
      object[string()] = json(depth: depth)
    }
    return object
  }

  mutating func integer() -> Int64 {
    let edges: [Int64] = [0, 1, -1, 9, 10, -10, JSON.greatestInteger, -JSON.greatestInteger]
    if number(0...2) == 0 { return edges[number(0...edges.count - 1)] }
    return Int64.random(in: -JSON.greatestInteger...JSON.greatestInteger, using: &self)
      >> Int64(number(0...52))
  }

  /// A text of anything but U+0000, with much that needs an escape or sorts oddly.
  mutating func string() -> String {
    let odd: [Unicode.Scalar] = [
      "\"", "\\", "/", "\n", "\r", "\t", "\u{8}", "\u{C}", "\u{1}", "\u{1F}", "\u{7F}", "\u{80}",
      "e", "é", "\u{301}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FB33}", "\u{FEFF}",
      "\u{FFFF}", "\u{10000}", "😀", "\u{10FFFF}",
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<number(0...20) {
      switch number(0...3) {
      case 0: text.append(odd[number(0...odd.count - 1)])
      case 1: text.append(Unicode.Scalar(UInt32(number(1...0x10FFFF))) ?? "s")
      default: text.append(Unicode.Scalar(UInt8(number(0x20...0x7E))))
      }
    }
    return String(text)
  }
}
