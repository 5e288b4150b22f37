import Daybook
import EventLog
import Model
import Projections
import SQLite
import TestSupport
import Testing

/// The history of fields agrees with the documents that the read models make, over random commands.
@Suite("random field histories")
struct RandomFieldHistoryTests {
  private static let histories = 24
  private static let commandsPerHistory = 150

  @Test("blame and diff say what show says")
  func agreesWithShow() throws {
    var random = SeededRandom()
    var compared = 0
    for _ in 1...Self.histories {
      let seed = random.next()
      let history = try RandomHistory(seed: seed)
      while history.given < Self.commandsPerHistory { try history.runBatch() }
      try history.close()
      let head = history.witness.position
      let other = Int64(random.number(1...Int(head)))
      let comparison = FieldComparison(shop: history.shop, note: "seed \(seed)")
      for thing in FieldComparison.things(history.witness) {
        compared += try comparison.compareNow(thing)
        guard random.chance(percent: 25) else { continue }
        try comparison.compare(thing, from: min(other, head - 1), to: head)
        try comparison.compare(thing, from: other / 2, to: other)
        let effective = Instant("2026-02-0\(random.number(1...9))T12:00:00Z")
        try comparison.compareBlame(thing, at: Moment(effective: effective))
      }
    }
    #expect(compared > Self.histories * 10)
  }

  @Test("blame and diff say what show says when personal data is gone")
  func agreesWithShowWhenBlanked() throws {
    var random = SeededRandom()
    for share in [10, 50, 100] {
      let seed = random.next()
      let history = try RandomHistory(seed: seed)
      while history.given < Self.commandsPerHistory { try history.runBatch() }
      try history.close()
      let connection = history.shop.log.connection
      var positions: [Int64] = []
      try connection.query("SELECT position FROM personal") { positions.append(try $0.integer(0)) }
      for position in positions where random.chance(percent: share) {
        try connection.run(
          """
          UPDATE personal SET salt = zeroblob(32),
            data = printf('%*s', length(CAST(data AS BLOB)), '')
          WHERE position = ?
          """,
          position
        )
      }
      try history.shop.ledger.readModels().rebuild(nil, from: history.shop.log)
      let head = history.witness.position
      let comparison = FieldComparison(shop: history.shop, note: "seed \(seed)")
      for thing in FieldComparison.things(history.witness) {
        _ = try comparison.compareNow(thing)
        try comparison.compare(thing, from: Int64(random.number(1...Int(head))), to: head)
        try comparison.explainEverything(thing)
      }
    }
  }
}

/// Compares the history of fields with documents.
struct FieldComparison {
  struct Thing {
    let kind: HistoricKind
    let number: Int64

    var text: String { "\(kind.rawValue) \(number)" }

    var entity: HistoricEntity {
      switch kind {
      case .customer: .customer(CustomerReference(number))
      case .profile: .profile(ProfileReference(number))
      case .order: .order(OrderReference(number))
      }
    }
  }

  let shop: TemporaryLedger
  /// Goes with every failure.
  let note: String

  /// Everything that there is, and one of each kind that is not.
  static func things(_ witness: Witness) -> [Thing] {
    let counts: [(HistoricKind, Int64)] = [
      (.customer, Int64(witness.people.count)), (.profile, witness.profileCount),
      (.order, Int64(witness.orders.count)),
    ]
    return counts.flatMap { kind, count in (1...count + 1).map { Thing(kind: kind, number: $0) } }
  }

  /// - Returns: 1 when there were documents to compare.
  func compareNow(_ thing: Thing) throws -> Int {
    try compareBlame(thing, at: Moment())
    return try document(thing, at: Moment()) == nil ? 0 : 1
  }

  /// The values that blame names are those of the document.
  func compareBlame(_ thing: Thing, at moment: Moment) throws {
    let blame = try found { try shop.ledger.blame(thing.entity, at: moment) }
    let document = try document(thing, at: moment)
    guard let blame, var values = Optional(blame.values) else {
      #expect(document == nil, "\(thing.text) has no history, \(note)")
      return
    }
    for line in blame.lines {
      #expect(line.event.position == line.field.position, "\(thing.text), \(note)")
      #expect(line.field.previous != line.field.content, "\(thing.text), \(note)")
    }
    guard let document else {
      // What is out of view has a history all the same.
      #expect(thing.kind == .profile, "\(thing.text) is shown nowhere, \(note)")
      return
    }
    values["removed"] = thing.kind == .profile ? nil : values["removed"]
    expectSame(values, flat(thing.kind, document), "blame of \(thing.text)")
  }

  /// The difference turns the one document into the other.
  func compare(_ thing: Thing, from: Int64, to: Int64) throws {
    let last = try found { try shop.ledger.blame(thing.entity, at: .position(to)) }
    guard let last else { return }
    let thing = Thing(kind: thing.kind, number: last.number)
    let diff = try shop.ledger.diff(thing.entity, from: .position(from), to: .position(to))
    for change in diff.changes {
      #expect(change.position > from && change.position <= to, "\(thing.text), \(note)")
      #expect(change.from != change.to, "\(thing.text), \(note)")
    }
    guard let after = try document(thing, at: .position(to)) else { return }
    let before = try document(thing, at: .position(from))
    // An entry that was out of view then had its fields all the same.
    if before == nil, thing.kind == .profile { return }
    // Somebody who was one of two then shows the other.
    if let before, before[thing.kind.rawValue].integer != thing.number { return }
    var start = before.map { flat(thing.kind, $0) } ?? [:]
    let known = try found { try shop.ledger.blame(thing.entity, at: .position(from)) }
    for (path, value) in known?.values ?? [:] where start[path] == nil && isTerm(path) {
      // Given by then, but not to begin before later.
      start[path] = value
    }
    let result = diff.applied(to: start)
    expectSame(result, flat(thing.kind, after), "diff of \(thing.text) from \(from) to \(to)")
  }

  /// Every field can be explained, by events that there are.
  func explainEverything(_ thing: Thing) throws {
    let blame = try found { try shop.ledger.blame(thing.entity) }
    for line in blame?.lines ?? [] {
      let explanation = try shop.ledger.explain(thing.entity, field: line.field.path)
      #expect(explanation.content == line.field.content, "\(thing.text), \(note)")
      #expect(explanation.steps.first?.event.position == line.field.position, "\(note)")
    }
  }

  private func flat(_ kind: HistoricKind, _ document: JSON) -> [JSON: JSON] {
    switch kind {
    case .customer: Flattened.customer(document)
    case .profile: Flattened.profile(document)
    case .order: Flattened.order(document)
    }
  }

  private func document(_ thing: Thing, at moment: Moment) throws -> JSON? {
    try found {
      let kind = thing.kind.rawValue
      return try shop.ask("\(kind).show", JSONObject([(kind, .integer(thing.number))]), at: moment)
    }
  }

  private func found<Value>(_ body: () throws -> Value) throws -> Value? {
    do {
      return try body()
    } catch let refusal as Refusal where refusal.code == .notFound {
      return nil
    }
  }

  private func isTerm(_ path: JSON) -> Bool {
    path.string.map { $0.hasPrefix("roles.") || $0.hasPrefix("memberships.") } == true
  }

  /// Whether this is a role or membership whose time is over by noon of 2026-03-01, a moment or a last day:
  /// it was given, though it is not shown.
  private func isOver(_ term: JSON?) -> Bool {
    term?["until"].string.map { $0 < "2026-03-01T12".prefix($0.count) } ?? false
  }

  private func expectSame(_ found: [JSON: JSON], _ wanted: [JSON: JSON], _ what: String) {
    for path in Set(found.keys).union(wanted.keys)
    where found[path] != wanted[path] && !(wanted[path] == nil && isOver(found[path])) {
      let (one, other) = (found[path] ?? .null, wanted[path] ?? .null)
      Issue.record(
        "\(what), \(note): \(path.canonicalText) is \(one.canonicalText), not \(other.canonicalText)"
      )
    }
  }
}
