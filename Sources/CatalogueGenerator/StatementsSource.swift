internal import Foundation

/// `enum Statements`: one constant an SQL file, `append-event.sql` → `appendEvent`.
struct StatementsSource {
  let folder: Folder

  var text: String {
    get throws {
      var source = "\nenum Statements {\n"
      for file in folder.files where file.hasSuffix(".sql") {
        let words = file.dropLast(4).split(separator: "-")
        let name = words.prefix(1).joined() + words.dropFirst().map(\.capitalized).joined()
        source += "  static let \(name) = \(try folder.literal(file))\n"
      }
      return source + "}\n"
    }
  }
}
