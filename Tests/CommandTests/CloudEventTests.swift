import Foundation
import Model
import Testing

@testable import DaybookCommand

/// What other systems are told.
@Suite struct CloudEventTests {
  @Test(arguments: [
    ("example.com/shop", "example.com/shop"), ("tag:shop", "tag:shop"),
    ("https://example.com/a?b", "https://example.com/a?b"),
    ("localhost:8080/shop", "localhost:8080/shop"), ("1a:b/c:d", "1a%3Ab/c:d"), (":a", "%3Aa"),
    ("50%#[x]", "50%25%23%5Bx%5D"), ("sh\u{F6}p", "sh%C3%B6p"), ("\u{1}", "%01"),
  ]) func theSourceIsAURIReference(_ origin: String, _ source: String) {
    #expect(CloudEvent.source(of: origin) == source)
  }

  @Test func attributesHaveTheNamesAndTypesOfTheStandard() throws {
    let world = try World()
    world.run("init", "--origin", "sh\u{F6}p/1")
    world.run("customer", "register", "ada@example.com", "--occurred-at", "2025-01-01T00:00:00Z")
    world.run("profile", "add", "1", "--address", #"{"country_code":"GB"}"#, "--channel", "import")
    world.run("customer", "edit", "1", "--phone", "1", "--causation", "1", "--reason", "\u{7F}\n")
    let result = world.run("feed")
    #expect(result.lines.count >= 3)
    for line in result.lines {
      let members = try #require(try JSON(parsing: line).object)
      for name in ["specversion", "id", "source", "type"] {
        #expect(members[name]?.string?.isEmpty == false)
      }
      for (name, value) in members where name != "data" {
        #expect(name.utf8.count <= 20)
        #expect(name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) })
        // Attributes are texts, numbers of 32 bits and truth values, never null.
        let isSimple = value.string != nil || value.boolean != nil
        #expect(isSimple || value.integer.map { Int32(exactly: $0) != nil } == true, "\(name)")
      }
      #expect(members["time"]?.string.flatMap { Instant($0) } != nil)
      #expect(members["id"]?.string == members["position"]?.integer.map { String($0) })
      #expect(members["source"] == "sh%C3%B6p/1")
    }
  }

  @Test func whatIsErasedIsSaidToBe() throws {
    let world = try World()
    world.run("init")
    world.run("customer", "register", "ada@example.com", "--reason", "asked")
    try world.blankPersonalData()
    let event = try JSON(parsing: world.run("feed").output)
    #expect(event["erased"] == true)
    #expect(event["data"]["email"].isNull && event["reason"].isNull)
    #expect(event["subject"] == "customer:1")
    world.run("customer", "erase", "1", "--basis", "asked")
    let erasure = try JSON(parsing: world.run("feed", "--after", "1").output)
    #expect(erasure["type"] == "daybook.CustomerErased.v1")
    #expect(erasure["subject"] == "customer:1")
    let blame = try #require(world.run("blame", "customer", "1", "--json").json?.array)
    let email = try #require(blame.first { $0["field"] == "email" })
    #expect(email["erased"] == true && email["value"].isNull && email["reason"].isNull)
    #expect(world.run("blame", "customer", "1").output.contains("email        (erased)"))
    let explained = world.run("explain", "customer", "1", "email")
    #expect(explained.output.contains("email of customer 1: (erased)"))
    #expect(explained.output.contains("reason erased"))
    let diff = try #require(world.run("diff", "customer", "1", "0", "--json").json?.array)
    #expect(diff.first { $0["field"] == "email" }?["erased"] == true)
  }
}

/// Events in the order of their causes.
@Suite struct EventTreeTests {
  private static func event(_ position: Int64, causedBy cause: Int64?) -> Event {
    Event(
      position: position,
      type: "CustomerEdited",
      version: 1,
      recordedAt: Instant(microseconds: position),
      occurredAt: Instant(microseconds: position),
      actor: "a",
      channel: .system,
      causation: cause,
      data: [:]
    )
  }

  @Test(
    arguments: [
      ([:], [1, 2, 3], [0, 0, 0]),
      ([2: 1, 3: 1, 4: 2], [1, 2, 4, 3], [0, 1, 2, 1]),
      // Causes that are not listed, that are later, and of their own.
      ([2: 9, 3: 4, 4: 4], [1, 2, 3, 4], [0, 0, 0, 0]),
      ([3: 2, 4: 1], [1, 4, 2, 3], [0, 1, 0, 1]),
    ] as [([Int64: Int64], [Int64], [Int])]
  )
  func childrenFollowTheirCause(_ causes: [Int64: Int64], _ order: [Int64], _ depths: [Int]) {
    let events = (1...Int64(order.count)).map { Self.event($0, causedBy: causes[$0]) }
    let tree = EventTree.ordered(events)
    #expect(tree.map(\.event.position) == order)
    #expect(tree.map(\.depth) == depths)
  }

  @Test func aLongChainIsNoTrouble() {
    let count: Int64 = 200_000
    let tree = EventTree.ordered((1...count).map { Self.event($0, causedBy: $0 - 1) })
    #expect(tree.map(\.depth) == Array(0..<Int(count)))
    #expect(EventLayout.row(tree[100_000].event, depth: 100_000)[2].utf8.count < 100)
  }
}
