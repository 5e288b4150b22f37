import Foundation
import Model
import Testing

/// Following the log: what is there, then what comes, while others write.
@Suite struct FollowTests {
  private let world: World

  init() throws {
    world = try World()
    world.run("init", "--origin", "test.example/follow")
    world.run("customer", "register", "one@example.com")
  }

  @Test(arguments: ["log", "feed"]) func newEventsAreTold(_ command: String) throws {
    var told: [String] = []
    world.onPause = { [world] output in
      told.append(output)
      // Another connection writes while the reader waits.
      if told.count <= 2 { world.run("customer", "register", "new\(told.count)@example.com") }
    }
    let result = world.run(command, "--follow", "--limit", "3", "--json")
    #expect(result.status == 0)
    #expect(result.lines.count == 3)
    #expect(told.count == 2)
    // What was there is told before waiting, and each new event before waiting again.
    #expect(told.map { $0.split(separator: "\n").count } == [1, 2])
    let positions = try result.lines.map { try JSON(parsing: $0)["position"].integer }
    #expect(positions == [1, 2, 3])
  }

  @Test func filtersHoldForWhatComes() throws {
    var count = 0
    world.onPause = { [world] _ in
      count += 1
      if count == 1 { world.run("customer", "edit", "1", "--phone", "1", "--actor", "anna") }
      if count == 2 { world.run("customer", "register", "two@example.com", "--actor", "anna") }
      if count == 3 { world.run("customer", "edit", "2", "--phone", "2", "--actor", "anna") }
      if count == 4 { world.run("customer", "edit", "1", "--phone", "3", "--actor", "anna") }
    }
    let result = world.run(
      "log",
      "--follow",
      "--customer",
      "1",
      "--type",
      "CustomerEdited",
      "--limit",
      "2"
    )
    #expect(result.lines.map { String($0.drop { $0 == " " }.prefix(2)) } == ["po", "2 ", "5 "])
    #expect(count == 4)
  }

  @Test func theTableBeginsBeforeTheFirstEventComes() throws {
    var first: String?
    world.onPause = { [world] output in
      if first == nil { world.run("customer", "edit", "1", "--phone", "1") }
      first = first ?? output
    }
    let result = world.run("log", "--follow", "--after", "1", "--limit", "1")
    #expect(first?.hasPrefix("position  time") == true)
    #expect(result.lines.count == 2)
  }

  @Test func anInterruptEndsItQuietly() throws {
    world.onPause = { [world] _ in world.isInterrupted = true }
    let result = world.run("feed", "--follow")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    #expect(result.lines.count == 1)
    #expect(world.pauses == [100])
  }

  @Test func aReaderThatGoesAwayEndsItQuietly() throws {
    world.onPause = { [world] _ in world.isClosed = true }
    let result = world.run("log", "--follow", "--json")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
  }

  @Test func aPositionThatNobodyReachedYetIsWaitedForByTheLogOnly() throws {
    world.onPause = { [world] _ in world.isInterrupted = true }
    #expect(world.run("log", "--follow", "--after", "7").status == 0)
    let result = world.run("feed", "--follow", "--after", "7", "--json")
    #expect(result.status == 3)
    #expect(result.error == "not_found")
  }
}
