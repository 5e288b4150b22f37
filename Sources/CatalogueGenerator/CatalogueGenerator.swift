internal import Foundation

/// Writes the Swift file that lists what the folders of a target hold.
///
/// Four kinds of folder are known by what is in them:
/// - a kebab-case folder is an entry of a catalogue (an event type, a read model): its texts, its
///   contracts, and the Swift type named after it;
/// - `Statements` holds SQL files: each becomes a constant;
/// - `Tables` holds tab-separated tables: each becomes a constant;
/// - `Decisions`, `Queries` and `Commands` hold one Swift type a file: they become a list of names
///   and types.
@main
struct CatalogueGenerator {
  static func main() throws {
    guard CommandLine.arguments.count == 3 else {
      throw Problem("usage: CatalogueGenerator TARGET-FOLDER OUTPUT-FILE")
    }
    let root = URL(filePath: CommandLine.arguments[1])
    let folders = try Folder.all(in: root)
    var source = "// Made by CatalogueGenerator from the folders of this target.\n"
    let entries = folders.filter(\.isEntry)
    if !entries.isEmpty {
      source += try CatalogueSource(entries: entries).text
    }
    for folder in folders where folder.name == "Statements" {
      source += try StatementsSource(folder: folder).text
    }
    for folder in folders where folder.name == "Tables" {
      source += try TablesSource(folder: folder).text
    }
    for folder in folders where ["Decisions", "Queries", "Commands"].contains(folder.name) {
      source += try ListSource(folder: folder).text
    }
    try source.write(toFile: CommandLine.arguments[2], atomically: true, encoding: .utf8)
  }
}

/// A sentence that stops the build.
struct Problem: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
