import Daybook
import EventLog
import TestSupport
import Testing

extension RandomHistory {
  private typealias Given = (command: CommandGenerator.Command, result: Result<Outcome, Refusal>)

  /// Gives groups of commands that are decided before those in front of them are durable, at times while
  /// somebody else writes.
  func runAhead() throws {
    let ahead = try #require(ahead)
    shop.clock.advance(bySeconds: Int64(generator.random.number(0...60)))
    // Once at most, so that it is known what came before and what after.
    let disturbed = generator.random.chance(percent: 40) ? generator.random.number(1...4) : nil
    var groups: [[Given]] = []
    for number in 1...generator.random.number(1...4) {
      var group: [Given] = []
      var isStuck = false
      if number == disturbed { try settle(&groups) }
      for _ in 1...generator.random.number(1...8) {
        let command = nextCommand()
        do {
          group.append((command, .success(try decide(command) { try ahead.perform($0) })))
        } catch let refusal as Refusal {
          group.append((command, .failure(refusal)))
        } catch is Unforeseeable {
          try sendAhead(group, &groups)
          try settle(&groups)
          try tell([giveAgain(command)])
          isStuck = true
          break
        }
      }
      if isStuck { continue }
      if number == disturbed { try tell([giveElsewhere()]) }
      try sendAhead(group, &groups)
      if ahead.isPauseDue || generator.random.chance(percent: 30) { ahead.pause() }
      if generator.random.chance(percent: 50) { try take(ahead.takeFinished(), &groups) }
    }
    try settle(&groups)
    try catchUp()
  }

  private func decide(
    _ command: CommandGenerator.Command,
    _ perform: (Request) throws -> Outcome
  ) throws -> Outcome {
    let outcome = try perform(
      shop.request(command.name, command.fields, channel: command.channel)
    )
    generator.learn(outcome)
    return outcome
  }

  private func sendAhead(_ group: [Given], _ groups: inout [[Given]]) throws {
    let ahead = try #require(ahead)
    groups.append(group)
    ahead.handOver(group.count, bytes: 100)
  }

  private func settle(_ groups: inout [[Given]]) throws {
    let ahead = try #require(ahead)
    try take(ahead.finish(), &groups)
  }

  private func take(
    _ finished: (count: Int, error: (any Error)?),
    _ groups: inout [[Given]]
  ) throws {
    try tell(groups.prefix(finished.count).flatMap { $0 })
    groups.removeFirst(finished.count)
    guard let error = finished.error else { return }
    guard error is OutOfTurn else { throw error }
    voided += 1
    try tell(try groups.flatMap { $0 }.map { try giveAgain($0.command) })
    groups = []
  }

  private func giveAgain(_ command: CommandGenerator.Command) throws -> Given {
    do {
      return (command, .success(try decide(command, shop.ledger.perform)))
    } catch let refusal as Refusal {
      return (command, .failure(refusal))
    }
  }

  /// Gives a command by way of another connection.
  private func giveElsewhere() throws -> Given {
    let other = try OpenLedger(path: shop.ledger.path)
    let clock = shop.clock
    other.clock = { clock.now }
    let command = CommandGenerator.Command(
      name: "customer.register",
      fields: ["email": .string("elsewhere\(given)@example.com")],
      channel: .administration
    )
    return (command, .success(try decide(command, other.perform)))
  }

  private func tell(_ commands: [Given]) throws {
    given += commands.count
    for (command, result) in commands {
      if case .failure = result { refused += 1 }
      try afterCommand?(command, result)
    }
  }
}
