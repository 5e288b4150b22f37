internal import CSQLite

/// One connection to an SQLite database file, with the statements it has compiled.
///
/// Not `Sendable` and opened without SQLite's mutexes: it belongs to one thread at a time. After
/// `close()` every call throws SQLITE_MISUSE or does nothing.
@safe package final class Connection {
  /// What may be done with the file.
  package enum Access: Sendable {
    /// Reading; the file must exist.
    case readOnly
    /// Reading without locks and side files, in a folder where none can be made. What is read is
    /// wrong when somebody else writes to the file meanwhile.
    case immutable
    /// Reading and writing; the file must exist.
    case readWrite
    /// Reading and writing; a missing file is created.
    case create
  }

  /// How long to wait for another connection's lock before an error with `isBusy`; 0 at first.
  package var busyTimeoutMilliseconds = 0

  var handle: OpaquePointer?
  var cache = StatementCache()
  var authorizer: ((Authorization) -> Bool)?
  var progressHandler: (() -> Bool)?
  /// When the present wait for a lock began, on the monotonic clock.
  var busySinceMicroseconds: Int64 = 0
  /// When this connection last found a lock taken; nil when it never did.
  var lastWaitMicroseconds: Int64?
  /// Whether a transaction is still there that could not be ended.
  var isRollbackDue = false
  /// When this connection last gave up the lock for writing, on the monotonic clock.
  var lastWriteMicroseconds: Int64 = 0
  /// How long it has had that lock since others had a chance to take it.
  var heldMicroseconds: Int64 = 0

  /// Nil where there is none, or nothing is to be saved by knowing it.
  var writeAheadLog: WriteAheadLog?
  /// After how many frames more the write-ahead log is carried over into the database; a frame holds a page.
  package var framesToCheckpoint = 1000
  /// Whether that is done here, right after the commit that made it due; else whoever uses the connection
  /// does it.
  package var carriesLogOver = true

  /// Opens a database file.
  ///
  /// The file itself must not be a symbolic link, so that nobody can make the program write into a
  /// file of their choosing; folders above it may be. A file without write permission is opened for
  /// reading even with `.readWrite`: see `isReadOnly`.
  ///
  /// - Throws: `SQLiteError` with `cannotOpen`.
  package convenience init(path: String, access: Access) throws(SQLiteError) {
    let flags =
      switch access {
      case .readOnly, .immutable: SQLITE_OPEN_READONLY
      case .readWrite: SQLITE_OPEN_READWRITE
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      }
    let resolved = try DatabasePath.resolve(path)
    let name = access == .immutable ? DatabasePath.uri(resolved, access) : resolved
    try self.init(resolved: name, flags: flags)
  }

  /// Opens an empty database in memory, gone when the connection closes.
  package static func inMemory() throws(SQLiteError) -> Connection {
    try Connection(resolved: ":memory:", flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
  }

  /// Opens an empty private database that spills to a temporary file when it outgrows its cache.
  package static func temporary() throws(SQLiteError) -> Connection {
    try Connection(resolved: "", flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
  }

  private init(resolved name: String, flags: Int32) throws(SQLiteError) {
    Self.prepare()
    // The name of a file is absolute here, and so taken for a URI only where it was made one.
    let always =
      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_URI
    let code = unsafe sqlite3_open_v2(name, &handle, flags | always, nil)
    guard code == SQLITE_OK else {
      let error = unsafe SQLiteError(code: code, database: handle, sql: nil)
      close()
      throw SQLiteError(code: error.code, message: "\(name): \(error.message)")
    }
    installBusyHandler()
    do throws(SQLiteError) {
      try configure()
    } catch {
      close()
      throw error
    }
  }

  /// Done once, before the first connection of the process is opened.
  ///
  /// Hardly anybody asks how much memory SQLite has taken, and a rebuild allocates a hundred times an
  /// event. Each start of the program opens two files. None of what the process had in its memory may get
  /// into a file.
  ///
  /// To be called by itself where something else is going to set SQLite up or wake it.
  package static func prepare() { prepareLibrary }

  private static let prepareLibrary: Void = {
    csqlite_start_small()
    if !Memory.isCounted { csqlite_count_no_memory() }
    csqlite_clear_large_memory()
  }()

  deinit {
    close()
  }

  /// Closes the file and finalises the cached statements.
  ///
  /// A `Statement` still held by a caller, or a query that is running, keeps the file open until it
  /// ends.
  package func close() {
    cache.removeAll()
    unsafe sqlite3_close_v2(handle)
    unsafe handle = nil
  }

  /// SQLite's handle.
  func open() throws(SQLiteError) -> OpaquePointer {
    guard let handle = unsafe handle else { throw .misuse("the connection is closed") }
    return unsafe handle
  }

  /// Turns a result code of a call on the connection into an error.
  func check(_ code: Int32, sql: String? = nil) throws(SQLiteError) {
    guard code == SQLITE_OK else {
      throw unsafe SQLiteError(code: code, database: handle, sql: sql)
    }
  }

  /// Makes misspelt columns errors, and takes from the SQL in a foreign file what it could harm with.
  private func configure() throws(SQLiteError) {
    let options: [(option: Int32, value: Int32)] = [
      (SQLITE_DBCONFIG_DQS_DDL, 0),
      (SQLITE_DBCONFIG_DQS_DML, 0),
      (SQLITE_DBCONFIG_DEFENSIVE, 1),
      (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
      (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
    ]
    for (option, value) in options {
      try check(unsafe csqlite_configure(handle, option, value))
    }
  }
}
