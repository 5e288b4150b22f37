import Seeded

/// A kind of command that is killed.
enum KillAction: String, CaseIterable {
  case apply, atomic, csv, erase, merge, rebuild, add, export, importing = "import", backup, replay

  /// Whether it appends to the log.
  var isWriting: Bool { [.apply, .atomic, .csv, .erase, .merge].contains(self) }

  /// Sets the scene for one command of that kind.
  func prepare(
    _ scene: KillScene,
    _ round: Int,
    _ random: inout SeededGenerator
  ) throws -> KillAttempt {
    var attempt = KillAttempt(arguments: [], sizeBefore: try scene.size())
    attempt.target = "\(rawValue)-\(round)"
    let target = scene.copies.file(attempt.target)
    switch self {
    case .apply, .atomic:
      attempt.lines = Self.lines(scene, round, &random)
      // One refusal takes all of them back, which must not always be so.
      if self == .atomic, random.chance(percent: 80) {
        attempt.lines.removeAll { $0.events == 0 }
      }
      try scene.copies.write(attempt.lines.map { $0.text + "\n" }.joined(), to: "lines")
      let file = scene.copies.file("lines")
      attempt.arguments =
        self == .atomic
        ? ["apply", "--atomic", file]
        : ["apply", "--batch", "\(random.pick([1, 10, 1000]))", file]
    case .csv:
      let references = (0...Self.count(&random)).map { "r\(round)-\($0)" }
      attempt.lines = references.map {
        KillLine(commandID: $0, text: scene.row($0), events: scene.eventsOfRow)
      }
      attempt.arguments = [
        "csv", try scene.writeRows(attempt.lines.map(\.text)), "--json",
        "--batch", "\(random.pick([1, 10, 1000]))",
      ]
    case .merge:
      let pair = try scene.pair("m\(round)")
      attempt.pair = pair
      attempt.sizeBefore = try scene.size()
      attempt.arguments = [
        "customer", "merge", "\(pair.from)", "--into", "\(pair.into)", "--json",
      ]
    case .erase:
      guard let person = scene.people.randomElement(using: &random) else {
        return try KillAction.rebuild.prepare(scene, round, &random)
      }
      attempt.person = person
      attempt.arguments = [
        "customer", "erase", "\(person.customer)", "--basis", "request", "--json",
      ]
    case .rebuild:
      attempt.arguments = ["projection", "rebuild"]
    case .add:
      let texts = try scene.copies.folder("visitors")
      try texts.write(
        "CREATE TABLE visitors(customer INTEGER PRIMARY KEY, seen TEXT) STRICT;",
        to: "schema.sql"
      )
      try texts.write(
        "INSERT INTO visitors(customer, seen) VALUES (:customer, :recorded_at);",
        to: "on-customer-registered.sql"
      )
      attempt.arguments = ["projection", "add", texts.path]
    case .export: attempt.arguments = ["export", target]
    case .importing:
      try scene.finish(["export", scene.copies.file("export-for-\(round)")])
      attempt.ledger = target
      attempt.arguments = ["import", scene.copies.file("export-for-\(round)")]
    case .backup: attempt.arguments = ["backup", target]
    case .replay: attempt.arguments = ["replay", "--into", target]
    }
    return attempt
  }

  /// How many lines: half of the time more than are read and decided on one thread.
  private static func count(_ random: inout SeededGenerator) -> Int {
    random.chance(percent: 50) ? random.number(1...120) : random.number(250...600)
  }

  /// Registrations and orders, and among them some that must be refused.
  private static func lines(
    _ scene: KillScene,
    _ round: Int,
    _ random: inout SeededGenerator
  ) -> [KillLine] {
    (0..<count(&random)).map { number in
      let id = "r\(round)-\(number)"
      switch random.number(0...5) {
      case 0: return KillLine(commandID: id, text: scene.registration(id, "taken"), events: 0)
      case 1...3:
        let text = scene.registration(id, id)
        return KillLine(commandID: id, text: text, events: scene.eventsOfRegistration)
      default:
        return KillLine(
          commandID: "order-\(id)",
          text: scene.order(id),
          events: scene.eventsOfOrder
        )
      }
    }
  }
}
