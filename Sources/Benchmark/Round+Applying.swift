import Daybook
import DaybookCommand
import EventLog
import Model
import SQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What `apply` does with commands from files, as the program does it: reading and parsing, decisions,
/// hashing, writing, and telling the results.
extension Round {
  /// How many groups are applied in one go, as from one file.
  static let groupsOfFile = 64

  /// How some commands went.
  struct Applied {
    /// How many commands a commit had.
    let groupSize: Int
    /// How many events each command appended.
    var events: [Int] = []
    var seconds = 0.0
  }

  /// Commands with as many events as the round has, a thousand a commit.
  func applyGrouped(_ ledger: OpenLedger, _ workload: inout Workload) throws -> Applied {
    var applied = Applied(groupSize: Self.group)
    var events = 0
    while events < self.events {
      let groups = min(Self.groupsOfFile, (self.events - events + Self.group - 1) / Self.group)
      let some = try apply(groups * Self.group, of: &workload, to: ledger, batch: Self.group)
      applied.events += some.events
      applied.seconds += some.seconds
      events += some.events.reduce(0, +)
    }
    return applied
  }

  /// The next commands from a file of their own, from the first line to a ledger at rest.
  func apply(
    _ count: Int,
    of workload: inout Workload,
    to ledger: OpenLedger,
    batch: Int
  ) throws -> Applied {
    let path = folder + "/commands.jsonl"
    defer { unlink(path) }
    try write(count, of: &workload, to: path)
    var output: [UInt8] = []
    var applied = Applied(groupSize: batch)
    applied.seconds = try Measurement.time {
      let input = try FileInput(path: path)
      let source = LineSource(input, defaults: Provenance(actor: "benchmark"))
      try ApplyRun.apply(source, to: ledger, batch: batch) { output += $0 }
      // Done already, unless there is but one processor: then `apply` leaves it to the end of the program.
      try ledger.log.connection.checkpoint()
    }
    for line in output.split(separator: UInt8(ascii: "\n")) {
      let result = try JSON(parsing: Array(line))
      guard let positions = result["positions"].array else {
        throw Problem("a command failed: \(result.canonicalText)")
      }
      applied.events.append(positions.count)
    }
    return applied
  }

  /// Writes commands to a file, which then rests on the disk: nothing of that is measured.
  private func write(_ count: Int, of workload: inout Workload, to path: String) throws {
    guard let file = fopen(path, "w") else { throw Problem("\(path) cannot be written") }
    defer { fclose(file) }
    for _ in 0..<count {
      let line = workload.line() + [UInt8(ascii: "\n")]
      fwrite(line, 1, line.count, file)
    }
    guard fflush(file) == 0, fsync(fileno(file)) == 0 else {
      throw Problem("\(path) cannot be written")
    }
  }
}
