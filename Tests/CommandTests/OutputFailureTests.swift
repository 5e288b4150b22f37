import Model
import Testing

@testable import DaybookCommand

@Suite struct OutputFailureTests {
  private func run(_ world: World, _ arguments: [String], _ problem: OutputError) -> (Int32, String)
  {
    var errors: [UInt8] = []
    let terminal = Terminal(
      environment: world.environment,
      userID: 1,
      clock: { Instant(microseconds: 0) },
      stopwatch: { 0 },
      pause: { _ in },
      input: TextInput(""),
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
