import Daybook
import EventLog
import Model
import TestSupport
import Testing

@Suite("commands in one transaction")
struct GroupTests {
  private let shop: TemporaryLedger

  init() throws {
    shop = try TemporaryLedger()
  }

  private func register(_ email: String) throws -> Request {
    try shop.request("customer.register", ["email": .string(email)])
  }

  @Test("a refused command appends nothing, and the group goes on")
  func refused() throws {
    let requests = try ["a@example.com", "A@example.com", "b@example.com"].map(register)
    var codes: [Refusal.Code?] = []
    try shop.ledger.write { group in
      for request in requests {
        do {
          _ = try group.perform(request)
          codes.append(nil)
        } catch let refusal as Refusal {
          codes.append(refusal.code)
        }
      }
    }
    #expect(codes == [nil, .emailTaken, nil])
    let events = try shop.events()
    #expect(events.map(\.position) == [1, 2])
    #expect(events.map { $0.data["customer"] } == [1, 2])
    #expect(try shop.log.verify().isGood)
  }

  @Test("a command refused at its end leaves no trace of its beginning")
  func refusedLate() throws {
    let bad = try shop.request(
      "order.place",
      place([
        "email": "ada@example.com", "billing": ["address": .object(.london)],
        "shipments": [["shipping": ["address": ["country_code": "??"]]]],
      ]),
      channel: .checkout
    )
    let good = try register("bob@example.com")
    try shop.ledger.write { group in
      #expect(throws: Refusal.self) { try group.perform(bad) }
      let outcome = try group.perform(good)
      #expect(outcome.customer == 1)
    }
    #expect(try shop.events().map(\.type) == ["CustomerRegistered"])
  }

  @Test("a later command sees what an earlier one did")
  func sees() throws {
    let first = try register("a@example.com")
    let edit = try shop.request("customer.edit", ["customer": "a@example.com", "phone": "1"])
    let outcome = try shop.ledger.write { group in
      _ = try group.perform(first)
      return try group.perform(edit)
    }
    #expect(outcome.positions == [2])
  }

  @Test("an error inside takes everything back")
  func rolledBack() throws {
    struct Failure: Error {}
    try shop.perform("customer.register", ["email": "a@example.com", "command_id": "c-0"])
    let root = try shop.log.tree().root
    let b = try shop.request("customer.register", ["email": "b@example.com", "command_id": "c-1"])
    #expect(throws: Failure.self) {
      try shop.ledger.write { group in
        _ = try group.perform(b)
        throw Failure()
      }
    }
    #expect(try shop.log.tree().root == root)
    #expect(try shop.log.size() == 1)
    #expect(try shop.log.verify().isGood)
    // Nothing of it is remembered: neither number, e-mail nor command id.
    let outcome = try shop.ledger.perform(b)
    #expect(outcome.positions == [2] && outcome.customer == 2 && !outcome.isReplayed)
    #expect(try shop.log.verify().isGood)
  }

  @Test("an empty group changes nothing")
  func empty() throws {
    try shop.ledger.write { _ in }
    #expect(try shop.log.size() == 0)
  }

  @Test("what a group wrote is there when the ledger is opened again")
  func durable() throws {
    try shop.perform("customer.register", ["email": "a@example.com"])
    let again = try OpenLedger(path: shop.ledger.path)
    #expect(try again.log.size() == 1)
    #expect(try again.log.verify().isGood)
  }
}
