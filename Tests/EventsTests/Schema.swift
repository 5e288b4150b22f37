import Events
import Model
import TestSupport
import Testing

/// A contract as it is written: `v1.schema.json` of a folder.
struct Schema: Sendable, CustomTestStringConvertible {
  let entry: Catalogue.Entry
  let version: Int
  let json: JSON

  var testDescription: String { "\(entry.folder) v\(version)" }

  init(_ entry: Catalogue.Entry, version: Int) throws {
    self.entry = entry
    self.version = version
    json = try JSON(parsing: try #require(entry.texts["v\(version).schema.json"]))
  }

  static func all() throws -> [Schema] {
    try Catalogue.entries.flatMap { entry in
      try entry.contracts.map { try Schema(entry, version: $0.version) }
    }
  }

  var properties: JSONObject { json["properties"].object ?? [:] }

  /// The top-level fields marked `x-personal`, sorted.
  var personal: [String] {
    properties.filter { $0.value["x-personal"] == true }.map(\.key).sorted()
  }

  /// Whose the personal part is: the first of these that an event has.
  var subjects: [String] {
    json["x-subject"].string.map { [$0] } ?? list("x-subject")
  }

  func list(_ keyword: String) -> [String] {
    (json[keyword].array ?? []).compactMap(\.string)
  }

  var contract: EventContract {
    get throws { try #require(entry.contracts.first { $0.version == version }) }
  }

  func failures(of data: JSONObject) throws -> [String] {
    try JSONSchema(json).failures(of: .object(data)).map(\.description)
  }
}
