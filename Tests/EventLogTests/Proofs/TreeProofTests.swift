import EventLog
import Model
import Testing

/// Proofs by the vectors of Certificate Transparency, and by sums over all proofs of many sizes that
/// were computed independently.
struct TreeProofTests {
  private static var ct: TestTree { TestTree(inputs.map(HashTree.leaf)) }

  private static let inputs: [[UInt8]] = [
    [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
    [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57], Array(0x60...0x6f),
  ]

  private static let leaf0 = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
  private static let leaf1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
  private static let leaf2 = "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7"
  private static let leaf3 = "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7"
  private static let leaf4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
  private static let leaves01 = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
  private static let leaves23 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
  private static let leaves45 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
  private static let leaves67 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
  private static let leaves03 = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
  private static let leaves47 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
  private static let leaves46 = "837dbb152e9b079010717e84e865da4ebc0fa198a806d59d31bf15accef22d0e"

  @Test func nodeOfAVector() {
    var hash = SHA256()
    hash.update([1])
    hash.update("N123")
    hash.update("N456")
    #expect(
      hash.finalize().hex == "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"
    )
  }

  private static let inclusions: [(Int64, Int64, [String])] = [
    (0, 1, []), (0, 2, [leaf1]), (1, 2, [leaf0]), (2, 3, [leaves01]),
    (1, 5, [leaf0, leaves23, leaf4]), (0, 8, [leaf1, leaves23, leaves47]),
    (5, 8, [leaf4, leaves67, leaves03]),
  ]

  @Test(arguments: inclusions)
  func inclusionOfTheVectors(index: Int64, size: Int64, expected: [String]) throws {
    let path = try #require(Self.ct.inclusion(index, size))
    #expect(path.map(\.hex) == expected)
    let root = TreeProof.root(of: Self.ct.leaves[Int(index)], at: index, in: size, path)
    #expect(root == Self.ct.root(size))
  }

  private static let consistencies: [(Int64, Int64, [String])] = [
    (1, 1, []), (1, 8, [leaf1, leaves23, leaves47]), (2, 5, [leaves23, leaf4]),
    (6, 8, [leaves45, leaves67, leaves03]), (3, 7, [leaf2, leaf3, leaves01, leaves46]),
    (4, 7, [leaves46]),
  ]

  @Test(arguments: consistencies)
  func consistencyOfTheVectors(first: Int64, second: Int64, expected: [String]) throws {
    let path = try #require(Self.ct.consistency(first, second))
    #expect(path.map(\.hex) == expected)
    #expect(
      TreeProof.isConsistent((first, Self.ct.root(first)), (second, Self.ct.root(second)), path)
    )
  }

  /// SHA-256 over a line for each leaf of each size up to 130.
  @Test func inclusionOfManySizes() throws {
    let tree = TestTree(size: 130)
    var sum = SHA256()
    for size in Int64(1)...130 {
      for index in 0..<size {
        let path = try #require(tree.inclusion(index, size))
        sum.update("\(index) \(size)" + path.map { " " + $0.hex }.joined() + "\n")
        let root = TreeProof.root(of: tree.leaves[Int(index)], at: index, in: size, path)
        #expect(root == tree.root(size), "\(index) in \(size)")
      }
    }
    #expect(
      sum.finalize().hex == "893ce6eea61adc33c22c0e3a952498b76dfa3c282e78ac659f6fcc0ea44f9983"
    )
  }

  /// SHA-256 over a line for each two sizes up to 130.
  @Test func consistencyOfManySizes() throws {
    let tree = TestTree(size: 130)
    var sum = SHA256()
    for second in Int64(1)...130 {
      for first in 1...second {
        let path = try #require(tree.consistency(first, second))
        sum.update("\(first) \(second)" + path.map { " " + $0.hex }.joined() + "\n")
        #expect(
          TreeProof.isConsistent((first, tree.root(first)), (second, tree.root(second)), path),
          "\(first) to \(second)"
        )
      }
    }
    #expect(
      sum.finalize().hex == "2498232e1aebe8d1aa8d339d897fc471f4495fe0b8a55ac08f7dae3d88bc4c2a"
    )
  }

  @Test func rootsAreThoseOfTheGrowingTree() {
    let tree = TestTree(size: 130)
    var growing = HashTree()
    for (index, leaf) in tree.leaves.enumerated() {
      #expect(growing.root == tree.root(Int64(index)))
      growing.append(leaf: leaf)
    }
  }

  @Test func whatIsNotThereHasNoProof() {
    let tree = TestTree(size: 8)
    for (index, size) in [(-1, 8), (8, 8), (0, 0), (.max, 8), (.min, 8)] as [(Int64, Int64)] {
      #expect(tree.inclusion(index, size) == nil)
    }
    for (first, second) in [(0, 8), (-1, 8), (5, 4), (0, 0), (.max, 8)] as [(Int64, Int64)] {
      #expect(tree.consistency(first, second) == nil)
    }
  }

  /// Sizes that no log has must not trap.
  @Test func absurdSizesAreRefused() {
    let hash = SHA256.hash([])
    let path = [Digest](repeating: hash, count: 63)
    for index in [0, 1, Int64.max - 1, .max, -1, .min] {
      for size in [0, 1, Int64.max, .max - 1, 1 << 62, .min, -1] {
        #expect(TreeProof.root(of: hash, at: index, in: size, path) != hash)
        #expect(!TreeProof.isConsistent((index, hash), (size, hash), path))
      }
    }
  }
}
