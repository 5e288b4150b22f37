import EventLog
import Model
import Testing

/// RFC 6962 by the vectors of Certificate Transparency, and by sums over many sizes that were
/// computed independently.
struct HashTreeTests {
  /// The leaf inputs of the Certificate Transparency vectors.
  private static let inputs: [[UInt8]] = [
    [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
    [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
    Array(0x60...0x6f),
  ]

  private static let leaves = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
    "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658",
    "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
    "46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1",
  ]

  private static let roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]

  @Test func rootsOfTheVectors() {
    var tree = HashTree()
    #expect(tree.root.hex == Self.roots[0])
    for (index, input) in Self.inputs.enumerated() {
      let leaf = HashTree.leaf(input)
      #expect(leaf.hex == Self.leaves[index])
      tree.append(leaf: leaf)
      #expect(tree.size == Int64(index + 1))
      #expect(tree.root.hex == Self.roots[index + 1])
    }
  }

  @Test func completeSubtreesOfTheVectors() {
    var tree = HashTree()
    var found: [String] = []
    for input in Self.inputs {
      tree.append(leaf: HashTree.leaf(input)) { level, number, hash in
        found.append("\(level) \(number) \(hash.hex)")
      }
    }
    #expect(
      found == [
        "1 0 fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "1 1 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "2 0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "1 2 0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "1 3 ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "2 1 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "3 0 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
      ]
    )
  }

  @Test func leavesOfOtherVectors() {
    #expect(
      HashTree.leaf(Array("L123456".utf8)).hex
        == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
    )
    #expect(
      HashTree.leaf(Array("hello world".utf8)).base64
        == "TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0="
    )
  }

  /// SHA-256 over a line for each size from 0 to 130; leaf i is the byte i.
  @Test func rootsOfManySizes() {
    var sum = SHA256()
    var tree = HashTree()
    sum.update("0 \(tree.root.hex)\n")
    for byte in UInt8(0)..<130 {
      tree.append(leaf: HashTree.leaf([byte]))
      sum.update("\(tree.size) \(tree.root.hex)\n")
    }
    #expect(
      sum.finalize().hex == "9c67f07f906103b6bf201842a50ff0b8c91fca9b3e211334a6b7aa3133165dec"
    )
  }

  @Test func rootsOfNumbersAsText() {
    var tree = HashTree()
    var subtrees: [String] = []
    for number in 0..<256 {
      if number == 100 {
        #expect(
          tree.root.hex == "7a1541f5e93292eb40660749ef8f36ef074d30052102fab1abfd03bf09e5685d"
        )
      }
      tree.append(leaf: HashTree.leaf(Array("\(number)".utf8))) { level, number, hash in
        if level == 8 { subtrees.append("\(number) \(hash.hex)") }
      }
    }
    let root = "828515d033c19d8c901f37eccb8aed919667703486f8d2fff1cf7040321c5db1"
    #expect(tree.root.hex == root)
    #expect(subtrees == ["0 \(root)"])
  }

  @Test func goesOnFromItsStoredEdge() throws {
    var tree = HashTree()
    for byte in UInt8(0)..<130 {
      var restored = try #require(HashTree(size: tree.size, edge: tree.edgeBytes))
      #expect(restored == tree)
      #expect(restored.root == tree.root)
      #expect(tree.edgeBytes.count == tree.size.nonzeroBitCount * 32)
      tree.append(leaf: HashTree.leaf([byte]))
      restored.append(leaf: HashTree.leaf([byte]))
      #expect(restored == tree)
    }
  }

  @Test(arguments: [
    (-1, 32), (0, 32), (1, 0), (1, 31), (1, 33), (1, 64), (2, 64), (3, 32), (7, 64), (8, 96),
    (Int64.min, 32), (.max, 63 * 32), (.max, 0),
  ])
  func refusesAnEdgeThatDoesNotFit(size: Int64, bytes: Int) {
    #expect(HashTree(size: size, edge: [UInt8](repeating: 7, count: bytes)) == nil)
  }
}
