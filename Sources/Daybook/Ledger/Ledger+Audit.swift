import EventLog
import Model

/// What auditors ask: that nothing was changed, and proofs of it for others.
extension Ledger {
  /// Recomputes everything that the log promises, as `daybook verify` does.
  ///
  /// - Returns: A sentence for each thing that is wrong, with its position where it has one; empty when
  ///   all is well.
  /// - Throws: ``LedgerError`` only when the file cannot be read now.
  public func verify() throws -> [(position: Int64?, problem: String)] {
    try locked { ledger in
      try ledger.verify().problems.map { (position: $0.position, problem: $0.problem) }
    }
  }

  /// Proves to somebody who has a checkpoint that an event is in the log.
  ///
  /// - Parameters:
  ///   - position: Where the event stands.
  ///   - size: The size of the checkpoint that the proof ends in; the newest when nil.
  /// - Returns: A C2SP tlog-proof without signatures, with the event's entry and no personal value.
  /// - Throws: ``Refusal`` with `not_found` when the log does not reach there, or ``LedgerError``.
  public func proof(ofEventAt position: Int64, size: Int64? = nil) throws -> String {
    try locked { ledger in
      guard let proof = try ledger.log.inclusionProof(of: position, in: size) else {
        throw Refusal(.notFound, "The log has no event at position \(position) at that size.")
      }
      return proof.text
    }
  }

  /// Proves that the log goes on from what it was at an earlier size.
  ///
  /// - Parameters:
  ///   - first: The size of an earlier checkpoint, 1 or more.
  ///   - size: The size of the checkpoint that the proof ends in; the newest when nil.
  /// - Returns: The text that `daybook prove --from` prints.
  /// - Throws: ``Refusal`` with `not_found` when the log does not reach there, or ``LedgerError``.
  public func proof(ofGrowthFrom first: Int64, to size: Int64? = nil) throws -> String {
    try locked { ledger in
      guard let proof = try ledger.log.consistencyProof(from: first, to: size) else {
        throw Refusal(.notFound, "The log never had \(first) events, or not before that size.")
      }
      return proof.text
    }
  }

  /// Copies the ledger into a file of its own while others go on writing.
  ///
  /// - Parameter path: Where no file may be.
  /// - Returns: How many events the copy has.
  /// - Throws: ``LedgerError``; nothing is left at the path then.
  @discardableResult
  public func backUp(to path: String) throws -> Int64 {
    try locked { try $0.log.backup(to: path) }
  }
}
