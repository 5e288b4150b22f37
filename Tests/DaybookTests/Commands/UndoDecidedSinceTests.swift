import Daybook
import EventLog
import Events
import Model
import TestSupport
import Testing

@Suite("undo of what others decided since")
struct UndoDecidedSinceTests {
  private func edited(_ changes: JSONObject) -> CustomerEdited {
    CustomerEdited(customer: 1, site: "default", changes: changes)
  }

  @Test("whatever somebody decided since stays, also when it came to the same")
  func decidedSince() {
    let disabled = CustomerDisabled(customer: 1)
    undo(2, Given(account(), disabled, CustomerEnabled(customer: 1), disabled))
      .refuses(.notUndoable, ["positions": [3, 4]], saying: "CustomerDisabled at position 4")
    let removed = CustomerRemoved(customer: 1)
    undo(2, Given(account(), removed, CustomerRestored(customer: 1), removed))
      .refuses(.notUndoable, ["positions": [3, 4]])
    let letter = NewsletterSubscribed(list: "news", site: "default", contact: 1, customer: 1)
    let enough = NewsletterUnsubscribed(list: "news", contact: 1, customer: 1)
    undo(3, Given(account(), letter, enough, letter, enough))
      .refuses(.notUndoable, ["positions": [4, 5]])
    let moved = ProfileEdited(customer: 1, profile: 1, revision: 1, changes: ["phone": "1"])
    undo(2, Given(account(), entry(), moved)).refuses(.notUndoable, ["positions": [3]])
    undo(
      3,
      Given(
        account(),
        GroupCreated(group: "vip"),
        GroupEdited(group: "vip", changes: ["name": "VIP"]),
        GroupRemoved(group: "vip"),
        GroupCreated(group: "vip")
      )
    )
    .refuses(.notUndoable, ["positions": [4, 5]])
  }

  @Test("what was undone in between is no obstacle, and a given causation is no undoing")
  func pairs() throws {
    let shop = try TemporaryLedger()
    func undo(_ position: Int64) throws -> Outcome {
      try shop.perform("undo", ["position": .integer(position), "reason": "mistake"])
    }
    try shop.perform("customer.register", ["email": "ada@example.com", "first_name": "A"])
    try shop.perform("customer.edit", ["customer": 1, "first_name": "B"])
    try shop.perform("customer.edit", ["customer": 1, "first_name": "C"])
    #expect(try undo(3).positions == [4])
    #expect(try undo(2).positions == [5])
    #expect(try shop.ask("customer.show", ["customer": 1])["first_name"] == "A")
    try shop.perform("customer.edit", ["customer": 1, "first_name": "D"])
    try shop.perform("customer.edit", ["customer": 1, "first_name": "E", "causation": 6])
    let refusal = try shop.refusal("undo", ["position": 6, "reason": "mistake"])
    #expect(refusal?.code == .notUndoable)
    let given = try shop.refusal("undo", ["position": 7, "reason": "x", "causation": 1])
    #expect(given?.details["field"] == "causation")
  }

  @Test("whoever was merged since is not met through the one they were merged into")
  func mergedSince() {
    let people: [any EventType] = [
      account(1), account(2, "b@x.com"), edited(["first_name": "Ada"]),
      CustomerDisabled(customer: 1), CustomerEnabled(customer: 1),
      RoleAssigned(customer: 1, role: "buyer"),
      NewsletterSubscribed(list: "news", site: "default", contact: 1, customer: 1),
      entry(), standard(1, "billing"),
      CustomersMerged(from: 1, into: 2, profiles: [1]),
    ]
    for position in [1, 3, 4, 5, 6, 7, 9] as [Int64] {
      undo(position, Given().and(people))
        .refuses(.notUndoable, saying: "merged into customer 2")
    }
    let apart = people + [MergeUndone(from: 1, into: 2), account(3, "c@x.com")]
    undo(10, Given().and(apart + [CustomersMerged(from: 1, into: 3)]))
      .refuses(.notUndoable, ["positions": [11, 13]])
  }
}
