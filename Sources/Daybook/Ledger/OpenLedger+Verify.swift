package import EventLog

extension OpenLedger {
  /// Recomputes everything that the log promises, and compares the copies of addresses in orders with
  /// the revisions that they name.
  ///
  /// `progress` is told now and then how many events are done, and of how many. Damage is what is
  /// returned; only a lock that was not to be had, or an interruption, is thrown.
  package func verify(
    progress: ((_ done: Int64, _ total: Int64) -> Void)? = nil
  ) throws -> Verification {
    var found = try log.verify(progress: progress)
    // A log that cannot be trusted is not worth comparing.
    guard found.isGood else { return found }
    var check = SnapshotCheck(log)
    found.add(try check.problems())
    return found
  }
}
