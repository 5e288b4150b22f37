import Daybook
import Projections

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The folder of SQL files that makes a read model, as somebody has it on disk.
struct DefinitionFolder {
  /// The name of the folder.
  let name: String
  let texts: [String: String]
  /// What else lies there, sorted.
  let ignored: [String]

  /// Reads it.
  ///
  /// - Throws: `CommandError` with `file_unreadable`, `Refusal` with `projection_invalid`.
  init(_ path: String) throws {
    var information = stat()
    guard stat(path, &information) == 0 else {
      throw CommandError(.fileUnreadable, "\(path) cannot be read: \(Self.reason()).")
    }
    guard information.st_mode & S_IFMT == S_IFDIR else {
      throw CommandError(
        .fileUnreadable,
        "\(path) is no folder.",
        hint: "Name the folder that schema.sql lies in."
      )
    }
    name = try Self.name(of: path)
    var texts: [String: String] = [:]
    var ignored: [String] = []
    var size = 0
    for file in try Self.files(in: path) {
      guard file.utf8.suffix(4).elementsEqual(".sql".utf8), !file.hasPrefix(".") else {
        ignored.append(file)
        continue
      }
      guard Definition.isFileName(file) else {
        throw Self.invalid("The name \(file) does not fit: files of SQL take a–z, 0–9 and -.")
      }
      let text = try Self.text(of: "\(path)/\(file)", file)
      size += text.utf8.count
      guard size <= Definition.greatestSize, texts.count < Definition.greatestFileCount else {
        throw Self.invalid(
          """
          \(path) is too much for a read model: it may have \(Definition.greatestFileCount) files of \
          \(Definition.greatestSize >> 20) MiB together.
          """
        )
      }
      texts[file] = text
    }
    self.texts = texts
    self.ignored = ignored
  }

  private static func invalid(_ sentence: String) -> Refusal {
    Refusal(.projectionInvalid, sentence)
  }

  private static func reason() -> String {
    String(cString: strerror(errno))
  }

  /// The last part of the path; of `.` and its like, what it stands for.
  private static func name(of path: String) throws -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? ""
    guard ["", ".", ".."].contains(last) else { return last }
    guard let real = realpath(path, nil) else {
      throw CommandError(.fileUnreadable, "\(path) cannot be read: \(reason()).")
    }
    defer { free(real) }
    return String(cString: real).split(separator: "/").last.map(String.init) ?? ""
  }

  private static func files(in path: String) throws -> [String] {
    guard let listing = opendir(path) else {
      throw CommandError(.fileUnreadable, "\(path) cannot be read: \(reason()).")
    }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer)) {
          String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func text(of path: String, _ file: String) throws -> String {
    var information = stat()
    guard lstat(path, &information) == 0 else {
      throw CommandError(.fileUnreadable, "\(path) cannot be read: \(reason()).")
    }
    guard information.st_mode & S_IFMT != S_IFLNK else {
      throw invalid("\(file) is a symbolic link, which is not followed: put the file itself there.")
    }
    // Anything else might be endless, or never begin.
    guard information.st_mode & S_IFMT == S_IFREG else { throw invalid("\(file) is not a file.") }
    let input = try FileInput(path: path)
    var bytes: [UInt8] = []
    while bytes.count <= Definition.greatestFileSize, try input.read(into: &bytes) {}
    guard bytes.count <= Definition.greatestFileSize else {
      let limit = Definition.greatestFileSize >> 20
      throw invalid("\(file) is too long: a file of SQL may have \(limit) MiB.")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw invalid("\(file) is no text in UTF-8.")
    }
    return text
  }
}
