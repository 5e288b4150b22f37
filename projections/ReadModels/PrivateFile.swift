import SQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A database of this process alone in which read models are filled, gone when it is released.
struct PrivateFile {
  let connection: Connection

  /// The memory that its pages may take, in KiB.
  private static let cacheKibibytes = 32_768

  /// Makes it in memory, or in a temporary file when it outgrows that.
  init() throws {
    connection = try Connection.temporary()
    try Self.configure(connection)
  }

  /// Makes it in a file next to another, which has the room and the protection that it needs.
  ///
  /// The name is taken away as soon as the file is open: no crash leaves anything behind.
  ///
  /// - Parameters:
  ///   - original: The connection of the other file; its page size is taken over.
  ///   - isCopy: Fills the file with what is there.
  init(nextTo file: ReadModelFile, _ original: Connection, isCopy: Bool) throws {
    Self.removeLeftOvers(of: file)
    let path = try Self.create(nextTo: file)
    defer { unlink(path) }
    if isCopy { try original.run("VACUUM INTO ?", path) }
    connection = try Connection(path: path, access: .readWrite)
    let pageSize = try original.integer("PRAGMA page_size") ?? 4096
    try connection.execute("PRAGMA page_size = \(pageSize)")
    try Self.configure(connection)
    // The file is opened in earnest with its first use.
    _ = try connection.integer("SELECT count(*) FROM sqlite_schema")
  }

  /// Nobody else sees the file, and one that is not finished is worth nothing: nothing is synced, and
  /// the journal, which SQLite insists on in its defensive mode, stays in memory. Pages that are new
  /// never enter it.
  private static func configure(_ connection: Connection) throws {
    try connection.execute(
      """
      PRAGMA journal_mode = MEMORY;
      PRAGMA synchronous = OFF;
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA cache_size = -\(cacheKibibytes);
      """
    )
  }

  private static let infix = ".rebuild-"

  private static func create(nextTo file: ReadModelFile) throws(ProjectionError) -> String {
    for number in 0..<1000 {
      let path = "\(file.path)\(infix)\(getpid())-\(number)"
      if ReadModelFile.create(path) { return path }
      guard errno == EEXIST else { break }
    }
    throw ProjectionError(
      .unreachable,
      "No file can be made next to \(file.path): \(String(cString: strerror(errno)))."
    )
  }

  /// Removes what processes left behind that died between making such a file and unlinking it.
  private static func removeLeftOvers(of file: ReadModelFile) {
    guard let slash = file.path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return }
    let folder = slash == file.path.startIndex ? "/" : String(file.path[..<slash])
    let prefix = file.path[file.path.utf8.index(after: slash)...] + infix
    guard let listing = opendir(folder) else { return }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer)) {
          String(cString: $0)
        }
      }
      guard name.hasPrefix(prefix),
        let process = name.dropFirst(prefix.count).split(separator: "-").first.flatMap({ Int32($0) }),
        process > 0, kill(process, 0) != 0, errno == ESRCH
      else { continue }
      unlink("\(folder)/\(name)")
    }
  }
}
