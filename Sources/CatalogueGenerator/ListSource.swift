internal import Foundation

/// `enum Decisions { static let all … }`: the types of a folder that holds one type a file, each with
/// the name that its declaration gives it.
///
/// The name stands beside the type so that the program need not make the declarations of all to find
/// the one that is asked for.
struct ListSource {
  let folder: Folder

  var text: String {
    get throws {
      let entries = try folder.files.filter { $0.hasSuffix(".swift") && !$0.contains("+") }
        .map { "(\"\(try name(in: $0))\", \($0.dropLast(6)).self)" }
      let member = folder.name == "Queries" ? "Query" : String(folder.name.dropLast())
      return """

        extension \(folder.name) {
          package static let all: [(name: String, type: any \(member).Type)] = [
            \(entries.joined(separator: ",\n    "))
          ]
        }

        """
    }
  }

  /// The first argument of the declaration in a file.
  private func name(in file: String) throws -> String {
    let text = try String(contentsOf: folder.url.appending(path: file), encoding: .utf8)
    let declaration = /Declaration(?:<\w+>)?\(\s*"([a-z_.]+)"/
    guard let found = text.firstMatch(of: declaration) else {
      throw Problem("\(folder.name)/\(file) needs a Declaration(\"noun.verb\", …)")
    }
    return String(found.1)
  }
}
