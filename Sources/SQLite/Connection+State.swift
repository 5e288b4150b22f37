internal import CSQLite

extension Connection {
  /// The version of the SQLite library, such as "3.40.1".
  package static var version: String { unsafe String(cString: sqlite3_libversion()) }

  /// Between BEGIN and its end; false as well after SQLite rolled back by itself.
  package var isInTransaction: Bool {
    guard let handle = unsafe handle else { return false }
    return unsafe sqlite3_get_autocommit(handle) == 0
  }

  /// Stays the same as long as nobody commits a change of the main database, nor does this connection
  /// end a transaction that could write.
  ///
  /// Other connections' changes are seen once a transaction has begun. 0 after `close()`.
  package var dataVersion: UInt32 {
    var version: UInt32 = 0
    unsafe sqlite3_file_control(handle, "main", SQLITE_FCNTL_DATA_VERSION, &version)
    return version
  }

  /// Whether the main database is not the file at its path any more: moved away, replaced or removed.
  package var hasMoved: Bool {
    var hasMoved: Int32 = 0
    unsafe sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved)
    return hasMoved != 0
  }

  /// The rows that the last INSERT, UPDATE or DELETE changed, without those its triggers changed.
  package var changes: Int64 {
    guard let handle = unsafe handle else { return 0 }
    return unsafe sqlite3_changes64(handle)
  }

  /// The main database cannot be written to through this connection.
  package var isReadOnly: Bool {
    guard let handle = unsafe handle else { return true }
    return unsafe sqlite3_db_readonly(handle, "main") != 0
  }

  /// Keeps temporary tables and sorts in memory instead of in temporary files.
  ///
  /// Must be called outside a transaction; drops the temporary tables there are.
  package func setTemporaryStoreInMemory() throws(SQLiteError) {
    try execute("PRAGMA temp_store = MEMORY")
  }

  /// Lets the closure write to the tables in which a virtual table keeps its content.
  ///
  /// Else SQLite refuses that, as it is the way to make a virtual table read what it does not expect.
  package func withWritableShadowTables(_ body: () throws -> Void) throws {
    try check(unsafe csqlite_configure(open(), SQLITE_DBCONFIG_DEFENSIVE, 0))
    defer { unsafe csqlite_configure(handle, SQLITE_DBCONFIG_DEFENSIVE, 1) }
    try body()
  }

  /// From now on this connection runs no trigger of any schema.
  package func switchOffTriggers() throws(SQLiteError) {
    try check(unsafe csqlite_configure(open(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 0))
  }
}
