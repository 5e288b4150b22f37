/// What the command line asks for.
struct Options {
  private(set) var parts: [Part] = []
  private(set) var seed = UInt64.random(in: 0...9_999_999)
  private(set) var folder = "."
  /// The program to be killed; nil for this one in the role of `daybook`.
  private(set) var program: String?
  /// Some seconds in all, instead of as much as makes sure.
  private(set) var isQuick = false
  /// The storage loses what it has synced, which has to be noticed.
  private(set) var isCanary = false
  private var rounds: Int?

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let option = rest.popFirst() {
      if let part = Part(rawValue: option) {
        parts.append(part)
        continue
      }
      if option == "--quick" {
        isQuick = true
        continue
      }
      if option == "--canary" {
        isCanary = true
        continue
      }
      guard let value = rest.popFirst() else {
        throw Problem("\(option) is no part of the torture, or needs a value")
      }
      switch option {
      case "--seed":
        guard let seed = UInt64(value) else { throw Problem("--seed needs a number") }
        self.seed = seed
      case "--rounds":
        guard let rounds = Int(value), rounds > 0 else { throw Problem("--rounds needs a number") }
        self.rounds = rounds
      case "--folder": folder = value
      case "--program": program = value
      default: throw Problem("unknown option \(option)")
      }
    }
    if parts.isEmpty { parts = Part.allCases }
  }

  /// How often a part does what it does.
  func rounds(usually long: Int, quick: Int) -> Int {
    rounds ?? (isQuick ? quick : long)
  }
}
