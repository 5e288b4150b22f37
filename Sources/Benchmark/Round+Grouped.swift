import Daybook
import DaybookCommand

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Round {
  /// How many groups are applied in one go, as from one file.
  private static let groupsOfFile = 16

  /// `apply` with its default groups: reading and parsing as it does, decisions, hashing and writing.
  func applyGrouped(_ ledger: OpenLedger, _ workload: inout Workload) throws -> Applied {
    let path = folder + "/commands.jsonl"
    defer { unlink(path) }
    var applied = Applied()
    while applied.events < events {
      let left = events - applied.events
      let groups = min(Self.groupsOfFile, (left + Self.group - 1) / Self.group)
      try write(groups * Self.group, of: &workload, to: path)
      applied.seconds += try Measurement.time {
        applied.groups += try apply(path, to: ledger)
      }
    }
    return applied
  }

  /// The events of each group of a file.
  private func apply(_ path: String, to ledger: OpenLedger) throws -> [Int] {
    let provenance = Provenance(actor: "benchmark")
    let source = ReadAhead(LineSource(try FileInput(path: path), defaults: provenance))
    defer { source.close() }
    var groups: [Int] = []
    while let lines = try group(of: source) {
      groups.append(
        try ledger.write { group in
          try lines.reduce(0) { try $0 + $1.perform(in: group).positions.count }
        }
      )
    }
    return groups
  }

  /// The next group; nil behind the last one.
  private func group(of source: ReadAhead<LineSource>) throws -> [ApplyLine]? {
    var lines: [ApplyLine] = []
    while lines.count < Self.group {
      if let line = source.next() {
        lines.append(line)
      } else if source.isAtEnd {
        return lines.isEmpty ? nil : lines
      } else {
        try source.fill()
      }
    }
    return lines
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
