package import Model
import SQLite

extension EventLog {
  /// The root that the log had when it was so long.
  ///
  /// - Throws: `LogError` when it never was, or rows are missing.
  package func root(ofSize size: Int64) throws -> Digest {
    size == 0 ? HashTree().root : try subtree(0..<size)
  }

  /// The hash of a subtree by its leaves, in the way the tree is parted.
  ///
  /// Complete subtrees come of the nearest level that is stored: at most 128 rows each, however long
  /// the log is.
  func subtree(_ leaves: Range<Int64>) throws -> Digest {
    guard leaves.lowerBound >= 0, !leaves.isEmpty else { throw Self.missingLeaves }
    guard leaves.count.nonzeroBitCount != 1 else {
      return try complete(leaves, level: leaves.count.trailingZeroBitCount)
    }
    let middle = TreeProof.middle(of: leaves)
    return HashTree.node(
      try subtree(leaves.lowerBound..<middle),
      try subtree(middle..<leaves.upperBound)
    )
  }

  private func complete(_ leaves: Range<Int64>, level: Int) throws -> Digest {
    let storedLevel = level / 8 * 8
    // The stored hashes are leaves of the tree above them.
    var tree = HashTree()
    func take(_ row: borrowing Row) throws {
      let hash = try row.withBytes(0) { Digest(bytes: $0) }
      guard let hash else { throw Self.missingLeaves }
      tree.append(leaf: hash)
    }
    if storedLevel == 0 {
      try connection.query(
        Statements.readLeaves,
        leaves.lowerBound,
        leaves.upperBound,
        row: take
      )
    } else {
      try connection.query(
        Statements.readNodes,
        Int64(storedLevel),
        leaves.lowerBound >> Int64(storedLevel),
        leaves.upperBound >> Int64(storedLevel),
        row: take
      )
    }
    guard tree.size == Int64(1) << Int64(level - storedLevel) else { throw Self.missingLeaves }
    return tree.root
  }

  private static var missingLeaves: LogError {
    LogError(.damaged, "Hashes of the log are missing or damaged. Run `daybook verify`.")
  }
}
