import CFuzzer
import Foundation

/// Input for the parsers that libFuzzer makes up, guided by which code it reaches: see `.ci/fuzz`.
enum Fuzzing {
  /// In this role the program is libFuzzer's; all other arguments are for it.
  static let role = "--fuzz"

  /// Runs until libFuzzer ends, at the latest with a trap, or a value that changes when it is written again.
  ///
  /// - Returns: The exit status.
  static func run(_ arguments: [String]) -> Int32 {
    var words: [UnsafeMutablePointer<CChar>?] = ([role] + arguments).map { strdup($0) }
    let count = Int32(words.count)
    words.append(nil)
    let status = words.withUnsafeBufferPointer { words in
      fuzzer_run(count, words.baseAddress) { bytes, count in
        do {
          try Parsing.parse(Array(UnsafeBufferPointer(start: bytes, count: count)))
        } catch {
          fatalError("\(error)")
        }
        return 0
      }
    }
    guard status >= 0 else {
      FileHandle.standardError.write(
        Data("daybook-torture: It was built without libFuzzer; `.ci/fuzz` builds it.\n".utf8)
      )
      return 1
    }
    return status
  }
}
