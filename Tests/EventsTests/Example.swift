import Events
import Foundation
import Model
import Testing

/// A file of an `examples` folder; events/README.md says what stands in one.
struct Example: Sendable, CustomTestStringConvertible {
  let folder: String
  let name: String
  /// The version of the contract it is an example of.
  let version: Int
  let data: JSONObject
  /// For an invalid one, where it breaks the contract: `/email: type`.
  let reason: String?

  var testDescription: String { "\(folder)/\(name)" }

  /// The folder `events` of this repository.
  static let events = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../events"
  ).standardizedFileURL

  static func named(_ folder: String, _ name: String) throws -> Example {
    let url = events.appending(path: "\(folder)/examples/\(name)")
    let text = try String(contentsOf: url, encoding: .utf8)
    let json = try #require(try JSON(parsing: text).object, "\(folder)/\(name)")
    let version = name.firstMatch(of: /-v([0-9]+)-/).flatMap { Int($0.1) } ?? 1
    guard name.hasPrefix("invalid-") else {
      return Example(folder: folder, name: name, version: version, data: json, reason: nil)
    }
    return Example(
      folder: folder,
      name: name,
      version: version,
      data: try #require(json["data"]?.object, "\(folder)/\(name)"),
      reason: try #require(json["reason"]?.string, "\(folder)/\(name)")
    )
  }

  static func all(of folder: String) throws -> [Example] {
    let url = events.appending(path: "\(folder)/examples")
    return try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
      .map { try named(folder, $0) }
  }

  static func all() throws -> [Example] {
    try Catalogue.entries.flatMap { try all(of: $0.folder) }
  }

  static func valid() throws -> [Example] {
    try all().filter { $0.reason == nil }
  }

  static func invalid() throws -> [Example] {
    try all().filter { $0.reason != nil }
  }

  func entry() throws -> Catalogue.Entry {
    try #require(Catalogue.entries.first { $0.folder == folder })
  }

  func contract() throws -> EventContract {
    try #require(try entry().contracts.first { $0.version == version })
  }
}
