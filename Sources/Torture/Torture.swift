import DaybookCommand
import FaultyStorage
import Foundation
import SQLite

/// Tries to break the ledger, and counts what it survived:
/// `daybook-torture [PART …] [--quick] [--seed S] [--rounds N] [--folder PATH] [--program PATH]`.
///
/// A part that finds something wrong says what, with the seed that brings it back, leaves its files
/// where they are and ends the program with status 1.
@main
struct Torture {
  /// In this role the program is `daybook` itself, so that there is something to kill.
  private static let role = "--as-daybook"

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == role {
      exit(DaybookCommand.run(arguments: Array(arguments.dropFirst()), terminal: .system()))
    }
    if arguments.first == Fuzzing.role { exit(Fuzzing.run(Array(arguments.dropFirst()))) }
    do {
      let options = try Options(arguments)
      // Without that, SQL that somebody asks may take as much as it likes; later it is too late.
      if options.parts.contains(.input) { Memory.count() }
      if options.parts.contains(.memory) {
        // What the ledger sets aside per connection would hide requests: it comes first.
        Connection.prepare()
        try Problem.unless(faulty_install_memory(), "SQLite takes no other memory")
      }
      for part in options.parts { try run(part, options) }
    } catch {
      FileHandle.standardError.write(Data("daybook-torture: \(error)\n".utf8))
      exit(1)
    }
  }

  private static func run(_ part: Part, _ options: Options) throws {
    let clock = ContinuousClock()
    let start = clock.now
    var tally = Tally()
    say("\(part.rawValue): seed \(options.seed)")
    let folder = try WorkFolder(in: options.folder)
    // Only processes are looked at as they are; elsewhere the disk would take most of the time.
    faulty_leave_out_syncs([.storage, .memory, .input].contains(part))
    do {
      switch part {
      case .kill:
        var part = try KillPart(options, folder, Program(options, role: role))
        try part.run(&tally)
      case .storage:
        try StoragePart(options, folder).run(&tally)
      case .memory:
        try MemoryPart(options, folder).run(&tally)
      case .contention:
        try ContentionPart(options, folder, Program(options, role: role)).run(&tally)
      case .input:
        var part = InputPart(options, folder)
        try part.run(&tally)
      }
    } catch {
      throw Problem("\(part.rawValue), seed \(options.seed), files in \(folder.path): \(error)")
    }
    folder.remove()
    for (name, count) in tally.counts { say("  \(name): \(count)") }
    say("  \((clock.now - start).components.seconds) seconds")
  }

  /// Prints a line at once: whoever watches a long run sees how far it is.
  private static func say(_ line: String) {
    FileHandle.standardOutput.write(Data("\(line)\n".utf8))
  }
}

/// What the ledger is tried with.
enum Part: String, CaseIterable {
  case kill, storage, memory, contention, input
}

/// A sentence that ends the program.
struct Problem: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }

  /// Throws it unless something holds.
  static func unless(_ holds: Bool, _ sentence: @autoclosure () -> String) throws {
    if !holds { throw Problem(sentence()) }
  }
}

/// Counts by name, in the order in which they came up.
struct Tally {
  private(set) var counts: [(name: String, count: Int)] = []

  mutating func add(_ name: String, _ count: Int = 1) {
    if let index = counts.firstIndex(where: { $0.name == name }) {
      counts[index].count += count
    } else {
      counts.append((name, count))
    }
  }
}
