internal import Foundation

/// `extension Catalogue`: every entry with its texts, its contracts and its Swift type.
struct CatalogueSource {
  let entries: [Folder]

  var text: String {
    get throws {
      let hasContracts = entries.contains { !contracts(of: $0).isEmpty }
      var source = hasContracts ? "import Model\n\n" : ""
      source += "extension Catalogue {\n  package static let entries: [Entry] = [\n"
      for entry in entries {
        source += try "    " + initializer(entry) + ",\n"
      }
      source += "  ]\n}\n"
      for entry in entries where !contracts(of: entry).isEmpty {
        source += """

          extension \(entry.typeName) {
            package static var name: String { "\(entry.typeName)" }
          }

          """
      }
      return source
    }
  }

  /// The contracts, oldest first: v9 stands before v10.
  private func contracts(of entry: Folder) -> [String] {
    entry.files.filter { $0.hasSuffix(".schema.json") }
      .sorted { $0.compare($1, options: .numeric) == .orderedAscending }
  }

  private func initializer(_ entry: Folder) throws -> String {
    let texts = try entry.files.filter { $0.hasSuffix(".sql") || $0.hasSuffix(".schema.json") }
      .map { "\"\($0)\": \(try entry.literal($0))" }
    var arguments = ["folder: \"\(entry.name)\""]
    if entry.files.contains("\(entry.typeName).swift"), !contracts(of: entry).isEmpty {
      arguments.append("type: \(entry.typeName).self")
    }
    let contracts = try contracts(of: entry).map { file in
      try ContractSource(file: entry.url.appending(path: file), typeName: entry.typeName).text
    }
    if !contracts.isEmpty {
      arguments.append("contracts: [\n\(contracts.joined(separator: ",\n"))]")
    }
    arguments.append(
      texts.isEmpty ? "texts: [:]" : "texts: [\n\(texts.joined(separator: ",\n"))\n]"
    )
    return "Entry(\(arguments.joined(separator: ", ")))"
  }
}
