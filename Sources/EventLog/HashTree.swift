package import Model

/// The Merkle tree of RFC 6962 over the log's entries, kept as its right edge only: the hashes of
/// the complete subtrees that the leaves so far make up, largest first.
///
/// An append costs one hash on average and memory grows with the logarithm of the size.
package struct HashTree: Sendable, Equatable {
  /// How many leaves there are.
  package private(set) var size: Int64
  private var edge: [Digest]

  /// The empty tree.
  package init() {
    size = 0
    edge = []
  }

  /// A tree from its stored edge; nil when the edge does not fit the size, or the size is beyond
  /// anything that could have been counted up to.
  package init?(size: Int64, edge bytes: [UInt8]) {
    guard (0...1 << 62).contains(size), bytes.count == size.nonzeroBitCount * 32 else { return nil }
    self.size = size
    edge = []
    for start in stride(from: 0, to: bytes.count, by: 32) {
      guard let digest = Digest(bytes: bytes.span.extracting(start..<start + 32)) else {
        return nil
      }
      edge.append(digest)
    }
  }

  /// The right edge as stored: 32 bytes a hash.
  package var edgeBytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(edge.count * 32)
    for digest in edge { digest.append(to: &bytes) }
    return bytes
  }

  /// The root hash; of the empty tree the hash of nothing.
  package var root: Digest {
    guard var root = edge.last else { return SHA256.hash([]) }
    for left in edge.dropLast().reversed() { root = Self.node(left, root) }
    return root
  }

  /// Adds a leaf.
  package mutating func append(leaf: Digest) {
    append(leaf: leaf) { _, _, _ in }
  }

  /// Adds a leaf, and hands over each subtree that becomes complete: its level (a subtree of level
  /// n has 2^n leaves), its number within the level from 0, and its hash.
  package mutating func append(
    leaf: Digest,
    completed: (_ level: Int, _ number: Int64, _ hash: Digest) throws -> Void
  ) rethrows {
    try append(leaf, level: 0, completed)
  }

  /// Adds a complete subtree, and hands over those that it completes; there must be a whole number of its
  /// size in front of it.
  private mutating func append(
    _ subtree: Digest,
    level: Int,
    _ completed: (_ level: Int, _ number: Int64, _ hash: Digest) throws -> Void
  ) rethrows {
    var hash = subtree
    var level = level
    var number = size >> level
    size += 1 << level
    while number & 1 == 1, let left = edge.popLast() {
      hash = Self.node(left, hash)
      level += 1
      number >>= 1
      try completed(level, number, hash)
    }
    edge.append(hash)
  }

  /// Adds the leaves of another tree, of which all complete subtrees of a level are given.
  ///
  /// Hands over each subtree of that level or a higher one that becomes complete. There must be a whole
  /// number of subtrees of that level in this tree.
  mutating func append(
    _ tail: HashTree,
    subtrees: [Digest],
    level: Int,
    completed: (_ level: Int, _ number: Int64, _ hash: Digest) -> Void
  ) {
    for subtree in subtrees {
      completed(level, size >> level, subtree)
      append(subtree, level: level, completed)
    }
    var rest = tail.edge.suffix((tail.size & (1 << level - 1)).nonzeroBitCount)
    for level in (0..<level).reversed() where tail.size >> level & 1 == 1 {
      guard let subtree = rest.popFirst() else { return }
      append(subtree, level: level) { _, _, _ in }
    }
  }

  /// RFC 6962 section 2.1: the hash of a leaf.
  package static func leaf(_ entry: [UInt8]) -> Digest {
    leaf(entry.span)
  }

  /// RFC 6962 section 2.1: the hash of a leaf.
  static func leaf(_ entry: Span<UInt8>) -> Digest {
    var hash = SHA256()
    hash.update(leafMark)
    hash.update(entry)
    return hash.finalize()
  }

  /// RFC 6962 section 2.1: the hash of an inner node.
  package static func node(_ left: Digest, _ right: Digest) -> Digest {
    var hash = SHA256()
    hash.update(nodeMark)
    hash.update(left)
    hash.update(right)
    return hash.finalize()
  }

  private static let leafMark: [UInt8] = [0]
  private static let nodeMark: [UInt8] = [1]
}
