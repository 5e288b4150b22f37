import SQLite

extension EventLog {
  /// Copies the ledger into a file of its own, one state of it while others go on writing.
  ///
  /// The file is readable by its owner only, and has its name when all of it is there. `progress` is
  /// told now and then how many pages are done, and of how many.
  ///
  /// - Returns: How many events the copy has.
  /// - Throws: `LogError` with `exists` when something is in the way; nothing is left behind then.
  @discardableResult
  package func backup(
    to path: String,
    progress: @escaping (_ done: Int64, _ total: Int64) -> Void = { _, _ in }
  ) throws -> Int64 {
    let draft = try DraftFile(of: path, isDatabase: true)
    let copy = try Connection(path: draft.path, access: .readWrite)
    defer { copy.close() }
    try copy.commitCarelessly()
    let size = try connection.reading {
      // The snapshot is taken with the first read; it keeps the copy from starting over whenever
      // somebody writes.
      let size = try head().size
      try connection.backup(to: copy, progress: progress)
      return size
    }
    copy.close()
    try draft.publish()
    return size
  }
}
