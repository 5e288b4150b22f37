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
  /// Holds the lock that says that somebody needs the name; -1 when nobody does.
  private let descriptor: Int32

  /// The memory that its pages may take, in KiB.
  ///
  /// Among millions of customers hardly two orders in a row are of the same customer: with a quarter of it a
  /// rebuild of ten million events takes a fifteenth longer, as pages go to the system and come back.
  private static let cacheKibibytes = 32_768

  /// Makes it in memory, or in a temporary file when it outgrows that.
  init() throws {
    connection = try Connection.temporary()
    path = ""
    descriptor = -1
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
    let (path, descriptor) = try Self.create(nextTo: file)
    self.path = keepsName ? path : ""
    self.descriptor = keepsName ? descriptor : -1
    var isReady = false
    defer { if !isReady || !keepsName { Self.removeName(path, descriptor) } }
    if isCopy { try original.run("VACUUM INTO ?", path) }
    connection = try Connection(path: path, access: .readWrite)
    let pageSize = try original.integer("PRAGMA page_size") ?? 4096
    try connection.execute("PRAGMA page_size = \(pageSize)")
    try Self.configure(connection)
    // The file is opened in earnest with its first use.
    _ = try connection.integer("SELECT count(*) FROM sqlite_schema")
    isReady = true
  }

  /// Takes the name away from a file that has kept it.
  ///
  /// Its connection must be closed: letting go of the lock takes away SQLite's.
  func removeName() {
    Self.removeName(path, descriptor)
  }

  private static func removeName(_ path: String, _ descriptor: Int32) {
    unlink(path)
    close(descriptor)
  }

  /// Does without what protects files that others see and that must survive.
  ///
  /// SQLite insists on a journal in its defensive mode; this one stays in memory, and pages that are
  /// new never enter it. What is deleted need not be overwritten: nobody is erased in here, and what was
  /// erased before never comes in.
  private static func configure(_ connection: Connection) throws {
    try connection.commitCarelessly()
    try connection.execute(
      """
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA cache_size = -\(cacheKibibytes);
      PRAGMA secure_delete = OFF;
      """
    )
  }

  /// Makes an empty file under a name of its own, and closes it.
  ///
  /// Should it be left behind, the next rebuild removes it.
  static func createEmpty(nextTo file: ReadModelFile) throws(ProjectionError) -> String {
    let (path, descriptor) = try create(nextTo: file)
    close(descriptor)
    return path
  }

  private static let infix = ".rebuild-"

  private static func create(
    nextTo file: ReadModelFile
  ) throws(ProjectionError) -> (path: String, descriptor: Int32) {
    for number in 0..<1000 {
      let path = "\(file.path)\(infix)\(getpid())-\(number)"
      guard ReadModelFile.create(path) else {
        guard errno == EEXIST else { break }
        continue
      }
      let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      // Some network file systems have no such locks; there the number in the name protects it.
      flock(descriptor, LOCK_EX)
      var information = stat()
      // Unless somebody took it for one that was left behind, before it was locked.
      if fstat(descriptor, &information) == 0, information.st_nlink > 0 {
        return (path, descriptor)
      }
      close(descriptor)
    }
    throw ProjectionError(
      .unreachable,
      "No file can be made next to \(file.path): \(String(cString: strerror(errno)))."
    )
  }

  /// Removes what processes left behind that died while such a file had its name.
  ///
  /// It may hold what was erased since. One goes only when nobody holds its lock and no other process has
  /// the number in its name; the first process of each container has the same, so that this one's own
  /// number says nothing.
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
        let process = Int32(digits), process > 0,
        process == getpid() || (kill(process, 0) != 0 && errno == ESRCH)
      else { continue }
      removeUnlessHeld("\(folder)/\(name)")
    }
  }

  private static func removeUnlessHeld(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
  }
}
