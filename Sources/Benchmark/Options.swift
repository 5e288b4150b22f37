/// What the command line asks for.
struct Options {
  static let usage = """
    usage: daybook-benchmark [--events N]… [--seed S] [--repeat N] [--folder PATH] [--json] [--keep]

      --events N          how many events the made-up history has; again for a second history
      --writes            only what is written, once
      --addresses         only postal addresses
      --large             only a large group, many bookings of credit, many orders, a long order;
                          with --members N, --credit-lines N, --orders N or --lines N of that size
      --print-commands N  prints N commands of the history as lines for `daybook apply` instead
      --repeat N          how often what is read is measured; 3 if left out
      --folder PATH       where the files are made; here if left out
      --keep              leaves them there
      --json              one JSON object a line
    """

  private(set) var sizes: [Int] = []
  private(set) var seed: UInt64 = 1
  private(set) var repeats = 3
  /// How many commands to print instead of measuring.
  private(set) var printedCommands: Int?
  private(set) var folder = "."
  private(set) var isHelp = false
  private(set) var isJSON = false
  private(set) var isOfAddresses = false
  private(set) var isOfWrites = false
  private(set) var isOfLargeThings = false
  /// Whether the measured files stay, to be looked into with a profiler.
  private(set) var keepsFiles = false
  private(set) var members = 1_000_000
  private(set) var creditLines = 100_000
  private(set) var orders = 100_000
  private(set) var lines = 10_000

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let option = rest.popFirst() {
      if takesFlag(option) { continue }
      guard let value = rest.popFirst() else { throw Problem("\(option) needs a value") }
      switch option {
      case "--events":
        sizes.append(try Self.number(value, of: option))
      case "--repeat": repeats = try Self.number(value, of: option)
      case "--print-commands": printedCommands = try Self.number(value, of: option)
      case "--members": members = try large(value, option)
      case "--credit-lines": creditLines = try large(value, option)
      case "--orders": orders = try large(value, option)
      case "--lines": lines = try large(value, option)
      case "--seed":
        guard let seed = UInt64(value) else { throw Problem("--seed needs a number") }
        self.seed = seed
      case "--folder": folder = value
      default: throw Problem("there is no option \(option); see --help")
      }
    }
    if sizes.isEmpty { sizes = [20_000, 200_000] }
  }

  /// Takes an option that has no value; says false when it is none.
  private mutating func takesFlag(_ option: String) -> Bool {
    switch option {
    case "--help": isHelp = true
    case "--json": isJSON = true
    case "--addresses": isOfAddresses = true
    case "--keep": keepsFiles = true
    case "--writes": isOfWrites = true
    case "--large": isOfLargeThings = true
    default: return false
    }
    return true
  }

  /// The size of a large thing, which are measured by themselves.
  private mutating func large(_ value: String, _ option: String) throws -> Int {
    isOfLargeThings = true
    return try Self.number(value, of: option)
  }

  private static func number(_ value: String, of option: String) throws -> Int {
    guard let number = Int(value), number > 0 else { throw Problem("\(option) needs a number") }
    return number
  }
}
