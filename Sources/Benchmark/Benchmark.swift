import Model
import SQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Measures the ledger on made-up histories and prints rates beside the limits that the machine
/// sets in the same run: `daybook-benchmark [--events N]… [--seed S] [--repeat N] [--folder PATH]
/// [--json] [--keep]`.
///
/// With `--addresses` it measures postal addresses only; with `--large`, `--members N` or
/// `--credit-lines N` what a large group and a customer with many bookings of credit cost. With
/// `--print-commands N` it prints as many commands of the made-up history as lines for `apply`.
@main
struct Benchmark {
  static func main() {
    do {
      try run(Options(Array(CommandLine.arguments.dropFirst())))
    } catch {
      let sentence = Array("daybook-benchmark: \(error)\n".utf8)
      _ = write(2, sentence, sentence.count)
      exit(1)
    }
  }

  private static func run(_ options: Options) throws {
    if let count = options.printedCommands {
      var workload = Workload(seed: options.seed)
      for _ in 0..<count { print(String(decoding: workload.line(), as: UTF8.self)) }
      return
    }
    if options.isJSON {
      print(JSON.object(Machine.json(options)).canonicalText)
    } else {
      print(Machine.text)
      print(
        "SQLite \(Connection.version), seed \(options.seed); wall clock, what is read as the median of "
          + "\(options.repeats) after one to warm up"
      )
    }
    if options.isOfAddresses {
      return AddressBenchmark().run { show($0, AddressBenchmark.count, options) }
    }
    if options.isOfLargeThings { return try measureLarge(options) }
    for events in options.sizes {
      let folder = try temporaryFolder(in: options.folder)
      if !options.isJSON { print("\n\(events) events") }
      let round = Round(
        events: events,
        seed: options.seed,
        repeats: options.repeats,
        folder: folder,
        report: { show($0, events, options) },
        memory: { show(memory: $0, events, options) }
      )
      defer { if !options.keepsFiles { round.clean() } }
      try round.run()
      try measureStarts(of: folder + "/ledger.db", events, options)
      if options.keepsFiles, !options.isJSON { print("  kept in \(folder)") }
    }
  }

  /// Starts of the program, where there is what they need.
  private static func measureStarts(of ledger: String, _ events: Int, _ options: Options) throws {
    let starts: ColdStart
    do {
      starts = try ColdStart(ledger: ledger)
    } catch {
      let sentence = "Starts are not measured: \(error)."
      let object: JSON = [
        "name": "starts", "events": .integer(Int64(events)), "skipped": .string(sentence),
      ]
      return print(options.isJSON ? object.canonicalText : "  " + sentence)
    }
    try starts.run { show($0, events, options) }
  }

  private static func measureLarge(_ options: Options) throws {
    let (members, lines) = (options.members, options.creditLines)
    if !options.isJSON { print("\n\(members) members, \(lines) bookings of one customer") }
    let round = LargeRound(
      members: members,
      creditLines: lines,
      folder: try temporaryFolder(in: options.folder),
      report: { show($0, members, options) }
    )
    defer { round.clean() }
    try round.run()
  }

  private static func show(_ measurement: Measurement, _ events: Int, _ options: Options) {
    var object = measurement.json.object ?? [:]
    object["events"] = .integer(Int64(events))
    print(options.isJSON ? JSON.object(object).canonicalText : "  " + measurement.text)
    fflush(nil)
  }

  private static func show(memory kilobytes: Int, _ events: Int, _ options: Options) {
    let object: JSON = [
      "name": "peak memory", "events": .integer(Int64(events)),
      "kilobytes": .integer(Int64(kilobytes)),
    ]
    print(options.isJSON ? object.canonicalText : "  peak memory: \(kilobytes / 1024) MiB")
  }

  private static func temporaryFolder(in parent: String) throws -> String {
    var template = Array((parent + "/daybook-benchmark-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw Problem("no folder can be made in \(parent)") }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// A sentence that ends the program.
struct Problem: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// What the command line asks for.
struct Options {
  private(set) var sizes: [Int] = []
  private(set) var seed: UInt64 = 1
  private(set) var repeats = 3
  /// How many commands to print instead of measuring.
  private(set) var printedCommands: Int?
  private(set) var folder = "."
  private(set) var isJSON = false
  private(set) var isOfAddresses = false
  private(set) var isOfLargeThings = false
  /// Whether the measured files stay, to be looked into with a profiler.
  private(set) var keepsFiles = false
  private(set) var members = 1_000_000
  private(set) var creditLines = 100_000

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let option = rest.popFirst() {
      if option == "--json" {
        isJSON = true
        continue
      }
      if option == "--addresses" {
        isOfAddresses = true
        continue
      }
      if option == "--keep" {
        keepsFiles = true
        continue
      }
      if option == "--large" {
        isOfLargeThings = true
        continue
      }
      guard let value = rest.popFirst() else { throw Problem("\(option) needs a value") }
      switch option {
      case "--events":
        sizes.append(try Self.number(value, of: option))
      case "--repeat": repeats = try Self.number(value, of: option)
      case "--print-commands": printedCommands = try Self.number(value, of: option)
      case "--members":
        isOfLargeThings = true
        members = try Self.number(value, of: option)
      case "--credit-lines":
        isOfLargeThings = true
        creditLines = try Self.number(value, of: option)
      case "--seed":
        guard let seed = UInt64(value) else { throw Problem("--seed needs a number") }
        self.seed = seed
      case "--folder": folder = value
      default: throw Problem("unknown option \(option)")
      }
    }
    if sizes.isEmpty { sizes = [20_000, 200_000] }
  }

  private static func number(_ value: String, of option: String) throws -> Int {
    guard let number = Int(value), number > 0 else { throw Problem("\(option) needs a number") }
    return number
  }
}
