internal import CSQLite

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Turns what a person typed into a file name SQLite takes literally.
enum DatabasePath {
  /// The absolute path of the file, with the symbolic links among its folders followed.
  ///
  /// SQLITE_OPEN_NOFOLLOW refuses a link anywhere in the path, and folders such as macOS's /tmp are
  /// links. The last part is left as it is, for SQLite to refuse. Being absolute, the result is never
  /// ":memory:" or a URI.
  static func resolve(_ path: String) throws(SQLiteError) -> String {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let name = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
    guard !path.utf8.contains(0), !["", ".", ".."].contains(name) else {
      throw cannotOpen(path, "this is not the name of a file")
    }
    guard let real = unsafe realpath(folder, nil) else {
      throw cannotOpen(path, "its folder does not exist or may not be entered")
    }
    defer { unsafe free(real) }
    let file = unsafe String(cString: real)
    let resolved = file == "/" ? "/\(name)" : "\(file)/\(name)"
    var information = stat()
    // A pipe would make SQLite wait for ever; a missing file is SQLite's to judge.
    if unsafe lstat(resolved, &information) == 0 {
      switch information.st_mode & S_IFMT {
      case S_IFREG: break
      case S_IFLNK: throw cannotOpen(path, "it is a symbolic link", code: symbolicLink)
      default: throw cannotOpen(path, "it is not a file")
      }
    }
    return resolved
  }

  /// The URI of an absolute path.
  static func uri(_ path: String, _ access: Connection.Access) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var uri = Array("file://".utf8)
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "_"):
        uri.append(byte)
      default:
        uri += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    let query =
      switch access {
      case .readOnly: "?mode=ro"
      case .immutable: "?immutable=1"
      case .readWrite, .create: ""
      }
    return String(decoding: uri, as: UTF8.self) + query
  }

  /// SQLITE_CANTOPEN_SYMLINK, whose macro Swift cannot import.
  private static let symbolicLink = SQLITE_CANTOPEN | (6 << 8)

  private static func cannotOpen(
    _ path: String,
    _ reason: String,
    code: Int32 = SQLITE_CANTOPEN
  ) -> SQLiteError {
    SQLiteError(code: code, message: "unable to open database file \(path): \(reason)")
  }
}
