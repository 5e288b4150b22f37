import EventLog
import Model
import TestSupport
import Testing

/// Proofs that a ledger gives, and their texts.
struct ProofTests {
  /// 600 events: two complete subtrees of 256 are stored.
  private static let commands = 400
  private static let positions: [Int64] = [
    1, 2, 3, 100, 255, 256, 257, 511, 512, 513, 599, 600,
  ]

  @Test func everyEventOfEveryKindOfLogIsProved() throws {
    let ledger = try SampleLedger(commands: Self.commands)
    let log = try ledger.open()
    let tree = try Self.tree(of: log)
    for size in [1, 2, 3, 255, 256, 257, 300, 511, 512, 513, 599, 600] as [Int64] {
      #expect(try log.root(ofSize: size) == tree.root(size))
      for position in Self.positions where position <= size {
        let proof = try #require(try log.inclusionProof(of: position, in: size))
        #expect(proof.holds)
        #expect(proof.position == position)
        #expect(proof.path == tree.inclusion(position - 1, size))
        #expect(
          proof.checkpoint
            == Checkpoint(
              origin: "example.com/ledger",
              size: size,
              root: tree.root(size)
            )
        )
        #expect(HashTree.leaf(proof.entry) == tree.leaves[Int(position) - 1])
        #expect(try Proof(parsing: Array(proof.text.utf8)) == .inclusion(proof))
      }
      for first in Self.positions where first <= size {
        let proof = try #require(try log.consistencyProof(from: first, to: size))
        #expect(proof.holds)
        #expect(proof.first == (first, tree.root(first)))
        #expect(proof.path == tree.consistency(first, size))
        #expect(try Proof(parsing: Array(proof.text.utf8)) == .consistency(proof))
      }
    }
    #expect(try log.inclusionProof(of: 7) == log.inclusionProof(of: 7, in: 600))
    #expect(try log.consistencyProof(from: 7) == log.consistencyProof(from: 7, to: 600))
  }

  @Test func whatIsNotThereIsNotProved() throws {
    let log = try SampleLedger(commands: 4).open()
    for position in [0, -1, 7, Int64.max, .min] {
      #expect(try log.inclusionProof(of: position) == nil)
      #expect(try log.consistencyProof(from: position) == nil)
    }
    #expect(try log.inclusionProof(of: 5, in: 4) == nil)
    for size in [0, -1, 7, Int64.max, .min] {
      #expect(try log.inclusionProof(of: 1, in: size) == nil)
      #expect(try log.consistencyProof(from: 1, to: size) == nil)
    }
    #expect(try log.hasRoot(log.tree().root, ofSize: 6) == true)
    #expect(try log.hasRoot(log.tree().root, ofSize: 5) == false)
    #expect(try log.hasRoot(log.tree().root, ofSize: 7) == nil)
    #expect(try SampleLedger().open().inclusionProof(of: 1) == nil)
  }

  /// Leaves that lie in a stored subtree are not read again.
  @Test func storedSubtreesAreUsed() throws {
    let ledger = try SampleLedger(commands: Self.commands)
    let proof = try ledger.open().inclusionProof(of: 600)
    try ledger.damage("UPDATE events SET leaf = zeroblob(32) WHERE position <= 512")
    #expect(try ledger.open().inclusionProof(of: 600) == proof)
  }

  @Test(arguments: [
    "UPDATE events SET leaf = zeroblob(32) WHERE position = 590",
    "UPDATE events SET leaf = x'00' WHERE position = 590",
    "UPDATE events SET actor = 'uid:0' WHERE position = 600",
    "DELETE FROM events WHERE position = 590", "DELETE FROM events WHERE position = 600",
    "DELETE FROM nodes WHERE number = 1", "UPDATE nodes SET hash = zeroblob(32)",
    "UPDATE head SET size = 1000", "UPDATE head SET size = 599",
  ])
  func damageProvesNothing(sql: String) throws {
    let ledger = try SampleLedger(commands: Self.commands)
    try ledger.damage(sql)
    let log = try ledger.open()
    #expect(throws: LogError.self) { try log.inclusionProof(of: 600) }
    if !sql.contains("actor"), !sql.contains("600") {
      #expect(throws: LogError.self) { try log.consistencyProof(from: 520) }
    }
  }

  /// Whatever byte of a text is changed, it is refused, does not hold, or has another name or size.
  ///
  /// The name is not hashed, and trees of some sizes have paths of the same shape: a checkpoint is to be
  /// trusted for its signature.
  @Test func everyByteOfATextMatters() throws {
    var random = SeededRandom()
    let log = try SampleLedger(commands: 40).open()
    let texts = [
      try #require(try log.inclusionProof(of: 5)).text,
      try #require(try log.consistencyProof(from: 5)).text,
    ]
    for text in texts {
      let bytes = Array(text.utf8)
      let sound = try Proof(parsing: bytes)
      for index in bytes.indices {
        var flipped = bytes
        flipped[index] ^= UInt8(random.number(1...255))
        var removed = bytes
        removed.remove(at: index)
        var inserted = bytes
        inserted.insert(UInt8(random.number(0...255)), at: index)
        for wrong in [flipped, removed, inserted, Array(bytes[..<index])] {
          guard let proof = try? Proof(parsing: wrong), proof.holds else { continue }
          let isOther =
            proof.checkpoint.origin != sound.checkpoint.origin
            || proof.checkpoint.size != sound.checkpoint.size
          #expect(isOther || wrong == bytes, "\(String(decoding: wrong, as: UTF8.self))")
          #expect(proof.checkpoint.root == sound.checkpoint.root)
        }
      }
      #expect(throws: FormatError.self) { try Proof(parsing: bytes + [0x0a]) }
      #expect(throws: FormatError.self) { try Proof(parsing: bytes + bytes) }
    }
  }

  @Test func aSignedCheckpointIsRead() throws {
    let proof = try #require(try SampleLedger(commands: 4).open().inclusionProof(of: 2))
    let signed = proof.text + "\n— example.com/ledger Az3grlgtzPIC\n"
    #expect(try Proof(parsing: Array(signed.utf8)) == .inclusion(proof))
  }

  @Test(arguments: [
    ("", 1), ("c2sp.org/tlog-proof@v2\n", 1), ("c2sp.org/tlog-proof@v1\n", 2),
    ("c2sp.org/tlog-proof@v1\nindex 0\n", 2), ("c2sp.org/tlog-proof@v1\nextra e30=\nindex 0\n", 2),
    ("c2sp.org/tlog-proof@v1\nextra \nindex 0\n", 2), ("daybook-consistency-proof@v1\n", 2),
    ("daybook-consistency-proof@v1\nfrom 1\n", 2),
    ("daybook-consistency-proof@v1\nfrom 01 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", 2),
    ("daybook-consistency-proof@v1\nfrom 1 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU= \n", 2),
    ("daybook-consistency-proof@v1\nfrom 1 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", 3),
    ("daybook-consistency-proof@v1\nfrom 1 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n", 4),
  ])
  func malformedTextsAreRefused(text: String, line: Int) {
    let error = #expect(throws: FormatError.self) { try Proof(parsing: Array(text.utf8)) }
    #expect(error?.line == line, "\(error?.message ?? "")")
  }

  @Test func moreHashesThanAnyLogNeedsAreRefused() throws {
    let proof = try #require(try SampleLedger(commands: 4).open().consistencyProof(from: 2))
    let hash = proof.path[0].base64 + "\n"
    let text = proof.text.replacing(
      hash,
      with: String(repeating: hash, count: 65),
      maxReplacements: 1
    )
    let error = #expect(throws: FormatError.self) { try Proof(parsing: Array(text.utf8)) }
    #expect(error?.message.contains("more hashes") == true)
  }

  private static func tree(of log: EventLog) throws -> TestTree {
    let leaves = try (1...(try log.size())).map { position in
      let leaf = try #require(try log.leaf(at: position))
      let digest = Digest(bytes: leaf.span)
      return try #require(digest)
    }
    return TestTree(leaves)
  }
}
