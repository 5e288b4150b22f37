import Events
import Model
import Projections

/// Compares the reactions of a read model with the contracts of the events: a misspelt event never
/// happens, and a misspelt field is always NULL, which nobody would notice.
enum ReactionFields {
  /// What every event has, and the reason that any may have.
  private static let common = [
    "position", "type", "recorded_at", "occurred_at", "actor", "channel", "data", "reason",
  ]

  /// - Throws: `ProjectionError` with `invalidDefinition`.
  static func check(_ definition: Definition) throws {
    for (type, file) in definition.reactions {
      guard let entry = Events.Catalogue.entry(named: type) else {
        throw unknown(type, definition, file)
      }
      let contracts = try entry.texts.filter { $0.key.hasSuffix(".schema.json") }
        .sorted { $0.key < $1.key }.map { try JSON(parsing: $0.value) }
      for parameter in definition.parameters(of: file) {
        try check(parameter, of: type, by: contracts, definition, file)
      }
    }
  }

  private static func unknown(
    _ type: String,
    _ definition: Definition,
    _ file: String
  ) -> ProjectionError {
    let folders = Events.Catalogue.entries.map(\.folder)
    let nearest = Spelling.nearest(to: String(file.dropFirst(3).dropLast(4)), among: folders)
    let advice = nearest.map { "did you mean on-\($0).sql?" } ?? "`events` lists what there is."
    return definition.problem(
      "\(definition.name)/\(file) reacts to \(type), but there is no such event type; \(advice)",
      at: ProjectionError.Place(file)
    )
  }

  /// Any version of the event may bring the field.
  private static func check(
    _ parameter: Definition.NamedParameter,
    of type: String,
    by contracts: [JSON],
    _ definition: Definition,
    _ file: String
  ) throws {
    var path = parameter.name.split(separator: "$", omittingEmptySubsequences: false)
      .map(String.init)
    if common.contains(parameter.name) { return }
    // `:lines$` is the number of an element.
    if path.count == 2, path[1].isEmpty { path.removeLast() }
    var known: [String] = path.count == 1 ? common : []
    for contract in contracts {
      let fields = ContractFields(contract, in: contract)
      guard let missing = fields.missing(path[...]) else {
        return
      }
      known += missing.siblings
    }
    let place = ProjectionError.Place(file, line: parameter.line)
    let nearest = Spelling.nearest(to: path[path.count - 1], among: known)
    let advice = nearest.map { "; did you mean \($0)?" } ?? "."
    throw definition.problem(
      """
      \(place.text(in: definition.name)) names :\(parameter.name), which no version of \(type) \
      has\(advice)
      """,
      at: place
    )
  }
}

/// The fields of a value, as a JSON Schema describes them.
private struct ContractFields {
  private let schema: JSON
  private let contract: JSON

  /// Takes a part of a contract; of a list, what its elements are.
  init(_ schema: JSON, in contract: JSON) {
    self.contract = contract
    var schema = schema
    // Contracts are the program's own: references lead to somewhere, and not in circles.
    for _ in 0..<8 {
      if let reference = schema["$ref"].string {
        schema = contract["$defs"][String(reference.split(separator: "/").last ?? "")]
      } else if schema["items"].object != nil {
        schema = schema["items"]
      } else {
        break
      }
    }
    self.schema = schema
  }

  /// Nil when the path leads to a field that there may be; else the names that stand where it fails.
  func missing(_ path: ArraySlice<String>) -> (siblings: [String], Void)? {
    guard let name = path.first else { return nil }
    guard let properties = schema["properties"].object else {
      let isOpen = schema["type"].string == "object" || schema["oneOf"].array != nil
      return isOpen ? nil : ([], ())
    }
    guard let member = properties[name] else { return (properties.map(\.key), ()) }
    return ContractFields(member, in: contract).missing(path.dropFirst())
  }
}
