internal import Foundation

/// `enum Decisions { static let all … }`: the types of a folder that holds one type a file.
struct ListSource {
  let folder: Folder

  var text: String {
    let types = folder.files.filter { $0.hasSuffix(".swift") && !$0.contains("+") }
      .map { $0.dropLast(6) + ".self" }
    let member = folder.name == "Queries" ? "Query" : String(folder.name.dropLast())
    return """

      extension \(folder.name) {
        package static let all: [any \(member).Type] = [
          \(types.joined(separator: ",\n    "))
        ]
      }

      """
  }
}
