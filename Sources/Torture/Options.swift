import Seeded

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
  /// The storage loses what the program itself has synced, past SQLite: all of a copy.
  private(set) var isCopiesCanary = false
  /// The number of the first call that fails, in each series of `storage` and `memory`.
  private(set) var from: Int64?
  /// What the name of a series must hold to be played, such as `power losses, erase`.
  private var only = ""
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
      if option == "--canary-of-copies" {
        isCopiesCanary = true
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
      case "--from":
        guard let from = Int64(value), from > 0 else { throw Problem("--from needs a number") }
        self.from = from
      case "--only": only = value
      case "--folder": folder = value
      case "--program": program = value
      default: throw Problem("unknown option \(option)")
      }
    }
    if parts.isEmpty { parts = Part.allCases }
  }

  /// Whether a series of trials is asked for.
  func isWanted(_ series: String) -> Bool { only.isEmpty || series.contains(only) }

  /// The random numbers of one series or trial: the same whatever is played before it.
  func generator(of name: String) -> SeededGenerator {
    // FNV-1a.
    let hash = name.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    return SeededGenerator(seed: seed ^ hash)
  }

  /// How often a part does what it does.
  func rounds(usually long: Int, quick: Int) -> Int {
    rounds ?? (isQuick ? quick : long)
  }
}
