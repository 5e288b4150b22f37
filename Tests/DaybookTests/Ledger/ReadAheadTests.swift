import EventLog
import Events
import Model
import TestSupport
import Testing

@testable import Daybook

/// An erasure asks who else had a contact, which no index knows: the log is read for that before the lock
/// for writing is taken, and within it only what was appended since.
@Suite("an erasure is read ahead")
struct ReadAheadTests {
  private let shop: TemporaryLedger

  /// Account 1 and guest 2 with the same e-mail, and so with the same contact, and account 3.
  init() throws {
    shop = try TemporaryLedger()
    try shop.perform("customer.register", ["email": "ada@example.com"])
    try shop.perform("customer.record_guest", ["email": "ada@example.com"])
    try shop.perform("customer.register", ["email": "bob@example.com"])
  }

  private func erasure(of customer: Int64) throws -> Request {
    try shop.request("customer.erase", ["customer": .integer(customer), "basis": "asked"])
  }

  /// The contacts that the last erasure covers.
  private func erasedContacts() throws -> [JSON]? {
    try shop.events().last { $0.type == CustomerErased.name }.map {
      $0.data["contacts"]?.array ?? []
    }
  }

  @Test("within the lock what was read ahead is taken as it is")
  func trusted() throws {
    let size = try shop.log.size()
    try shop.ledger.readAhead(for: [erasure(of: 1)])
    #expect(shop.ledger.found?.end == size)
    #expect(shop.ledger.found?.numbers == [1])
    #expect(shop.ledger.found?.positions == [1, 2])
    // The decision would see the guest if it read the log again.
    shop.ledger.found = FoundValues(
      types: ErasureScope.typesOfContact.names,
      field: "contact",
      numbers: [1],
      end: size,
      positions: []
    )
    let erasure = try erasure(of: 1)
    _ = try shop.ledger.write { try $0.perform(erasure) }
    #expect(try erasedContacts() == [1])
  }

  @Test("what was appended since is seen")
  func appendedSince() throws {
    try shop.ledger.readAhead(for: [erasure(of: 3)])
    try shop.perform("customer.record_guest", ["email": "bob@example.com"])
    let erasure = try erasure(of: 3)
    _ = try shop.ledger.write { try $0.perform(erasure) }
    #expect(try erasedContacts() == [])
  }

  @Test("what was not looked for is looked for within the lock")
  func notForeseen() throws {
    try shop.ledger.readAhead(for: [erasure(of: 3)])
    let erasure = try erasure(of: 1)
    _ = try shop.ledger.write { try $0.perform(erasure) }
    #expect(try erasedContacts() == [])
  }

  @Test("several erasures are read ahead at once, and those that are refused read nothing")
  func several() throws {
    try shop.ledger.readAhead(for: [erasure(of: 1), erasure(of: 9), erasure(of: 3)])
    #expect(shop.ledger.found?.numbers == [1, 2])
    let first = shop.ledger.found?.end
    try shop.perform("customer.register", ["email": "eve@example.com"])
    // Only the new event is read for what is known already.
    try shop.ledger.readAhead(for: [erasure(of: 3)])
    #expect(shop.ledger.found?.numbers == [1, 2])
    #expect(shop.ledger.found?.end == first.map { $0 + 1 })
  }

  @Test("other commands need nothing ahead")
  func others() throws {
    try shop.ledger.readAhead(for: [shop.request("group.create", ["group": "a", "name": "A"])])
    #expect(shop.ledger.found == nil)
  }
}
