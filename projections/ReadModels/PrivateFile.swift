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
  /// Where it is as long as it has a name; else empty.
  let path: String

  /// The memory that its pages may take, in KiB.
  private static let cacheKibibytes = 8192

  /// Makes it in memory, or in a temporary file when it outgrows that.
  init() throws {
    connection = try Connection.temporary()
    path = ""
    try Self.configure(connection)
  }

  /// Makes it next to the live file, where there is the room and the protection that it needs; empty
  /// or as a copy.
  ///
  /// The name is taken away as soon as the file is open: no crash leaves anything behind. One that
  /// keeps its name, so that it can be attached, goes with `removeName()`, or when the next one is made.
  /// The page size is that of the live file, which cannot change any more.
  init(
    nextTo file: ReadModelFile,
    _ original: Connection,
    isCopy: Bool,
    keepsName: Bool = false
  ) throws {
    Self.removeLeftOvers(of: file)
    let path = try Self.create(nextTo: file)
    self.path = keepsName ? path : ""
    var isReady = false
    defer { if !isReady || !keepsName { unlink(path) } }
    if isCopy { try original.run("VACUUM INTO ?", path) }
    connection = try Connection(path: path, access: .readWrite)
    let pageSize = try original.integer("PRAGMA page_size") ?? 4096
    try connection.execute("PRAGMA page_size = \(pageSize)")
    try Self.configure(connection)
    // The file is opened in earnest with its first use.
    _ = try connection.integer("SELECT count(*) FROM sqlite_schema")
    isReady = true
  }

  func removeName() {
    unlink(path)
  }

  /// Does without what protects files that others see and that must survive.
  ///
  /// SQLite insists on a journal in its defensive mode; this one stays in memory, and pages that are
  /// new never enter it.
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
        let digits = name.dropFirst(prefix.count).split(separator: "-").first,
        let process = Int32(digits), process > 0, kill(process, 0) != 0, errno == ESRCH
      else { continue }
      unlink("\(folder)/\(name)")
    }
  }
}
