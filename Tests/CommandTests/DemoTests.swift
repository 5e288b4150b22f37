import Foundation
import Model
import Testing

@testable import DaybookCommand

@Suite struct DemoTests {
  @Test func tellsItsStory() throws {
    let world = try World()
    let path = world.path("demo.db")
    let result = world.run("demo", "--ledger", path)
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    #expect(result.output.contains("Order 2 claimed (position 12)."))
    #expect(result.output.contains("1 Dorset Street"))
    #expect(result.output.contains("error[email_taken]"))
    #expect(result.output.contains("All is well: 12 events"))
    #expect(world.run("verify", "--ledger", path).status == 0)
    let again = world.run("demo", "--ledger", path)
    #expect(again.status == 1)
    #expect(again.output.isEmpty)
    #expect(again.errors.hasPrefix("error[file_exists]: \(path) exists already"))
  }

  @Test func tellsItsStoryInJSON() throws {
    let world = try World()
    let path = world.path("demo.db")
    let result = world.run("demo", "--ledger", path, "--json")
    #expect(result.status == 0)
    #expect(result.json?["ledger"].string == path)
    let steps = try #require(result.json?["steps"].array)
    #expect(steps.count == DemoStep.story.count)
    #expect(steps[0]["command"].string == "$ daybook init --origin demo.example/ledger")
    #expect(steps[4]["status"].integer == 1)
    #expect(steps[4]["output"].string?.hasPrefix("error[email_taken]") == true)
    #expect(world.run("demo", "--ledger", path, "--json").error == "file_exists")
  }

  /// What goes wrong is told where errors are told.
  @Test func aStoryThatFailsIsAnError() throws {
    let world = try World()
    let result = world.run("demo", "--ledger", world.path("nowhere/demo.db"), "--json")
    #expect(result.status == 4)
    #expect(result.output.isEmpty)
    #expect(result.error == "failed")
  }

  @Test func namesItsTemporaryLedger() throws {
    let world = try World()
    world.environment["TMPDIR"] = world.folder.path
    let result = world.run("demo")
    #expect(result.status == 0)
    #expect(result.output.contains("The ledger stays in \(world.folder.path)/daybook-demo-"))
  }

  @Test func commandLinesCanBeTypedAgain() {
    #expect(
      DemoStage.line(["daybook", "a", "it's", "", "$x"]) == #"$ daybook a 'it'\''s' '' '$x'"#
    )
  }
}
