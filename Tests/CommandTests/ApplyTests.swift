import Model
import Synchronization
import Testing

@testable import DaybookCommand

@Suite struct ApplyTests {
  private func register(_ numbers: ClosedRange<Int>) -> String {
    numbers.map { #"{"command":"customer.register","email":"c\#($0)@example.com"}"# + "\n" }
      .joined()
  }

  @Test func linesOfAnyPiecesAreTheSame() throws {
    for size in [1, 7, 64, 1 << 16] {
      let world = try World()
      let input = TextInput(register(1...20), pieceSize: size)
      let result = world.run(["apply", "--create"], input: input)
      #expect(result.status == 0)
      #expect(result.lines.count == 20)
      #expect(result.lines.last == #"{"line":20,"ok":true,"positions":[20],"customer":20}"#)
    }
  }

  @Test func theLastLineNeedsNoEnd() throws {
    let world = try World()
    let text = String(register(1...2).dropLast())
    #expect(world.run("apply", "--create", input: text).lines.count == 2)
  }

  @Test func blankLinesCountAndCarriageReturnsDoNot() throws {
    let world = try World()
    let text = "\r\n  \t\n" + register(1...1).replacing("\n", with: "\r\n")
    let result = world.run("apply", "--create", input: text)
    #expect(result.lines == [#"{"line":3,"ok":true,"positions":[1],"customer":1}"#])
  }

  @Test(arguments: [1, 3, 1000]) func batchesGiveTheSameResult(_ batch: Int) throws {
    let world = try World()
    let result = world.run("apply", "--create", "--batch", "\(batch)", input: register(1...10))
    #expect(result.status == 0)
    #expect(result.lines.count == 10)
    #expect(world.run("verify", "--json").json?["size"] == 10)
  }

  /// Who waits for each answer before asking again gets it.
  @Test func aGroupEndsWhenNoInputIsReady() throws {
    let world = try World()
    world.run("init")
    // So many that the reader has got a thread of its own long before the end.
    let conversation = Conversation((1...300).map { register($0...$0) })
    var answered: [Int] = []
    let terminal = world.terminal(
      input: conversation,
      output: Output { _ in answered.append(conversation.asked) }
    )
    #expect(DaybookCommand.run(arguments: ["apply"], terminal: terminal) == 0)
    #expect(answered == Array(1...300))
  }

  /// Gives one line a time, and never has the next ready.
  private final class Conversation: Input {
    private let lines: [String]
    private let count = Atomic(0)

    var asked: Int { count.load(ordering: .relaxed) }

    init(_ lines: [String]) {
      self.lines = lines
    }

    var size: Int64? { nil }
    var isReady: Bool { false }

    func read(into buffer: inout [UInt8]) -> Bool {
      guard asked < lines.count else { return false }
      buffer += Array(lines[asked].utf8)
      count.add(1, ordering: .relaxed)
      return true
    }
  }

  @Test func othersGetATurnWhileMoreIsToCome() throws {
    let world = try World()
    // Each look at the stopwatch is 30 ms later: every few lines a group's time is up.
    world.stopwatchStep = 30_000
    let input = TextInput(register(1...100), pieceSize: 300)
    let result = world.run(["apply", "--create"], input: input)
    #expect(result.lines.count == 100)
    #expect(!world.pauses.isEmpty)
    #expect(world.pauses.allSatisfy { $0 == 2 })
  }

  @Test func aLineThatTakesLongEndsItsGroup() throws {
    let world = try World()
    // Whoever looks finds that the time is up: each line is a group, and all but the last give others a turn.
    world.stopwatchStep = 60_000
    let result = world.run(["apply", "--create"], input: TextInput(register(1...10)))
    #expect(result.lines.count == 10)
    #expect(world.pauses.count >= 9)
  }

  @Test func aloneTheLastGroupNeedsNoPause() throws {
    let world = try World()
    world.stopwatchStep = 30_000
    let result = world.run("apply", "--create", input: register(1...1))
    #expect(result.lines.count == 1)
    #expect(world.pauses.isEmpty || world.pauses == [2])
  }

  @Test func atomicIsAllOrNothing() throws {
    let world = try World()
    world.run("init")
    let malformed = world.run("apply", "--atomic", input: register(1...2) + "{\n" + register(3...3))
    #expect(malformed.status == 1)
    #expect(codes(malformed) == ["rolled_back", "rolled_back", "field_invalid", "rolled_back"])
    let refused = world.run("apply", "--atomic", input: register(1...2) + register(1...1))
    #expect(codes(refused) == ["rolled_back", "rolled_back", "email_taken"])
    #expect(world.run("verify", "--json").json?["size"] == 0)
    let good = world.run("apply", "--atomic", input: register(1...3))
    #expect(good.status == 0)
    #expect(world.run("verify", "--json").json?["size"] == 3)
    #expect(world.run("apply", "--atomic").status == 0)
  }

  private func codes(_ result: World.Result) -> [String?] {
    result.lines.map { (try? JSON(parsing: $0))?["error"]["code"].string }
  }

  @Test func aRefusedLineLeavesTheOthers() throws {
    let world = try World()
    let result = world.run("apply", "--create", input: register(1...1) + register(1...2))
    #expect(result.status == 1)
    #expect(codes(result) == [nil, "email_taken", nil])
    #expect(world.run("verify", "--json").json?["size"] == 2)
  }

  @Test func aLedgerIsMadeOnlyWhenAsked() throws {
    let world = try World()
    let result = world.run("apply", "--json", input: register(1...1))
    #expect(result.status == 4)
    #expect(result.output.isEmpty)
    #expect(result.error == "ledger_missing")
  }

  @Test func aBusyLedgerEndsTheWork() throws {
    let world = try World()
    world.run("init")
    let busy = try BusyLedger(world.path("ledger.db"))
    let result = world.run("apply", "--timeout", "0.01", "--json", input: register(1...2) + "{\n")
    #expect(result.status == 5)
    #expect(codes(result) == ["busy", "busy", "field_invalid"])
    #expect(result.error == "busy")
    let atomic = world.run("apply", "--atomic", "--timeout=0", input: register(1...2))
    #expect(atomic.status == 5)
    #expect(codes(atomic) == ["busy", "busy"])
    busy.release()
    #expect(world.run("apply", "--timeout", "0.01", input: register(1...2)).status == 0)
  }

  @Test func theSameCommandInAllSpellingsIsTheSame() throws {
    let world = try World()
    world.run("init")
    let typed = world.run(
      "customer",
      "register",
      "ada@example.com",
      "--metadata.n",
      "5",
      "--command-id",
      "c1",
      "--json"
    )
    let line = """
      {"command":"customer.register","email":"ada@example.com","metadata":{"n":"5"},"command_id":"c1"}
      """
    let applied = world.run("apply", input: line)
    #expect(typed.output == "{\"positions\":[1],\"customer\":1}\n")
    #expect(
      applied.output
        == "{\"line\":1,\"ok\":true,\"positions\":[1],\"customer\":1,\"replayed\":true}\n"
    )
  }
}
