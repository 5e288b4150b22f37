import Foundation

/// A folder in which things are broken.
struct WorkFolder {
  let path: String

  /// The last part of its path.
  var name: String { String(path.split(separator: "/").last ?? "") }

  init(in parent: String) throws {
    let real = URL(filePath: parent).standardizedFileURL.path
    path = "\(real)/daybook-torture-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  private init(path: String) {
    self.path = path
  }

  /// An empty folder within it.
  func folder(_ name: String) throws -> WorkFolder {
    let folder = WorkFolder(path: file(name))
    folder.remove()
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    return folder
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name)) }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: file(name))) }

  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  func write(_ text: String, to name: String) throws {
    let isWritten = FileManager.default.createFile(
      atPath: file(name),
      contents: Data(text.utf8),
      attributes: [.posixPermissions: 0o600]
    )
    try Problem.unless(isWritten, "\(file(name)) cannot be written")
  }

  /// The names of the files in it, without folders.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted().filter { name in
      let attributes = try FileManager.default.attributesOfItem(atPath: file(name))
      return attributes[.type] as? FileAttributeType == .typeRegular
    }
  }

  /// Files that others than their owner may read.
  func open() throws -> [String] {
    try names().filter { name in
      let attributes = try FileManager.default.attributesOfItem(atPath: file(name))
      return attributes[.posixPermissions] as? Int != 0o600
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
