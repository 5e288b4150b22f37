internal import Foundation

/// A folder of a target and the names of its files.
struct Folder {
  let url: URL
  let files: [String]

  var name: String { url.lastPathComponent }

  /// Whether this is a catalogue entry: a kebab-case name, as events and read models have it.
  var isEntry: Bool { name.first?.isLowercase == true }

  /// `order-placed` is described by the type `OrderPlaced`.
  var typeName: String { name.split(separator: "-").map(\.capitalized).joined() }

  static func all(in root: URL) throws -> [Folder] {
    let manager = FileManager.default
    return try manager.contentsOfDirectory(atPath: root.path).sorted().compactMap { name in
      let url = root.appending(path: name)
      var isFolder: ObjCBool = false
      guard !name.hasPrefix("."), !name.contains("."),
        manager.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue
      else { return nil }
      return Folder(url: url, files: try manager.contentsOfDirectory(atPath: url.path).sorted())
    }
  }

  /// The file's text as a Swift string literal that keeps every character.
  func literal(_ file: String) throws -> String {
    let text = try String(contentsOf: url.appending(path: file), encoding: .utf8)
    guard !text.contains("\"\"\"##") else {
      throw Problem("\(name)/\(file) must not hold \"\"\"##, which would end its Swift literal")
    }
    return "##\"\"\"\n\(text)\n\"\"\"##"
  }
}
