package import Model

/// Proves that a log of some size and root goes on from what it was at a smaller size: nothing before
/// was changed, taken out or put in.
package struct ConsistencyProof: Sendable, Equatable {
  /// The first line of its text.
  static let title = "daybook-consistency-proof@v1"

  package let first: (size: Int64, root: Digest)
  package let path: [Digest]
  package let checkpoint: Checkpoint

  init(from first: (size: Int64, root: Digest), _ path: [Digest], _ checkpoint: Checkpoint) {
    self.first = first
    self.path = path
    self.checkpoint = checkpoint
  }

  /// Whether both roots follow from the hashes.
  package var holds: Bool {
    TreeProof.isConsistent(first, (checkpoint.size, checkpoint.root), path)
  }

  package var text: String {
    "\(Self.title)\nfrom \(first.size) \(first.root.base64)\n"
      + path.map { $0.base64 + "\n" }.joined() + "\n" + checkpoint.text
  }

  /// Reads what follows the first line.
  init(_ scanner: inout LineScanner) throws(FormatError) {
    let from = try scanner.line("the line `from …`")
    let words = from.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count == 3, words[0].isSame(as: "from") else {
      throw scanner.problem("`from`, a size and a root are expected")
    }
    first = (try scanner.number(words[1], "size"), try scanner.digest(words[2], "root"))
    path = try scanner.path()
    checkpoint = try Checkpoint(&scanner)
  }

  package static func == (left: ConsistencyProof, right: ConsistencyProof) -> Bool {
    left.first == right.first && left.path == right.path && left.checkpoint == right.checkpoint
  }
}
