internal import CSQLite

extension Connection {
  /// How many frames the write-ahead log had after the last commit of this connection; a frame holds a page.
  package var writeAheadFrames: Int { writeAheadLog?.frames ?? 0 }

  /// Whether so much has gathered in the write-ahead log since somebody last tried to carry it over.
  package var isCheckpointDue: Bool {
    guard let writeAheadLog else { return false }
    return writeAheadLog.framesToCopy >= framesToCheckpoint
  }

  /// Has SQLite tell the length of the write-ahead log after each commit, and not carry it over by itself.
  func countFrames() {
    unsafe sqlite3_wal_hook(
      handle,
      { context, _, _, frames in
        guard let context = unsafe context else { return SQLITE_OK }
        let connection = unsafe Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue()
        connection.writeAheadLog?.frames = Int(frames)
        return SQLITE_OK
      },
      Unmanaged.passUnretained(self).toOpaque()
    )
  }

  /// Carries the write-ahead log over into the database and empties it.
  ///
  /// Does nothing when the database has no such log.
  ///
  /// - Throws: `SQLiteError` with `isBusy` when somebody else carries the log over, or still writes after the
  ///   timeout, and nothing was done; or when readers still need the log.
  package func checkpointTruncate() throws(SQLiteError) {
    try check(unsafe csqlite_empty_log(open()))
  }

  /// Carries the write-ahead log over into the database, as far as nobody reads an older state, and hardly
  /// waits for anybody.
  ///
  /// Where that is all of it and nobody reads it, the next transaction writes over it.
  ///
  /// SQLite before 3.51.3 can lose pages when one begins to carry over a log that is carried over already,
  /// and another one begins it anew in the same microseconds (<https://sqlite.org/wal.html#walresetbug>).
  /// Only who has the lock for writing can do that: so a second connection has it until SQLite has begun.
  ///
  /// - Returns: Whether that was all of it.
  @discardableResult
  package func checkpoint() throws(SQLiteError) -> Bool {
    try checkpoint {}
  }

  /// The same, and tells as soon as others may write again.
  func checkpoint(_ hasBegun: () -> Void) throws(SQLiteError) -> Bool {
    let database = unsafe try open()
    let guardian: Connection
    do {
      guardian = try Connection(path: try path, access: .readWrite)
      guardian.busyTimeoutMilliseconds = min(busyTimeoutMilliseconds, Self.checkpointTimeout)
      try guardian.run("BEGIN IMMEDIATE")
    } catch {
      // Others write all the time: after some more frames there may be a gap.
      writeAheadLog?.noteAttempt(againAfter: framesToCheckpoint / 16, of: framesToCheckpoint)
      guard error.isBusy else { throw error }
      return false
    }
    defer { guardian.close() }
    writeAheadLog?.noteAttempt(againAfter: framesToCheckpoint, of: framesToCheckpoint)
    return try withoutActuallyEscaping(hasBegun) { hasBegun throws(SQLiteError) in
      let release = Release(guardian, hasBegun)
      var frames: Int32 = 0
      var copied: Int32 = 0
      let code = withExtendedLifetime(release) {
        unsafe csqlite_checkpoint(
          database,
          { context in
            guard let context = unsafe context else { return }
            unsafe Unmanaged<Release>.fromOpaque(context).takeUnretainedValue().run()
          },
          Unmanaged.passUnretained(release).toOpaque(),
          &frames,
          &copied
        )
      }
      // Somebody else is at it.
      if code & 0xff == SQLITE_BUSY { return false }
      try check(code)
      return frames == copied
    }
  }

  /// Lets others write.
  private final class Release {
    private let guardian: Connection
    private let then: () -> Void

    init(_ guardian: Connection, _ then: @escaping () -> Void) {
      self.guardian = guardian
      self.then = then
    }

    func run() {
      try? guardian.run("ROLLBACK")
      then()
    }
  }

  /// How long to wait for the lock for writing, in milliseconds: whoever has committed waits for it too.
  private static let checkpointTimeout = 20

  /// The path of the main database.
  private var path: String {
    get throws(SQLiteError) {
      guard let name = unsafe sqlite3_db_filename(try open(), "main") else {
        throw .misuse("the database has no file")
      }
      return unsafe String(cString: name)
    }
  }
}
