import Foundation
import Model
import Testing

/// Texts made to cost time or stack, or to be cut in an awkward place.
@Suite struct JSONHostileTests {
  private static let tooDeep = "nesting deeper than 64 is not allowed"

  @Test func limitsNesting() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try JSON(parsing: nested(64))
    #expect(throws: JSONError(message: Self.tooDeep, offset: 64)) { try JSON(parsing: nested(65)) }
    // Depth is counted along a path: siblings do not add up.
    _ = try JSON(parsing: "[" + String(repeating: "[],{},", count: 100) + "[]]")
  }

  @Test(arguments: ["[", "{\"a\":", "[{\"a\":"])
  func survivesAMillionBrackets(text: String) throws {
    let bytes = Array(String(repeating: text, count: 1_000_000).utf8)
    let error = #expect(throws: JSONError.self) { try JSON(parsing: bytes) }
    #expect(error?.message == Self.tooDeep)
  }

  @Test func readsLongStrings() throws {
    let plain = String(repeating: "a", count: 1_000_000)
    #expect(try JSON(parsing: "\"\(plain)\"") == .string(plain))
    let accented = String(repeating: "é😀", count: 200_000)
    #expect(try JSON(parsing: "\"\(accented)\"") == .string(accented))
    let escaped = String(repeating: #"\u00e9\n"#, count: 125_000)
    #expect(
      try JSON(parsing: "\"\(escaped)\"") == .string(String(repeating: "é\n", count: 125_000))
    )
    #expect(throws: JSONError.self) { try JSON(parsing: "\"\(plain)") }
    #expect(throws: JSONError.self) { try JSON(parsing: String(repeating: "9", count: 1_000_000)) }
  }

  @Test func refusesEveryCut() throws {
    let text = Array("{\"é€😀\":[\"\\ud83d\\ude00é€😀\",-12,true,null,{\"a\":{}}]}".utf8)
    _ = try JSON(parsing: text)
    for length in 0..<text.count {
      #expect(throws: JSONError.self) { try JSON(parsing: Array(text.prefix(length))) }
    }
    for place in text.indices {
      var cut = text
      cut.remove(at: place)
      // Some bytes may go without harm, such as a digit; none may crash.
      _ = try? JSON(parsing: cut)
    }
  }

  @Test func refusesNoiseWithoutCrashing() throws {
    var random = SeededGenerator()
    for _ in 0..<3000 {
      var bytes = Array(random.json().canonicalText.utf8)
      for _ in 0..<random.number(1...3) where !bytes.isEmpty {
        bytes[random.number(0...bytes.count - 1)] = UInt8(random.number(0...255))
      }
      guard let value = try? JSON(parsing: bytes) else { continue }
      #expect(try JSON(parsing: value.canonicalText) == value)
    }
  }

  /// Comparing each key with each would take 256 times as long for 16 times as many.
  @Test(arguments: ["different", "repeated", "all the same"])
  func sortsManyKeysQuickly(_ keys: String) {
    func time(_ count: Int) -> Duration {
      var members = (0..<count).reversed().map { "\"a long beginning that all share \($0)\":\($0)" }
      if keys == "repeated" { members.append("\"a long beginning that all share 0\":0") }
      if keys == "all the same" { members = [String](repeating: "\"same\":1", count: count) }
      let text = "{\(members.joined(separator: ","))}"
      return (0..<3).map { _ in
        let start = Self.processorTime()
        let value = try? JSON(parsing: text)
        let time = Self.processorTime() - start
        #expect(value?.object?.count == (keys == "different" ? count : nil))
        return time
      }.min() ?? .zero
    }
    #expect(time(32_000) < time(2000) * 80)
  }

  /// How long this thread has had a processor; how many others want one does not matter.
  private static func processorTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
  }
}
