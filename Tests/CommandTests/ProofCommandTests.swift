import Foundation
import Model
import Testing

/// Proofs as they go from one person to another.
@Suite struct ProofCommandTests {
  private let world: World

  init() throws {
    world = try World()
    world.run("init", "--origin", "test.example/log")
    for number in 1...7 { world.run("customer", "register", "c\(number)@example.com") }
    try write(world.run("checkpoint").output, to: "kept")
    world.run("customer", "disable", "1")
    try write(world.run("prove", "3", "--size", "7").output, to: "proof")
    try write(world.run("prove", "--from", "7").output, to: "grown")
  }

  private func write(_ text: String, to name: String) throws {
    try text.write(toFile: world.path(name), atomically: true, encoding: .utf8)
  }

  private func verify(_ arguments: String...) -> World.Result {
    world.run(["verify-proof"] + arguments)
  }

  @Test func noLedgerIsNeeded() throws {
    world.environment["DAYBOOK_LEDGER"] = world.path("missing.db")
    let result = verify(world.path("proof"), "--checkpoint", world.path("kept"), "--json")
    #expect(result.status == 0)
    #expect(result.json?["position"] == 3)
    #expect(result.json?["type"] == "CustomerRegistered")
    #expect(result.json?["entry"]["position"] == 3)
    #expect(result.json?["kept"] == "checkpoint")
    #expect(result.json?["ledger"].isNull == true)
    #expect(!FileManager.default.fileExists(atPath: world.path("missing.db")))
    #expect(verify(world.path("proof"), "--ledger", world.path("missing.db")).status == 4)
  }

  /// The ledger that the environment names may be somebody else's.
  @Test func theEnvironmentNamesNoLedgerToCompareWith() {
    world.run("init", "--ledger", world.path("other.db"))
    world.environment["DAYBOOK_LEDGER"] = world.path("other.db")
    #expect(verify(world.path("proof")).status == 0)
    #expect(verify(world.path("proof"), "--ledger", world.path("other.db")).error == nil)
    #expect(verify(world.path("proof"), "--ledger", world.path("other.db")).status == 1)
    #expect(verify(world.path("proof"), "--ledger", world.path("ledger.db")).status == 0)
  }

  @Test func aSignedCheckpointIsKept() throws {
    let kept = try String(contentsOfFile: world.path("kept"), encoding: .utf8)
    try write(kept + "\n— test.example/log Az3grlgtzPIC\n— witness AAAAAAA=\n", to: "signed")
    #expect(verify(world.path("proof"), "--checkpoint", world.path("signed")).status == 0)
    #expect(verify(world.path("grown"), "--checkpoint", world.path("signed")).status == 0)
  }

  /// The proof itself is in order, and it is not about what was kept.
  @Test func anotherRootIsFound() throws {
    let other = try World()
    other.run("init", "--origin", "test.example/log")
    for number in 1...7 { other.run("customer", "register", "c\(number)@example.com") }
    try write(other.run("checkpoint").output, to: "other")
    for name in ["proof", "grown"] {
      let result = verify(world.path(name), "--checkpoint", world.path("other"), "--json")
      #expect(result.error == "proof_invalid")
      #expect(result.status == 1)
    }
  }

  @Test func whatWasChangedIsFound() throws {
    let proof = try String(contentsOfFile: world.path("proof"), encoding: .utf8)
    let grown = try String(contentsOfFile: world.path("grown"), encoding: .utf8)
    let lines = proof.split(separator: "\n").map(String.init)
    let entry = try #require(Base64.decode(String(lines[1].dropFirst(6))))
    let other = Array(
      String(decoding: entry, as: UTF8.self).replacing("uid:1000", with: "uid:1001").utf8
    )
    let changes = [
      proof.replacing(lines[1], with: "extra " + Base64.encode(other)),
      proof.replacing("index 2", with: "index 3"), proof.replacing("\n7\n", with: "\n9\n"),
      proof.replacing(lines[3], with: lines[4]), proof.replacing(lines[3] + "\n", with: ""),
      grown.replacing("from 7", with: "from 6"), grown.replacing("\n8\n", with: "\n9\n"),
    ]
    for change in changes {
      #expect(change != proof && change != grown)
      let result = world.run("verify-proof", "-", "--json", input: change)
      #expect(result.error == "proof_invalid", "\(change)")
      #expect(result.status == 1)
      #expect(result.output.isEmpty)
    }
  }

  /// Where logs of two sizes would have the same path, the hashes do not tell which it is; the
  /// checkpoint does.
  @Test func aChangedSizeIsFound() throws {
    let proof = try String(contentsOfFile: world.path("proof"), encoding: .utf8)
    try write(proof.replacing("\n7\n", with: "\n8\n"), to: "changed")
    #expect(verify(world.path("changed"), "--checkpoint", world.path("kept")).status == 1)
    #expect(verify(world.path("changed"), "--ledger", world.path("ledger.db")).status == 1)
  }

  /// Nobody knows how long what comes out of a pipe is.
  @Test func whatIsTooLongIsRefused() throws {
    let text = "c2sp.org/tlog-proof@v1\nextra " + String(repeating: "A", count: 33 << 20)
    let result = world.run("verify-proof", "-", "--json", input: text)
    #expect(result.error == "field_invalid")
    #expect(result.errors.contains("longer than 32 MiB"))
  }
}
