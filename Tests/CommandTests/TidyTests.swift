import Foundation
import Testing

/// What the project promises about its own tree.
@Suite struct TidyTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Swift files below some folders, by their path in the project.
  private static func files(_ folders: [String]) throws -> [(path: String, text: String)] {
    try folders.flatMap { folder in
      let url = root.appending(path: folder)
      let names = FileManager.default.enumerator(atPath: url.path)?.allObjects as? [String] ?? []
      return try names.sorted().filter { $0.hasSuffix(".swift") }.map { name in
        (folder + "/" + name, try String(contentsOf: url.appending(path: name), encoding: .utf8))
      }
    }
  }

  /// What becomes part of the program, without the tools of the build.
  private static let product = [
    "Sources/Model", "Sources/Addresses", "Sources/SQLite", "Sources/EventLog", "Sources/Daybook",
    "Sources/DaybookCommand", "Sources/Main", "events", "projections",
  ]

  @Test func productCodeNeedsNoFoundationAndCannotTrap() throws {
    let files = try Self.files(Self.product)
    #expect(files.count > 100)
    for (path, text) in files {
      for word in ["import Foundation", "try!", "as! ", "fatalError(", "preconditionFailure("] {
        #expect(!text.contains(word), "\(path) has \(word)")
      }
    }
  }

  @Test func onlyTheWrapperCallsSQLite() throws {
    for (path, text) in try Self.files(Self.product) where !path.hasPrefix("Sources/SQLite/") {
      for word in ["import CSQLite", "unsafeBitCast", "UnsafeMutableRawPointer("] {
        #expect(!text.contains(word), "\(path) has \(word)")
      }
    }
  }

  @Test func filesAreShort() throws {
    for (path, text) in try Self.files(
      Self.product + ["Tests", "Sources/Benchmark", "Sources/Torture"]
    ) {
      let lines = text.utf8.count { $0 == UInt8(ascii: "\n") }
      #expect(lines <= 400, "\(path) has \(lines) lines")
    }
  }

  @Test func theTopLevelIsAsAgreed() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.root.path)
      .filter { !$0.hasPrefix(".") && $0 != "Package.resolved" }
    #expect(
      names.sorted() == ["Package.swift", "README.md", "Sources", "Tests", "events", "projections"]
    )
  }

  @Test func everySQLFileSaysWhatItIsFor() throws {
    for folder in ["projections", "Sources/EventLog/Statements"] {
      let url = Self.root.appending(path: folder)
      let names = FileManager.default.enumerator(atPath: url.path)?.allObjects as? [String] ?? []
      for name in names where name.hasSuffix(".sql") {
        let text = try String(contentsOf: url.appending(path: name), encoding: .utf8)
        #expect(text.hasPrefix("-- "), "\(folder)/\(name) does not open with a comment")
      }
    }
  }
}
