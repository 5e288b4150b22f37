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
/// sets in the same run.
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
    if options.isHelp { return print(Options.usage) }
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
        repeats: options.isOfWrites ? nil : options.repeats,
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
    if !options.isJSON {
      print(
        "\n\(options.members) members, \(options.creditLines) bookings of one customer, "
          + "\(options.orders) orders of another, \(options.lines) lines of one order"
      )
    }
    let round = LargeRound(options, folder: try temporaryFolder(in: options.folder)) {
      show($0, options.members, options)
    }
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
