import Daybook
import Testing

@testable import DaybookCommand

@Suite struct HelpTests {
  @Test(arguments: Subcommand.all.map(\.name)) func everythingIsExplained(_ name: String) throws {
    let world = try World()
    let subcommand = try #require(Subcommand.named(name))
    let words = subcommand.spelling.split(separator: " ").map(String.init)
    let result = world.run(["help"] + words)
    #expect(result.status == 0)
    #expect(result.output.contains("usage: daybook \(subcommand.spelling)"))
    #expect(result.output == world.run(words + ["--help"]).output)
    for field in subcommand.fields {
      #expect(result.output.contains("--\(OptionValue.hyphenated(field.name))"))
    }
    #expect(result.output.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= 100 })
  }

  @Test func whatIsListedIsWhatIsDeclared() {
    for subcommand in Subcommand.all {
      switch subcommand.kind {
      case .write(let type): #expect(type.name == subcommand.name)
      case .query(let type): #expect(type.name == subcommand.name)
      case .other(let type): #expect(type.name == subcommand.name)
      }
    }
  }

  @Test func topHelpNamesEverything() throws {
    let world = try World()
    let result = world.run("help")
    for subcommand in Subcommand.all {
      #expect(result.output.contains("  \(subcommand.spelling)  "))
    }
    for status in ExitStatus.allCases { #expect(result.output.contains(status.meaning)) }
    #expect(result.output.contains("for ever"))
    #expect(world.run("--help").output == result.output)
    #expect(world.run("-h").output == result.output)
    let bare = world.run([])
    #expect(bare.status == 2)
    #expect(bare.errors == result.output)
  }

  @Test func nounsAreExplained() throws {
    let world = try World()
    let result = world.run("help", "customer")
    #expect(result.output.contains("customer record-guest"))
    #expect(world.run("customer", "--help").output == result.output)
    #expect(world.run("customer", "help").output == result.output)
    #expect(world.run("help", "nonsense").status == 2)
    #expect(world.run("nonsense", "--help").status == 2)
  }
}
