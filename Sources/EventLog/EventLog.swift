package import Model
package import SQLite

/// The log of a ledger in one SQLite file: append-only, hashed, without gaps.
///
/// It stores events and knows nothing of what they mean: which fields are personal, which tags they
/// carry and how they can be found comes from the contracts that are passed in. Not `Sendable`: one
/// connection, used by one thread at a time.
package final class EventLog {
  /// Finds the contract of a version of an event type; ``verify(progress:)`` asks on two threads at once.
  package typealias Contracts = @Sendable (_ type: String, _ version: Int) -> EventContract?

  /// `application_id` of a ledger file: "Dayb".
  package static let applicationID: Int64 = 1_147_238_754
  /// `user_version` of the format this program writes.
  package static let format: Int64 = 1

  /// The memory that pages of the ledger may take, in KiB.
  ///
  /// The index of tags is the one place where appends go all over the file.
  package static let cacheKibibytes = 16_384
  /// How many frames gather in the write-ahead log before they are carried over, each page once: 64 MiB.
  package static let framesToCheckpoint = 16_384

  package let path: String
  package let connection: Connection
  /// Whether the file is read without locks and side files, since none can be made beside it.
  package let isImmutable: Bool
  /// The ledger's name, the first line of its checkpoints.
  package internal(set) var origin: String
  /// The position of the last erasure whose purge is not done; nil when none is pending.
  package var pendingPurge: Int64? {
    get throws {
      try connection.first(Statements.readLedger) { try $0.integer(2) }.flatMap {
        $0 == 0 ? nil : $0
      }
    }
  }

  /// Whether there may be a purge to do.
  ///
  /// So it was when the ledger was opened, or this connection has erased something since.
  package var isPurgeDue: Bool
  /// From how many events on `verify` works on two threads; with fewer that saves nothing.
  package var leastEventsForTwoThreads = TwoThreads.leastEvents
  /// Whether the last verification on two threads found all events well, and did not scan them again as one.
  package internal(set) var hasJoinedParts = false
  /// Whether ``beginReading()`` holds a state of the log.
  var isReading = false

  let contracts: Contracts
  let key: HMACKey
  var random = RandomBytes()
  private var preparedAppender: Appender?
  /// The end of the log after the last write, and the version that the file had then.
  var lastEnd: (end: LogEnd, version: UInt32)?
  /// Some events that were read of the one state that is held, by a write or ``beginReading()``; nil while
  /// none is, as others may erase parts of events then.
  var recentEvents: [Event]?
  private var preparedReader: Reader?

  /// Opens the ledger at a path.
  ///
  /// - Throws: `LogError` when there is none, or the file is no ledger or of another format.
  package init(path: String, readOnly: Bool = false, contracts: @escaping Contracts) throws {
    try LedgerFile.check(path)
    self.path = path
    self.contracts = contracts
    isImmutable = try readOnly && LedgerFile.isImmutable(path)
    let access: Connection.Access = isImmutable ? .immutable : readOnly ? .readOnly : .readWrite
    connection = try Connection(path: path, access: access)
    // From the first look on: whoever closes the file last locks it for a moment.
    connection.busyTimeoutMilliseconds = 5000
    try Self.identify(connection, path)
    (origin, key, isPurgeDue) = try Self.name(connection, path)
    if !readOnly {
      try connection.commitDurably()
      // They stop other programs. Here nothing but `append-event.sql` touches events, and the primary
      // key refuses a second one at a position. With them SQLite prepares to take back each event by
      // itself: it takes and clears 64 KiB, copies a page, and needs five times as many instructions.
      try connection.switchOffTriggers()
    }
    connection.framesToCheckpoint = Self.framesToCheckpoint
    try connection.execute("PRAGMA cache_size = -\(Self.cacheKibibytes)")
    // What SQLite frees or moves it overwrites, so that an erasure finds no copies left behind.
    try connection.execute("PRAGMA secure_delete = ON")
  }

  /// Makes an empty ledger; the file is readable by its owner only.
  ///
  /// `origin` is its name in checkpoints, unique among all ledgers; it must not hold white space or
  /// `+` (C2SP tlog-checkpoint). When something is in the way nothing is changed, and the error is a
  /// `LogError`.
  package static func create(path: String, origin: String) throws {
    let draft = try DraftFile(of: path, isDatabase: true)
    try makeEmpty(draft.path, origin: origin)
    try draft.publish()
  }

  /// Makes an empty ledger of an empty file.
  static func makeEmpty(_ path: String, origin: String) throws {
    var random = RandomBytes()
    let connection = try Connection(path: path, access: .readWrite)
    defer { connection.close() }
    try connection.commitDurably()
    try connection.execute("PRAGMA secure_delete = ON")
    let key = try random.take(32)
    try connection.immediate {
      try connection.execute(Statements.schema)
      try connection.run(Statements.createLedger, origin, key)
      try connection.run(Statements.createHead, HashTree().root.bytes)
    }
  }

  /// Refuses files that are not ledgers of the known format, with a sentence each.
  private static func identify(_ connection: Connection, _ path: String) throws {
    let found: (application: Int64, format: Int64)
    do {
      found = (
        try connection.integer("PRAGMA application_id") ?? 0,
        try connection.integer("PRAGMA user_version") ?? 0
      )
    } catch {
      guard error.isCorrupt else { throw error }
      throw LogError(
        .notLedger,
        "\(path) is not a Daybook ledger: it is no SQLite file, or damaged."
      )
    }
    guard found.application == applicationID else {
      throw LogError(
        .notLedger,
        "\(path) is not a Daybook ledger: it is a SQLite file of another program, or empty."
      )
    }
    guard found.format > 0 else {
      throw LogError(
        .damaged,
        "The ledger \(path) is damaged: it has format \(found.format), which no ledger ever had."
      )
    }
    guard found.format == format else {
      throw LogError(
        .unknownFormat,
        "The ledger \(path) has format \(found.format); this program knows format \(format)."
      )
    }
  }

  /// Origin and key of a ledger, and whether a purge is pending.
  private static func name(
    _ connection: Connection,
    _ path: String
  ) throws -> (String, HMACKey, Bool) {
    do {
      let name = try connection.first(Statements.readLedger) { row in
        (try row.text(0), HMACKey(try row.bytes(1)), try row.integer(2) != 0)
      }
      if let name {
        guard isOrigin(name.0) else {
          throw LogError(
            .damaged,
            "The ledger \(path) is damaged: its name is none that a ledger can have."
          )
        }
        return name
      }
    } catch let error as SQLiteError where error.isOfContent {
      throw LogError(.damaged, "The ledger \(path) is damaged: SQLite says \(error.message).")
    }
    throw LogError(.damaged, "The ledger \(path) has lost the row that names it.")
  }

  /// The statements of an append, prepared once.
  var appender: Appender {
    get throws {
      if let preparedAppender { return preparedAppender }
      let appender = try Appender(connection)
      preparedAppender = appender
      return appender
    }
  }

  /// The statements that decisions read by, prepared once.
  var reader: Reader {
    get throws {
      if let preparedReader { return preparedReader }
      let reader = try Reader(connection)
      preparedReader = reader
      return reader
    }
  }

  /// The hash tree at the end of the log.
  package func tree() throws -> HashTree {
    try head().tree
  }

  func head() throws -> (size: Int64, tree: HashTree) {
    let stored = try connection.first(Statements.readHead) { row in
      (size: try row.integer(0), edge: try row.bytes(2))
    }
    guard let stored, let tree = HashTree(size: stored.size, edge: stored.edge) else {
      throw LogError(.damaged, "The ledger's head is damaged. Run `daybook verify`.")
    }
    return (stored.size, tree)
  }

  /// How many bytes of HMAC-SHA-256 a look-up is filed under.
  static let hashLength = 16

  /// The keyed hash under which a look-up is filed.
  package func hash(_ lookup: Lookup) -> [UInt8] {
    Array(key.authenticate(lookup.bytes).bytes.prefix(Self.hashLength))
  }

  /// A keyed fingerprint of a command's content.
  ///
  /// May be used on any thread.
  package var fingerprint: @Sendable (_ content: [UInt8]) -> [UInt8] {
    { [key] content in key.authenticate(content).bytes }
  }
}
