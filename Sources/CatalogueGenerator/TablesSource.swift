internal import Foundation

/// `enum Tables`: one constant a table, `territories.tsv` → `territories`.
///
/// A table is one string literal, which costs nothing at start-up and next to nothing to compile.
struct TablesSource {
  let folder: Folder

  var text: String {
    get throws {
      var source = "\nenum Tables {\n"
      for file in folder.files where file.hasSuffix(".tsv") {
        source += "  static let \(file.dropLast(4)) = \(try folder.literal(file))\n"
      }
      return source + "}\n"
    }
  }
}
