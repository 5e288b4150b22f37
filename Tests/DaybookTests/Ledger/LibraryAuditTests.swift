import Daybook
import Foundation
import Model
import Testing

/// The audit verbs, with the library alone.
@Suite struct LibraryAuditTests {
  @Test func verifiesProvesAndCopies() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let ledger = try Ledger.create(path: folder.appending(path: "a.db").path, origin: "x.org/a")
    for email in ["ada@x.org", "bob@x.org", "eve@x.org"] as [EmailAddress] {
      try ledger.perform(RegisterCustomer(email: email), by: "web")
    }
    #expect(try ledger.verify().isEmpty)
    let proof = try ledger.proof(ofEventAt: 2, size: 2)
    #expect(proof.hasPrefix("c2sp.org/tlog-proof@v1\n"))
    #expect(proof.contains("\nindex 1\n"))
    #expect(proof.contains("\n\nx.org/a\n2\n"))
    let growth = try ledger.proof(ofGrowthFrom: 2)
    #expect(growth.hasPrefix("daybook-consistency-proof@v1\nfrom 2 "))
    #expect(growth.hasSuffix(try ledger.checkpoint()))
    #expect(throws: Refusal.self) { try ledger.proof(ofEventAt: 4) }
    #expect(throws: Refusal.self) { try ledger.proof(ofEventAt: 3, size: 2) }
    #expect(throws: Refusal.self) { try ledger.proof(ofGrowthFrom: 0) }
    let copy = folder.appending(path: "b.db").path
    #expect(try ledger.backUp(to: copy) == 3)
    #expect(try Ledger(path: copy).checkpoint() == ledger.checkpoint())
    #expect(throws: LedgerError.self) { try ledger.backUp(to: copy) }
  }

  @Test func erases() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).db")
      .path
    defer {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: path + suffix)
      }
    }
    let ledger = try Ledger.create(path: path)
    try ledger.perform(RegisterCustomer(email: "ada@example.com"), by: "web")
    let root = try ledger.checkpoint()
    try ledger.perform(EraseCustomer(customer: 1, basis: "GDPR art. 17"), by: "anna")
    #expect(try ledger.customer(1)["erased"] == true)
    #expect(try ledger.customer(1)["email"].isNull)
    #expect(try ledger.verify().isEmpty)
    #expect(try ledger.proof(ofEventAt: 1, size: 1).hasSuffix(root))
  }
}
