internal import CSQLite
internal import Synchronization

/// The memory that SQLite takes, all connections of the process together.
package enum Memory {
  private static let isWanted = Atomic(false)

  /// Has SQLite count what it takes, which `used` and `setLimit` need and which costs a lock for each
  /// allocation.
  ///
  /// Changes nothing once the process has opened a connection.
  package static func count() {
    isWanted.store(true, ordering: .relaxed)
  }

  static var isCounted: Bool { isWanted.load(ordering: .relaxed) }

  /// The bytes that it has now; 0 when nobody counts.
  package static var used: Int64 { sqlite3_memory_used() }

  /// Lets SQLite take no more than so many bytes, or any number for 0.
  ///
  /// Whatever needs more fails with `isOutOfMemory`. Holds nobody up when nobody counts.
  ///
  /// - Returns: The bound that there was.
  @discardableResult
  package static func setLimit(_ bytes: Int64) -> Int64 {
    sqlite3_hard_heap_limit64(max(0, bytes))
  }
}
