package import Model

/// Proves that an event stands at its position in a log of some size and root (C2SP tlog-proof).
package struct InclusionProof: Sendable, Equatable {
  /// The first line of its text.
  static let title = "c2sp.org/tlog-proof@v1"

  /// The bytes that are hashed.
  package let entry: [UInt8]
  /// The hashes beside the way from the leaf to the root, lowest first.
  package let path: [Digest]
  package let checkpoint: Checkpoint
  /// The number of the leaf, which the tree counts from 0.
  package let index: Int64
  /// What the entry says of itself.
  package let position: Int64
  package let type: String
  package let recordedAt: String
  package let actor: String

  init(_ record: EventRecord, at index: Int64, _ path: [Digest], _ checkpoint: Checkpoint) {
    self.index = index
    entry = record.entry.bytes
    position = record.position
    type = record.type
    recordedAt = record.recordedAt
    actor = record.actor
    self.path = path
    self.checkpoint = checkpoint
  }

  /// Whether the event leads from its own place to the checkpoint's root.
  package var holds: Bool {
    let leaf = HashTree.leaf(entry)
    return index == position - 1
      && TreeProof.root(of: leaf, at: index, in: checkpoint.size, path) == checkpoint.root
  }

  package var text: String {
    "\(Self.title)\nextra \(Base64.encode(entry))\nindex \(index)\n"
      + path.map { $0.base64 + "\n" }.joined() + "\n" + checkpoint.text
  }

  /// Reads what follows the first line.
  init(_ scanner: inout LineScanner) throws(FormatError) {
    let extra = try scanner.line("the entry (extra …)")
    guard extra.utf8.starts(with: "extra ".utf8) else {
      throw scanner.problem("the line `extra …` with the entry is expected")
    }
    guard let entry = Base64.decode(String(extra.dropFirst(6))) else {
      throw scanner.problem("the entry is not base64")
    }
    let record: EventRecord
    do {
      record = try EventRecord(entry: entry)
    } catch {
      throw scanner.problem("this is no entry of a ledger: \(error.message)")
    }
    let line = try scanner.line("the index")
    guard line.utf8.starts(with: "index ".utf8) else {
      throw scanner.problem("the line `index …` is expected")
    }
    let index = try scanner.number(line.dropFirst(6), "index")
    let path = try scanner.path()
    self.init(record, at: index, path, try Checkpoint(&scanner))
  }
}
