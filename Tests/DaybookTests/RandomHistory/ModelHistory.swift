import Daybook
import EventLog
import Model
import SQLite
import TestSupport

/// One random history, given to a ledger and to the plain shop alike.
final class ModelHistory {
  let ledger: TemporaryLedger
  var shop = PlainShop()
  private(set) var given = 0
  private(set) var refused = 0
  /// Where the two differ; nothing is given or compared after a difference.
  var differences: [String] = []
  /// The commands so far and what the ledger made of them.
  private(set) var story: [String] = []
  private var generator: CommandGenerator

  init(seed: UInt64, mergesOften: Bool = false) throws {
    ledger = try TemporaryLedger()
    // Nothing here needs to survive a power cut.
    try ledger.log.connection.execute("PRAGMA synchronous = OFF")
    generator = CommandGenerator(SeededRandom(seed: seed))
    generator.mergesOften = mergesOften
  }

  /// Gives some random commands as one group.
  func run(_ count: Int) throws {
    try ledger.ledger.write { group in
      for _ in 0..<count where differences.isEmpty {
        // Not whole seconds, so that no claim expires at the very moment at which it is confirmed.
        ledger.clock.advance(byMicroseconds: Int64(generator.random.number(0...60)) * 1_000_001)
        generator.stock = shop.stock
        try give(generator.next(), in: group)
      }
    }
  }

  /// Gives a command that is never refused, so that the last event is of now.
  func finish() throws {
    let command = CommandGenerator.Command(
      name: "customer.register",
      fields: ["email": "last@example.com", "site": "last"],
      channel: .administration
    )
    try ledger.ledger.write { try give(command, in: $0) }
  }

  private func give(_ command: CommandGenerator.Command, in group: CommandGroup) throws {
    given += 1
    let expected = shop.perform(
      PlainCommand(
        command.name,
        command.fields,
        channel: command.channel,
        actor: "tester",
        now: ledger.clock.now
      )
    )
    let text = JSON.object(command.fields).canonicalText
    story.append("command \(given), \(command.name) by \(command.channel.rawValue): \(text)")
    let found = try perform(command, in: group)
    guard !Self.agree(expected, found) else { return }
    differences += story.suffix(2) + ["  the plain shop: \(expected)"]
  }

  /// What the ledger makes of a command.
  private func perform(
    _ command: CommandGenerator.Command,
    in group: CommandGroup
  ) throws -> PlainVerdict {
    do {
      let outcome = try group.perform(
        ledger.request(command.name, command.fields, channel: command.channel)
      )
      story.append("  the ledger: \(JSON.object(outcome.json).canonicalText)")
      learn(outcome)
      learnCredit(command.name, outcome)
      if outcome.isReplayed { return .replayed }
      return outcome.positions.isEmpty ? .unchanged : .changed
    } catch let refusal as Refusal {
      story.append("  the ledger: \(refusal.code.rawValue), \(refusal.message)")
      refused += 1
      return .refused([refusal.code.rawValue])
    }
  }

  /// Remembers the tokens, and compares the one warning that the shop knows.
  private func learn(_ outcome: Outcome) {
    generator.learn(outcome)
    for claim in outcome.extras["claims"]?.array ?? [] where !claim["token"].isNull {
      shop.tokens[claim["token"]] = claim["claim"].integer
    }
    let warns = outcome.warnings.contains { $0["problem"] == "guest_email_has_account" }
    guard !outcome.isReplayed, warns != shop.warns else { return }
    differences += story.suffix(2) + ["  the plain shop warns: \(shop.warns)"]
  }

  private static func agree(_ expected: PlainVerdict, _ found: PlainVerdict) -> Bool {
    guard case .refused(let allowed) = expected else { return expected == found }
    if case .refused(let codes) = found { return codes.isSubset(of: allowed) }
    return found == .unchanged && allowed.contains("unchanged")
  }
}
