package import Model

/// The proofs of RFC 6962 section 2.1: that a leaf is in a tree, and that one tree goes on from
/// another.
///
/// Making one asks for a hash at each level, never for all leaves. Checking one follows RFC 9162,
/// sections 2.1.3.2 and 2.1.4.2, and needs no tree at all.
package enum TreeProof {
  /// Gives the hash of a subtree by its leaves, which are numbered from 0.
  ///
  /// Asked for are only those that the tree is made of: the first leaf is a multiple of the largest
  /// power of two that is not above the number of leaves.
  package typealias Subtree = (_ leaves: Range<Int64>) throws -> Digest

  /// No tree that can be counted needs more hashes than this.
  package static let greatestCount = 64

  /// The hashes beside the way from a leaf up to the root of a tree of some size, lowest first; nil
  /// when the tree has no such leaf.
  package static func inclusion(
    of index: Int64,
    in size: Int64,
    _ subtree: Subtree
  ) rethrows -> [Digest]? {
    guard index >= 0, index < size else { return nil }
    var path: [Digest] = []
    var leaves = 0..<size
    while leaves.count > 1 {
      let middle = middle(of: leaves)
      if index < middle {
        path.append(try subtree(middle..<leaves.upperBound))
        leaves = leaves.lowerBound..<middle
      } else {
        path.append(try subtree(leaves.lowerBound..<middle))
        leaves = middle..<leaves.upperBound
      }
    }
    return path.reversed()
  }

  /// The hashes from which both roots follow, that of a tree and that of a shorter one which it goes
  /// on from; nil when there are no such two trees, as any goes on from the empty one.
  package static func consistency(
    from first: Int64,
    to second: Int64,
    _ subtree: Subtree
  ) rethrows -> [Digest]? {
    guard first >= 1, first <= second else { return nil }
    var path: [Digest] = []
    var leaves = 0..<second
    // While only right parts were cut off, what is left at the end is the first tree, whose root is
    // known.
    var isKnown = true
    while first != leaves.upperBound {
      let middle = middle(of: leaves)
      if first <= middle {
        path.append(try subtree(middle..<leaves.upperBound))
        leaves = leaves.lowerBound..<middle
      } else {
        path.append(try subtree(leaves.lowerBound..<middle))
        leaves = middle..<leaves.upperBound
        isKnown = false
      }
    }
    if !isKnown { path.append(try subtree(leaves)) }
    return path.reversed()
  }

  /// Where a tree of two leaves or more is parted: the left part is the largest complete one that is
  /// not all of it.
  static func middle(of leaves: Range<Int64>) -> Int64 {
    leaves.lowerBound + Int64(1) << (63 - (leaves.count - 1).leadingZeroBitCount)
  }

  /// The root that a leaf leads to; nil when the path has another length than the tree's size asks
  /// for, or there is no such leaf.
  package static func root(
    of leaf: Digest,
    at index: Int64,
    in size: Int64,
    _ path: [Digest]
  ) -> Digest? {
    guard index >= 0, index < size else { return nil }
    var number = index
    var last = size - 1
    var hash = leaf
    for sibling in path {
      guard last > 0 else { return nil }
      if number & 1 == 1 || number == last {
        hash = HashTree.node(sibling, hash)
        while number & 1 == 0, number > 0 {
          number >>= 1
          last >>= 1
        }
      } else {
        hash = HashTree.node(hash, sibling)
      }
      number >>= 1
      last >>= 1
    }
    return last == 0 ? hash : nil
  }

  /// Whether a path proves that a tree of some size and root goes on from a shorter one.
  ///
  /// Nothing is proved of the empty tree.
  package static func isConsistent(
    _ first: (size: Int64, root: Digest),
    _ second: (size: Int64, root: Digest),
    _ path: [Digest]
  ) -> Bool {
    guard first.size >= 1, first.size <= second.size else { return false }
    guard first.size < second.size else { return path.isEmpty && first.root == second.root }
    guard !path.isEmpty else { return false }
    var rest = path[...]
    // A complete first tree is a subtree of the second one.
    let isComplete = first.size.nonzeroBitCount == 1
    guard let start = isComplete ? first.root : rest.popFirst() else { return false }
    var number = first.size - 1
    var last = second.size - 1
    while number & 1 == 1 {
      number >>= 1
      last >>= 1
    }
    var firstHash = start
    var secondHash = start
    for hash in rest {
      guard last > 0 else { return false }
      if number & 1 == 1 || number == last {
        firstHash = HashTree.node(hash, firstHash)
        secondHash = HashTree.node(hash, secondHash)
        while number & 1 == 0, number > 0 {
          number >>= 1
          last >>= 1
        }
      } else {
        secondHash = HashTree.node(secondHash, hash)
      }
      number >>= 1
      last >>= 1
    }
    return last == 0 && firstHash == first.root && secondHash == second.root
  }
}
