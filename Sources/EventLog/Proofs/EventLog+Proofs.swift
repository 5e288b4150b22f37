package import Model
import SQLite

/// Each reads some hundred rows, however long the log is, on one state of it.
extension EventLog {
  /// Proves that an event is in the log, as it is or as it was at a size; nil when the log, or the
  /// log of that size, does not reach there.
  ///
  /// - Throws: `LogError` when what is stored would prove nothing.
  package func inclusionProof(
    of position: Int64,
    in size: Int64? = nil
  ) throws -> InclusionProof? {
    try connection.reading {
      guard let checkpoint = try checkpoint(ofSize: size), position > 0,
        let path = try TreeProof.inclusion(of: position - 1, in: checkpoint.size, subtree)
      else { return nil }
      let record = try connection.first(Statements.readEvent, position) { try EventRecord($0) }
      guard let record else { throw Self.provesNothing }
      let proof = InclusionProof(record, at: position - 1, path, checkpoint)
      guard proof.holds else { throw Self.provesNothing }
      return proof
    }
  }

  /// Proves that the log, as it is or as it was at a size, goes on from what it was at a smaller
  /// size; nil when the log does not reach there, or a size is not above 0.
  ///
  /// - Throws: `LogError` when what is stored would prove nothing.
  package func consistencyProof(
    from first: Int64,
    to second: Int64? = nil
  ) throws -> ConsistencyProof? {
    try connection.reading {
      guard let checkpoint = try checkpoint(ofSize: second),
        let path = try TreeProof.consistency(from: first, to: checkpoint.size, subtree)
      else { return nil }
      let proof = ConsistencyProof(from: (first, try root(ofSize: first)), path, checkpoint)
      guard proof.holds else { throw Self.provesNothing }
      return proof
    }
  }

  /// The checkpoint that the log has or had; nil when it never was so long.
  private func checkpoint(ofSize size: Int64?) throws -> Checkpoint? {
    let tree = try tree()
    guard let size, size != tree.size else {
      return Checkpoint(origin: origin, size: tree.size, root: tree.root)
    }
    guard (0...tree.size).contains(size) else { return nil }
    return Checkpoint(origin: origin, size: size, root: try root(ofSize: size))
  }

  /// Whether the log has, or had when it was so long, this root; nil when it never was so long.
  package func hasRoot(_ root: Digest, ofSize size: Int64) throws -> Bool? {
    try connection.reading { try checkpoint(ofSize: size).map { $0.root == root } }
  }

  private static var provesNothing: LogError {
    LogError(.damaged, "The log's hashes do not fit its events. Run `daybook verify`.")
  }
}
