internal import CSQLite

/// The memory that SQLite takes, all connections of the process together.
package enum Memory {
  /// The bytes that it has now.
  package static var used: Int64 { sqlite3_memory_used() }

  /// Lets SQLite take no more than so many bytes, or any number for 0.
  ///
  /// Whatever needs more fails with `isOutOfMemory`.
  ///
  /// - Returns: The bound that there was.
  @discardableResult
  package static func setLimit(_ bytes: Int64) -> Int64 {
    sqlite3_hard_heap_limit64(max(0, bytes))
  }
}
