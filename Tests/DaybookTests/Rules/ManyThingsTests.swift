import Events
import Model
import TestSupport
import Testing

@testable import Daybook

/// A command about very many things costs what they are, and not each of them times all: with work that
/// grows with the square each of these tests would take minutes.
@Suite("very many things in one command")
struct ManyThingsTests {
  private func context(_ history: MemoryHistory = MemoryHistory()) -> DecisionContext {
    DecisionContext(
      provenance: Provenance(actor: "tester"),
      now: MemoryHistory.start,
      history: history
    ) { Array(repeating: 0, count: $0) }
  }

  private func added(_ number: Int64) -> ProfileAdded {
    ProfileAdded(
      customer: 1,
      profile: number,
      profileType: "customer",
      reference: "r\(number)",
      address: ["address_line1": .string("Laksegade \(number)")]
    )
  }

  @Test("a key is compared with those that the same command gives")
  func references() throws {
    var context = context()
    for number in 1...Int64(5000) {
      try context.refuseTaken(PublicText("r\(number)"), ProfileEntity.kind)
      context.append(added(number))
    }
    let refusal = #expect(throws: Refusal.self) {
      try context.refuseTaken("r17", ProfileEntity.kind)
    }
    #expect(refusal?.code == .referenceTaken)
    #expect(refusal?.details["profile"] == 17)
  }

  @Test("an address book finds an entry by what it says")
  func addressBook() throws {
    var book = try AddressBook(of: 1, in: MemoryHistory())
    for number in (1...Int64(5000)).reversed() {
      let profile = ProfileState(added(number))
      #expect(book.equal(type: "customer", profile.content) == nil)
      try book.add(profile)
    }
    #expect(book.profiles.map(\.number) == Array(1...5000))
    for number in 1...Int64(4000) {
      let content = ProfileState(added(number)).content
      #expect(book.equal(type: "customer", content)?.number == number)
      book.remove(number)
      #expect(book.equal(type: "customer", content) == nil)
    }
    #expect(book.count == 1000)
    #expect(book.newest(for: .billing)?.number == 5000)
  }

  @Test("of entries that say the same the oldest enabled one is found")
  func sameContent() throws {
    var book = try AddressBook(of: 1, in: MemoryHistory())
    let content = ProfileState(added(7)).content
    for number in [Int64(9), 3, 5] {
      var profile = ProfileState(added(number))
      profile.apply(
        ProfileEdited(customer: 1, profile: number, revision: 1, changes: content.json)
      )
      try book.add(profile)
    }
    #expect(book.equal(type: "customer", content)?.number == 3)
    var disabled = try #require(book.profile(3))
    disabled.isEnabled = false
    book.update(disabled)
    #expect(book.equal(type: "customer", content)?.number == 5)
    #expect(book.equal(type: "other", content) == nil)
    #expect(book.profiles.map(\.number) == [3, 5, 9])
  }

  @Test("an outcome names each thing once, in the order of the log")
  func outcome() throws {
    var context = context()
    for number in (1...Int64(50_000)).reversed() {
      context.touch("customer", number)
      context.touch("customer", 50_000 - number + 1)
    }
    let numbers = Outcome(of: [], context).numbers["customer"] ?? []
    #expect(numbers.count == 50_000)
    #expect(numbers.prefix(4) == [50_000, 1, 49_999, 2])
  }

  @Test("values are compared with the fields of their profile type")
  func fields() throws {
    let names = (0..<10_000).map { "f\($0)" }
    let type = try ProfileType(
      ProfileTypeDefined(
        profileType: "large",
        label: nil,
        usages: ["billing"],
        multiple: true,
        fields: names.map { ProfileField(name: $0).fieldJSON }
      )
    )
    try type.check(JSONObject(names.map { ($0, "x") }))
    #expect(throws: Refusal.self) { try type.check(["f10000": "x"]) }
  }
}
