import Model
import Synchronization
import Testing

@testable import DaybookCommand

@Suite struct OutputFailureTests {
  private func run(
    _ world: World,
    _ arguments: [String],
    _ problem: OutputError,
    input: String = ""
  ) -> (Int32, String) {
    var errors: [UInt8] = []
    let terminal = world.terminal(
      input: TextInput(input),
      output: Output { (_) throws(OutputError) in throw problem },
      errors: Output { errors += $0 }
    )
    let status = DaybookCommand.run(arguments: arguments, terminal: terminal)
    return (status, String(decoding: errors, as: UTF8.self))
  }

  @Test func nobodyListeningIsSuccess() throws {
    let world = try World()
    world.run("init")
    #expect(run(world, ["customer", "list"], .closed) == (0, ""))
    #expect(run(world, ["help"], .closed) == (0, ""))
  }

  /// A script that asks for the status must not take lines for applied that are not.
  @Test func nobodyListeningToApplyIsNoSuccess() throws {
    let world = try World()
    world.run("init")
    let lines = (1...3).map { #"{"command":"customer.register","email":"c\#($0)@a.example"}"# }
    let (status, errors) = run(
      world,
      ["apply", "--batch", "1"],
      .closed,
      input: lines.joined(separator: "\n")
    )
    #expect(status == 4)
    #expect(errors.hasPrefix("error[output_failed]: Nobody reads the results any more"))
    #expect(world.run("verify", "--json").json?["size"] == 1)
  }

  /// The reader has got a thread of its own by then, and more to read than it may.
  @Test func nobodyListeningEndsTheReader() throws {
    let world = try World()
    world.run("init")
    let written = Atomic(0)
    let terminal = world.terminal(
      input: EndlessInput(),
      output: Output { (_) throws(OutputError) in
        if written.add(1, ordering: .relaxed).newValue > 30 { throw .closed }
      }
    )
    #expect(DaybookCommand.run(arguments: ["apply", "--batch", "10"], terminal: terminal) == 4)
    // What was decided by then may be done as well, group by group, but no more.
    let size = try #require(world.run("verify", "--json").json?["size"].integer)
    #expect((310...5000).contains(size))
    #expect(size % 10 == 0)
  }

  /// Line after line, without an end.
  private final class EndlessInput: Input {
    private let count = Atomic(0)

    var size: Int64? { nil }
    var isReady: Bool { true }

    func read(into buffer: inout [UInt8]) -> Bool {
      let number = count.add(1, ordering: .relaxed).newValue
      buffer += Array(#"{"command":"customer.register","email":"c\#(number)@a.example"}"#.utf8)
      buffer.append(UInt8(ascii: "\n"))
      return true
    }
  }

  /// Whoever reads that must not give the command again.
  @Test func aCommandIsDoneWhetherOrNotItsAnswerCanBeWritten() throws {
    let world = try World()
    world.run("init")
    let problem = OutputError.failed("No space left on device")
    let (status, errors) = run(world, ["customer", "register", "a@b.example"], problem)
    #expect(status == 4)
    #expect(
      errors == """
        error[output_failed]: The command is done, but its answer cannot be written: No space left on device.
        hint: See what it did with `daybook log --reverse`; given again it may be done twice.

        """
    )
    #expect(world.run("verify", "--json").json?["size"] == 1)
    let lines = (1...3).map { #"{"command":"customer.register","email":"c\#($0)@a.example"}"# }
    let text = lines.joined(separator: "\n")
    let applied = run(world, ["apply", "--batch", "1"], problem, input: text)
    #expect(applied.0 == 4)
    #expect(
      applied.1 == """
        error[output_failed]: The results cannot be written: No space left on device, so the rest was left undone.
        hint: What it did before stays done: see `daybook log --reverse`.

        """
    )
    #expect(world.run("verify", "--json").json?["size"] == 2)
  }

  /// An erasure goes on to its purge although nobody hears of it.
  @Test func anErasureIsPurgedWhetherOrNotItsAnswerCanBeWritten() throws {
    for problem in [OutputError.closed, .failed("No space left on device")] {
      let world = try World()
      world.run("init")
      world.run("customer", "register", "a@b.example")
      world.run("customer", "list")
      _ = run(world, ["customer", "erase", "1", "--basis", "request"], problem)
      #expect(world.run("verify", "--json").json?["problems"] == [])
    }
  }

  @Test func whatCannotBeWrittenIsTold() throws {
    let world = try World()
    world.run("init")
    let (status, errors) = run(world, ["stats"], .failed("No space left on device"))
    #expect(status == 4)
    #expect(
      errors == "error[output_failed]: The output cannot be written: No space left on device.\n"
    )
  }
}
