import Foundation
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
    #expect(world.run("demo", "--ledger", path).status == 1)
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
