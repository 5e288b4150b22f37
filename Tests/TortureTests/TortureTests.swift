import Foundation
import Testing

/// The parts of `daybook-torture`, each for some seconds, as processes of their own: they kill, and put
/// faults into all of SQLite.
///
/// `swift run -c release daybook-torture` is the whole.
@Suite(.serialized) struct TortureTests {
  private static let binary = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "daybook-torture")

  private func torture(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "daybook-torture-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    process.executableURL = Self.binary
    process.arguments = arguments + ["--quick", "--folder", folder.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  private static let faults = [
    "failed reads", "short reads", "storages that read no more", "failed writes",
    "torn writes on a full disk", "disks full from then on", "failed syncs",
    "storages that sync no more", "failed truncations", "failed openings", "failed deletions",
    "failed shared memory", "failed locks", "storages gone for good", "power losses",
  ]

  @Test(arguments: [
    ("kill", ["acknowledged commands found again", "ledgers found whole"]),
    ("storage", faults + ["power losses behind the end", "clear errors"]),
    ("memory", ["requests that found no memory", "clear errors"]),
    ("contention", ["commands of threads", "commands of processes", "rebuilds by a process"]),
    ("input", ["lines of apply refused", "questions in SQL refused", "command lines refused"]),
  ])
  func survives(part: String, counts: [String]) throws {
    let result = try torture([part])
    print(result.output)
    #expect(result.status == 0, "\(result.output)")
    for count in counts { #expect(result.output.contains("  \(count): "), "\(result.output)") }
  }

  /// No ledger can survive a disk that says it has stored what it has not.
  @Test func aDiskThatLiesIsNoticed() throws {
    let result = try torture(["storage", "--canary"])
    #expect(result.status == 1)
    #expect(result.output.contains("power losses, "), "\(result.output)")
  }

  /// Nor a copy that nobody has synced.
  @Test func aCopyThatIsNotSyncedIsNoticed() throws {
    let result = try torture(["storage", "--canary-of-copies"])
    #expect(result.status == 1)
    #expect(result.output.contains("power losses, backup, "), "\(result.output)")
  }

  @Test(arguments: [
    ["nothing"], ["--seed"], ["--seed", "x"], ["--rounds", "0"], ["--nothing", "1"],
  ])
  func wrongArgumentsAreAnError(arguments: [String]) throws {
    let result = try torture(arguments)
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("daybook-torture: "))
  }
}
