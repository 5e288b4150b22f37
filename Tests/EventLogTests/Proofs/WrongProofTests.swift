import EventLog
import Model
import Testing

/// Every kind of wrong proof that the Certificate Transparency implementations are tested with, made
/// of the right proofs of many sizes.
struct WrongProofTests {
  private static var tree: TestTree { TestTree(size: 40) }
  private static let sizes: [Int64] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 16, 17, 31, 32, 33, 40]
  private static let other = HashTree.leaf(Array("garbage".utf8))

  @Test(arguments: sizes) func inclusion(size: Int64) throws {
    let tree = Self.tree
    let root = tree.root(size)
    for index in 0..<size {
      let leaf = tree.leaves[Int(index)]
      let path = try #require(tree.inclusion(index, size))
      func refuses(
        _ what: Comment,
        _ path: [Digest],
        leaf: Digest = leaf,
        at index: Int64 = index,
        in size: Int64 = size,
        root: Digest = root
      ) {
        #expect(TreeProof.root(of: leaf, at: index, in: size, path) != root, what)
      }
      for wrong in [index - 1, index + 1, index ^ 2] { refuses("index", path, at: wrong) }
      for wrong in [size * 2, size / 2, 0, -size] { refuses("size", path, in: wrong) }
      refuses("leaf", path, leaf: leaf.flipped(bit: 5))
      refuses("leaf", path, leaf: Self.other)
      refuses("root", path, root: root.flipped(bit: 255))
      refuses("root", path, root: SHA256.hash([]))
      for wrong in Self.wrong(path, root: root) { refuses("path", wrong) }
    }
  }

  @Test(arguments: sizes) func consistency(second: Int64) throws {
    let tree = Self.tree
    for first in 1...second {
      let roots = (tree.root(first), tree.root(second))
      let path = try #require(tree.consistency(first, second))
      func refuses(
        _ what: String,
        _ path: [Digest],
        first: Int64 = first,
        second: Int64 = second,
        roots: (Digest, Digest) = roots
      ) {
        #expect(
          !TreeProof.isConsistent((first, roots.0), (second, roots.1), path),
          "\(what): \(first) to \(second)"
        )
      }
      for wrong in [first - 1, first + 1, first ^ 2, 0, second + 1] where wrong != first {
        refuses("first size", path, first: wrong)
      }
      for wrong in [second * 2, second / 2, 0, first - 1] { refuses("size", path, second: wrong) }
      if first < second {
        refuses("swapped roots", path, roots: (roots.1, roots.0))
        refuses("swapped sizes", path, first: second, second: first)
        refuses("no path", [])
        refuses("roots", path, roots: (Self.other, Self.other))
      }
      refuses("first root", path, roots: (roots.0.flipped(bit: 9), roots.1))
      refuses("root", path, roots: (roots.0, roots.1.flipped(bit: 9)))
      for wrong in Self.wrong(path, root: roots.1) + Self.wrong(path, root: roots.0) {
        refuses("path", wrong)
      }
    }
  }

  @Test func equalTreesNeedNoPathAndEqualRoots() {
    let root = Self.tree.root(7)
    #expect(TreeProof.isConsistent((7, root), (7, root), []))
    #expect(!TreeProof.isConsistent((7, root), (7, root), [root]))
    #expect(!TreeProof.isConsistent((7, root), (7, Self.tree.root(8)), []))
    #expect(!TreeProof.isConsistent((0, SHA256.hash([])), (0, SHA256.hash([])), []))
    #expect(!TreeProof.isConsistent((0, SHA256.hash([])), (7, root), []))
  }

  /// Paths that differ from a right one: a bit, one hash too many or too few, a root in it.
  private static func wrong(_ path: [Digest], root: Digest) -> [[Digest]] {
    var wrong = [
      path + [other], [other] + path, path + [root], [root] + path, path + path + [root],
    ]
    for index in path.indices {
      for bit in [0, 100, 255] {
        var flipped = path
        flipped[index] = path[index].flipped(bit: bit)
        wrong.append(flipped)
      }
      var removed = path
      removed.remove(at: index)
      wrong.append(removed)
      var inserted = path
      inserted.insert(other, at: index)
      wrong.append(inserted)
      wrong.append(Array(path[..<index]))
      if index > 0, path[index] != path[index - 1] {
        var swapped = path
        swapped.swapAt(index, index - 1)
        wrong.append(swapped)
      }
    }
    return wrong
  }
}
