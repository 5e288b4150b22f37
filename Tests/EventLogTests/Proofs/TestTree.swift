import Model

@testable import EventLog

/// A tree in memory that gives the hash of any subtree, as RFC 6962 defines it.
final class TestTree {
  let leaves: [Digest]
  private var known: [Range<Int64>: Digest] = [:]

  init(_ leaves: [Digest]) {
    self.leaves = leaves
  }

  /// Leaf i is the byte i.
  convenience init(size: Int) {
    self.init((0..<size).map { HashTree.leaf([UInt8($0)]) })
  }

  func root(_ size: Int64) -> Digest {
    size == 0 ? SHA256.hash([]) : subtree(0..<size)
  }

  func subtree(_ range: Range<Int64>) -> Digest {
    if let hash = known[range] { return hash }
    let hash: Digest
    if range.count == 1 {
      hash = leaves[Int(range.lowerBound)]
    } else {
      var half: Int64 = 1
      while half * 2 < range.count { half *= 2 }
      let middle = range.lowerBound + half
      hash = HashTree.node(
        subtree(range.lowerBound..<middle),
        subtree(middle..<range.upperBound)
      )
    }
    known[range] = hash
    return hash
  }

  func inclusion(_ index: Int64, _ size: Int64) -> [Digest]? {
    TreeProof.inclusion(of: index, in: size, subtree)
  }

  func consistency(_ first: Int64, _ second: Int64) -> [Digest]? {
    TreeProof.consistency(from: first, to: second, subtree)
  }
}

extension Digest {
  /// With one bit turned over.
  func flipped(bit: Int) -> Digest {
    var bytes = bytes
    bytes[bit / 8 % 32] ^= 1 << (bit % 8)
    return Digest(bytes: bytes.span) ?? self
  }
}
