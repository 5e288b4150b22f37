internal import Foundation

/// The part of an event's contract that the program needs at run time, as a Swift expression, so
/// that no schema is parsed when the program starts.
struct ContractSource {
  let file: URL
  let typeName: String

  var text: String {
    get throws {
      let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
      guard let schema = json as? [String: Any],
        let properties = schema["properties"] as? [String: [String: Any]],
        let subjects = schema["x-subject"] as? [String]
          ?? (schema["x-subject"] as? String).map({ [$0] }),
        let version = Int(file.lastPathComponent.dropFirst().prefix(while: \.isNumber))
      else {
        throw Problem("\(file.path) needs properties, x-subject and a name like v1.schema.json")
      }
      let personal = properties.filter { $0.value["x-personal"] as? Bool == true }.keys.sorted()
      let tags = try strings("x-tags", in: schema).map { try template($0, properties, "Tag") }
      let lookups = try strings("x-lookups", in: schema)
        .map { try template($0, properties, "Lookup") }
      let creates = try strings("x-creates", in: schema)
      let erases = try strings("x-erases", in: schema).map { try template($0, properties, "Tag") }
      let owners = try subjects.map { try template($0, properties, "Tag") }
      return """
        EventContract(
          name: "\(typeName)", version: \(version), subjects: [\(owners.joined(separator: ", "))],
          personal: \(personal), tags: [\(tags.joined(separator: ", "))],
          lookups: [\(lookups.joined(separator: ", "))], creates: \(creates),
          erases: [\(erases.joined(separator: ", "))])
        """
    }
  }

  private func strings(_ keyword: String, in schema: [String: Any]) throws -> [String] {
    guard let value = schema[keyword] else { return [] }
    guard let strings = value as? [String] else {
      throw Problem("\(file.path): \(keyword) must be a list of strings")
    }
    return strings
  }

  /// `customer:{from}` → a kind and the fields that follow it.
  private func template(
    _ text: String,
    _ properties: [String: [String: Any]],
    _ type: String
  ) throws -> String {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let fields = parts.dropFirst().map { String($0.dropFirst().dropLast()) }
    guard let kind = parts.first, !kind.isEmpty, !fields.isEmpty,
      parts.dropFirst().allSatisfy({ $0.hasPrefix("{") && $0.hasSuffix("}") })
    else { throw Problem("\(file.path): \(text) is not of the form kind:{field}") }
    for field in fields where properties[field] == nil {
      throw Problem("\(file.path): \(text) names the unknown field \(field)")
    }
    if type == "Tag" {
      guard fields.count == 1, properties[fields[0]]?["x-personal"] as? Bool != true else {
        throw Problem("\(file.path): the tag \(text) needs exactly one field, not a personal one")
      }
      return "TagTemplate(kind: \"\(kind)\", field: \"\(fields[0])\")"
    }
    return "LookupTemplate(name: \"\(kind)\", fields: \(fields))"
  }
}
