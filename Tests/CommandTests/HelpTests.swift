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

  @Test(arguments: [["customer", "register", "extra"], ["log", "extra"], ["customer", "extra"]])
  func wordsThatAreTooManyAreNoCommand(_ words: [String]) throws {
    for arguments in [["help"] + words, ["help"] + words + ["--json"]] {
      let result = try World().run(arguments)
      #expect(result.status == 2)
      #expect(result.output.isEmpty)
      #expect(result.errors.contains("command_unknown") && result.errors.contains("extra"))
    }
  }

  @Test func programsAreHelpedAsWell() throws {
    let world = try World()
    let all = try #require(world.run("help", "--json").json)
    let commands = try #require(all["commands"].array)
    #expect(commands.map { $0["command"].string } == Subcommand.all.map(\.name))
    #expect(all["options"].array?.contains { $0["field"] == "ledger" } == true)
    #expect(all["write_options"].array?.contains { $0["field"] == "reason" } == true)
    let one = world.run("help", "order", "place", "--json")
    #expect(one.output == world.run("order", "place", "--help", "--json").output)
    let place = try #require(one.json?["commands"].array?.first)
    let fields = try #require(place["fields"].array)
    let lines = try #require(fields.first { $0["field"] == "lines" })
    #expect(place["writes"] == true && place["operands"] == ["customer"])
    #expect(lines["kind"] == "object" && lines["list"] == true && lines["required"] == true)
    let sku = lines["fields"].array?.first { $0["field"] == "sku" }
    #expect(sku?["kind"] == "text")
    #expect(fields.first { $0["field"] == "customer" }?["entity"] == "customer")
  }
}
