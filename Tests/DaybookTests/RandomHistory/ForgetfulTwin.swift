import Daybook
import EventLog
import Model
import SQLite
import TestSupport

/// A second ledger that is given the commands of a history, each by a connection that knows nothing of
/// those before.
final class ForgetfulTwin {
  /// Commands that came to something else here.
  private(set) var problems: [String] = []
  let shop: TemporaryLedger
  private let clock: TestClock
  /// The tokens of claims here, by those of the history: they are random.
  private var tokens: [String: String] = [:]

  init(of history: RandomHistory) throws {
    shop = try TemporaryLedger()
    clock = history.shop.clock
    history.afterCommand = { [weak self] in try self?.give($0, $1) }
  }

  private func give(
    _ command: CommandGenerator.Command,
    _ expected: Result<Outcome, Refusal>
  ) throws {
    let ledger = try OpenLedger(path: shop.ledger.path)
    try ledger.log.connection.execute("PRAGMA synchronous = OFF")
    let clock = clock
    ledger.clock = { clock.now }
    var fields = command.fields
    if let token = fields["token"]?.string { fields["token"] = .string(tokens[token] ?? token) }
    var found: Result<Outcome, Refusal>
    do {
      let request = try shop.request(command.name, fields, channel: command.channel)
      found = .success(try ledger.perform(request))
      try ledger.purge()
    } catch let refusal as Refusal {
      found = .failure(refusal)
    }
    learn(expected, found)
    let (wanted, got) = (Self.text(expected), Self.text(found))
    if wanted != got { problems.append("\(command.name) came to \(wanted), read anew to \(got)") }
  }

  private func learn(_ expected: Result<Outcome, Refusal>, _ found: Result<Outcome, Refusal>) {
    guard let known = try? expected.get(), let own = try? found.get() else { return }
    let claims = known.extras["claims"]?.array ?? []
    for (claim, other) in zip(claims, own.extras["claims"]?.array ?? []) {
      if let token = claim["token"].string { tokens[token] = other["token"].string }
    }
  }

  private static func text(_ result: Result<Outcome, Refusal>) -> String {
    switch result {
    case .failure(let refusal): return "\(refusal)"
    case .success(let outcome):
      var json = outcome.json
      if let claims = json["claims"]?.array {
        json["claims"] = .array(
          claims.map { claim in
            var claim = claim.object ?? [:]
            claim["token"] = nil
            return .object(claim)
          }
        )
      }
      return json.canonicalText
    }
  }
}

extension JSONObject {
  fileprivate var canonicalText: String { JSON.object(self).canonicalText }
}
