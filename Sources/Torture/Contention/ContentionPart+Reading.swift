import Daybook
import EventLog
import Projections
import SQLite

/// Those who read, and those who make read models anew meanwhile.
extension ContentionPart {
  /// Looks at the read models again and again: in each snapshot all must fit together.
  func read() throws {
    let ledger = try open(.reader)
    var last: Int64 = 0
    while goesOn {
      let models = try ledger.readModels()
      let checked: Void? = try wait(.reader) {
        try models.snapshot(of: ledger.log) { try check(models, ledger, &last) }
      }
      if checked != nil { count("snapshots that fitted together") }
    }
  }

  /// Looks at one state of the read models, which must not be older than the last.
  private func check(_ models: ReadModels, _ ledger: OpenLedger, _ last: inout Int64) throws {
    let connection = models.connection
    guard let position = try connection.integer(Self.onePosition) else {
      throw Problem("the read models are at different positions")
    }
    try Problem.unless(position >= last, "a reader went back from \(last) to \(position)")
    last = position
    for (name, sql) in Self.snapshotChecks {
      let wrong = try connection.integer(sql) ?? -1
      try Problem.unless(wrong == 0, "\(name) at position \(position): \(wrong)")
    }
    let registered = try connection.integer("SELECT count(*) FROM customer_details")
    let logged = try ledger.log.connection.integer(Self.customersInLog, position)
    try Problem.unless(
      registered == logged,
      "\(registered ?? -1) customers at \(position), and \(logged ?? -1) in the log"
    )
  }

  /// Null when they are not all at one position.
  private static let onePosition = """
    SELECT iif(min(position) = max(position), min(position), NULL) FROM projections
    """
  private static let customersInLog = """
    SELECT count(*) FROM events WHERE type IN ('CustomerRegistered', 'GuestRecorded') AND position <= ?
    """
  private static let snapshotChecks = [
    (
      "orders without their two lines",
      """
      SELECT count(*) FROM orders WHERE 2 <>
        (SELECT count(*) FROM order_lines WHERE order_lines."order" = orders."order")
      """
    ),
    (
      "orders without their customer",
      "SELECT count(*) FROM orders WHERE customer NOT IN (SELECT customer FROM customer_details)"
    ),
    (
      "customers without their entry",
      """
      SELECT count(*) FROM customer_details WHERE has_account
        AND customer NOT IN (SELECT customer FROM profiles)
      """
    ),
  ]

  func rebuild() throws {
    let ledger = try open(.rebuilder)
    while goesOn {
      let models = try ledger.readModels()
      // Small as the ledger is, on two threads.
      models.leastEventsForTwoThreads = 1
      models.leastBytesForTwoThreads = 0
      if try wait(.rebuilder, { try models.rebuild(nil, from: ledger.log) }) != nil {
        count("rebuilds by a thread")
      }
    }
  }

  func rebuildApart() throws {
    while goesOn {
      let start = ContinuousClock.now
      let arguments = ["projection", "rebuild", "--ledger", path]
      let end = try program.start(arguments, in: folder, name: "rebuild").wait()
      if end == .exited(5) {
        try refused(.rebuilder, since: start)
        continue
      }
      let errors = try folder.text("rebuild-errors")
      try Problem.unless(end == .exited(0), "a rebuild ended with \(end): \(errors)")
      note(.rebuilder, since: start)
      count("rebuilds by a process")
    }
  }
}
