import SQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The file that holds read models: how it is made, told from others, and made anew.
struct ReadModelFile {
  /// What tells a file from another one at the same path.
  struct Identity: Equatable {
    let device: UInt64
    let number: UInt64
  }

  /// `application_id` of the file: "Dayp".
  static let applicationID: Int64 = 1_147_238_768
  /// `user_version` of the format this program writes.
  static let format: Int64 = 3

  /// The size of pages in a new file, in bytes; one that is there keeps what it has until it is removed.
  ///
  /// A rebuild goes through files three times, and takes a fifth less than with pages of 4 KiB. With
  /// 32 KiB it would take less still, but a catch-up, which changes a row here and there, two fifths more.
  private static let pageSize = 16_384

  private static let attempts = 5

  /// Absolute, with the symbolic links among its folders followed.
  let path: String
  /// The `application_id` of ledgers: one of them may have the name that another one's read models have.
  private let kept: Int64?

  /// - Throws: `ProjectionError` with `unreachable` when the folder is missing.
  init(path: String, keeping kept: Int64? = nil) throws(ProjectionError) {
    self.kept = kept
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let name = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
    guard let real = realpath(folder, nil) else {
      throw ProjectionError(
        .unreachable,
        "The read models cannot be kept in \(path): its folder is missing or may not be entered."
      )
    }
    defer { free(real) }
    let resolved = String(cString: real)
    self.path = resolved == "/" ? "/\(name)" : "\(resolved)/\(name)"
  }

  /// Nil while there is no file.
  var identity: Identity? {
    var information = stat()
    guard lstat(path, &information) == 0 else { return nil }
    return Identity(
      device: UInt64(truncatingIfNeeded: information.st_dev),
      number: UInt64(truncatingIfNeeded: information.st_ino)
    )
  }

  /// Opens the file, ready for use; one that is missing, damaged or something else is made anew.
  ///
  /// - Throws: `ProjectionError` with `unreachable`, also where a ledger is there; `SQLiteError` with `isBusy`.
  func open(busyTimeoutMilliseconds: Int) throws -> (connection: Connection, identity: Identity) {
    for _ in 0..<Self.attempts {
      try createIfMissing()
      // Compared afterwards: the file may be exchanged while it is opened.
      guard let identity else { continue }
      let connection: Connection
      do {
        connection = try Connection(path: path, access: .readWrite)
      } catch {
        guard error.cannotOpen else { throw error }
        guard self.identity != nil else { continue }
        throw ProjectionError(.unreachable, "The read models cannot be opened: \(error.message).")
      }
      guard !connection.isReadOnly else {
        throw ProjectionError(.unreachable, "The read models in \(path) cannot be written to.")
      }
      connection.busyTimeoutMilliseconds = busyTimeoutMilliseconds
      do {
        try setUp(connection)
      } catch let error as SQLiteError where error.isCorrupt {
        connection.close()
        try discardIfDamaged()
        continue
      }
      if self.identity == identity { return (connection, identity) }
    }
    throw ProjectionError(
      .unreachable,
      "The read models in \(path) cannot be opened: the file is damaged or exchanged all the time."
    )
  }

  /// Makes an empty file that only its owner can read and write.
  ///
  /// SQLite would make one with the rights that the process's mask leaves, and follow a link.
  private func createIfMissing() throws(ProjectionError) {
    guard identity == nil else { return }
    // Closing a file takes away the locks that SQLite, in the same process, has on it. So it gets its name,
    // by which another thread may find and open it at once, when it is closed.
    let draft = try PrivateFile.createEmpty(nextTo: self)
    defer { unlink(draft) }
    if link(draft, path) == 0 || errno == EEXIST { return }
    // Not every file system has hard links.
    guard Self.create(path) || errno == EEXIST else {
      throw ProjectionError(
        .unreachable,
        "\(path) cannot be made: \(String(cString: strerror(errno)))."
      )
    }
  }

  /// False, with `errno` set, when it cannot be made or something is in the way.
  static func create(_ path: String) -> Bool {
    let flags = O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY | O_CLOEXEC
    let descriptor = Self.descriptor(path, flags, 0o600)
    guard descriptor >= 0 else { return false }
    // A mask may take rights from the owner too.
    fchmod(descriptor, 0o600)
    close(descriptor)
    return true
  }

  private static func descriptor(_ path: String, _ flags: Int32, _ mode: mode_t = 0) -> Int32 {
    #if canImport(Glibc)
      Glibc.open(path, flags, mode)
    #elseif canImport(Musl)
      Musl.open(path, flags, mode)
    #else
      Darwin.open(path, flags, mode)
    #endif
  }

  private func setUp(_ connection: Connection) throws {
    // Of a file that has content, the size of its pages cannot change any more.
    try connection.execute("PRAGMA page_size = \(Self.pageSize)")
    let isKnown = try Self.isKnown(connection)
    if let kept, try connection.integer("PRAGMA application_id") == kept {
      throw ProjectionError(
        .unreachable,
        "The read models cannot be kept in \(path): that is a ledger, which is left as it is."
      )
    }
    try commitConsistently(connection)
    guard !isKnown else { return }
    let isEmpty = try connection.immediate {
      guard try connection.integer("SELECT count(*) FROM sqlite_schema") == 0 else { return false }
      try Self.makeEmpty(connection)
      return true
    }
    guard try !isEmpty && !Self.isKnown(connection) else { return }
    // Something else: its content is replaced in one transaction, and whoever reads it goes on
    // doing so undisturbed.
    let pageSize = try connection.integer("PRAGMA page_size") ?? 4096
    let empty = try Connection.inMemory()
    try empty.execute("PRAGMA page_size = \(pageSize)")
    try Self.makeEmpty(empty)
    try empty.backup(to: connection)
  }

  /// Whether the database holds read models in the format of this program.
  private static func isKnown(_ connection: Connection) throws -> Bool {
    try connection.integer("PRAGMA application_id") == applicationID
      && connection.integer("PRAGMA user_version") == format
  }

  /// Marks an empty database as one of read models, of which it has none yet.
  static func makeEmpty(_ connection: Connection) throws(SQLiteError) {
    try connection.execute("PRAGMA application_id = \(applicationID)")
    try connection.execute("PRAGMA user_version = \(format)")
    try connection.execute(Statements.createBookkeeping)
  }

  /// SQLite does not wait for others here by itself, when two open a new file at once: one may find it
  /// locked, or the journal gone that it wants to remove.
  private func commitConsistently(_ connection: Connection) throws {
    for _ in 0...max(1, connection.busyTimeoutMilliseconds) {
      do {
        if try connection.commitConsistently() { return }
        throw ProjectionError(.unreachable, "\(path) cannot be written to.")
      } catch let error as SQLiteError where error.isBusy || error.isRemovedMeanwhile {
        usleep(1000)
      }
    }
    try connection.commitConsistently()
  }

  /// Removes a file that SQLite cannot read, with its side files.
  ///
  /// Never one it can read: a file in use elsewhere must keep its name, or the side files found
  /// under that name would be applied to the wrong file. The damaged one goes last, so that a new
  /// file cannot come into being before the old side files are gone; the lock on the folder keeps
  /// out those who are about to do the same.
  func discardIfDamaged() throws {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    let descriptor = Self.descriptor(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    // Some network file systems have no such locks; then the danger is only that of a rare race.
    if descriptor >= 0 { flock(descriptor, LOCK_EX) }
    guard isDamaged else { return }
    for suffix in ["-wal", "-shm", "-journal", ""] { unlink(path + suffix) }
  }

  private var isDamaged: Bool {
    do {
      let connection = try Connection(path: path, access: .readWrite)
      defer { connection.close() }
      _ = try connection.integer("SELECT count(*) FROM sqlite_schema")
      return false
    } catch {
      return error.isCorrupt
    }
  }
}
