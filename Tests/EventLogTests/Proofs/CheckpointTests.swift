import EventLog
import Model
import Testing

/// Checkpoints (C2SP tlog-checkpoint), bodies and signed notes.
struct CheckpointTests {
  private static let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
  private static let body = "example.com/behind-the-sofa\n20852163\n\(root)\n"
  private static let signature =
    "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/"
    + "Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
  private static let other =
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6"
    + "KE6RyyBwJnAM=\n"

  @Test(arguments: [
    body, body + "\n" + signature, body + "\n" + signature + other,
    body + "an extension\n— another\n", body + "an extension\n\n" + other,
    body + "\n" + String(repeating: other, count: 17),
  ])
  func isRead(text: String) throws {
    let checkpoint = try Checkpoint(parsing: Array(text.utf8))
    #expect(checkpoint.origin == "example.com/behind-the-sofa")
    #expect(checkpoint.size == 20_852_163)
    #expect(checkpoint.root.base64 == Self.root)
    #expect(checkpoint.text == Self.body)
  }

  @Test func readsTheCheckpointOfGo() throws {
    let text = "go.sum database tree\n123456789012\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n"
    let checkpoint = try Checkpoint(parsing: Array(text.utf8))
    #expect(checkpoint.origin == "go.sum database tree")
    #expect(checkpoint.size == 123_456_789_012)
    #expect(checkpoint.root == HashTree.leaf(Array("hello world".utf8)))
    #expect(checkpoint.text == text)
  }

  @Test func readsTheCheckpointOfAnEmptyLog() throws {
    let text = try SampleLedger().open().checkpoint()
    #expect(try Checkpoint(parsing: Array(text.utf8)).size == 0)
  }

  private static let shortened: [(String, Int)] = [
    ("", 1),
    ("a", 1),
    ("a\n", 2),
    ("a\n1\n", 3),
    ("a\n1\n\(root)", 3),
    ("\n1\n\(root)\n", 1),
  ]

  private static let misnumbered: [(String, Int)] = [
    ("a\n01\n\(root)\n", 2),
    ("a\n+1\n\(root)\n", 2),
    ("a\n-1\n\(root)\n", 2),
    ("a\n0x1f\n\(root)\n", 2),
    ("a\n\n\(root)\n", 2),
    ("a\n 1\n\(root)\n", 2),
    ("a\n1 \n\(root)\n", 2),
    ("a\n9223372036854775808\n\(root)\n", 2),
    ("a\n99999999999999999999999999\n\(root)\n", 2),
    ("a\n٣\n\(root)\n", 2),
    ("a\n1\n\(root)=\n", 3),
  ]

  private static let misrooted: [(String, Int)] = [
    ("a\n1\n\(root.dropLast())\n", 3),
    ("a\n1\n \(root)\n", 3),
    ("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n", 3),
    ("a\n1\nCsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=\n", 3),
    ("a\n1\nAAAA\n", 3),
    ("a\n1\n\n", 3),
    ("a\n0\n\(root)\n", 3),
    (body + "\n", 5),
    (body + "\n\n" + signature, 5),
  ]

  private static let missigned: [(String, Int)] = [
    (body + "\n" + signature + "\n", 6),
    (body + "\nno signature\n", 5),
    (body + "\n- a AAAAAAA=\n", 5),
    (body + "\n— a\n", 5),
    (body + "\n— a AAAA\n", 5),
    (body + "\n— a b AAAAAAA=\n", 5),
    (body + "\n—  AAAAAAA=\n", 5),
    (body + "\n" + signature.dropLast(), 5),
    (body + "\n" + signature + "x\n", 6),
    ("a\r\n1\r\n\(root)\r\n", 1),
    ("a\u{0}\n1\n\(root)\n", 1),
    ("a\u{7f}\n1\n\(root)\n", 1),
  ]

  @Test(arguments: shortened + misnumbered + misrooted + missigned)
  func isRefused(text: String, line: Int) throws {
    let error = #expect(throws: FormatError.self) { try Checkpoint(parsing: Array(text.utf8)) }
    #expect(error?.line == line, "\(error?.message ?? "")")
  }

  @Test func isRefusedAsAWhole() {
    #expect(throws: FormatError.self) {
      try Checkpoint(parsing: Array(Self.body.utf8) + [0xff, 0x0a])
    }
    let long = Self.body + String(repeating: "x", count: Checkpoint.greatestLength) + "\n"
    #expect(throws: FormatError.self) { try Checkpoint(parsing: Array(long.utf8)) }
  }

  /// Whatever byte is turned over or left out, it is refused or says something else.
  @Test func everyByteMatters() throws {
    let text = Array(Self.body.utf8)
    let checkpoint = try Checkpoint(parsing: text)
    for index in text.indices {
      for bit in 0..<8 {
        var wrong = text
        wrong[index] ^= 1 << bit
        #expect((try? Checkpoint(parsing: wrong)) != checkpoint)
      }
      var shorter = text
      shorter.remove(at: index)
      #expect((try? Checkpoint(parsing: shorter)) != checkpoint)
    }
  }
}
