import Daybook
import EventLog
import Model
import TestSupport
import Testing

/// Asks a ledger everything that it can be asked about some things.
struct Asker {
  let shop: TemporaryLedger

  /// One question and what it is called in a failure.
  struct Question {
    let text: String
    let query: any Query
  }

  /// A question that must have the same answer whatever read models answer it.
  func question(_ name: String, _ fields: JSONObject) throws -> Question {
    let type = try #require(Queries.named(name))
    let text = "\(name) \(JSON.object(fields).canonicalText)"
    return Question(text: text, query: try type.read(fields))
  }

  /// Everything about one customer, profile, order or claim, one that does not exist included.
  func entities(_ witness: Witness) throws -> [Question] {
    var questions: [Question] = []
    for number in 1...Int64(witness.people.count + 1) {
      let customer: JSONObject = ["customer": .integer(number)]
      questions.append(try question("customer.show", customer))
      questions.append(try question("profile.list", customer))
      for usage in ["billing", "shipping"] as [JSON] {
        questions.append(try question("profile.preferred", customer.with("usage", usage)))
      }
    }
    for number in 1...(witness.profileCount + 1) {
      questions.append(try question("profile.show", ["profile": .integer(number)]))
    }
    for number in 1...Int64(witness.orders.count + 1) {
      questions.append(try question("order.show", ["order": .integer(number)]))
    }
    for number in 1...Int64(witness.claims.count + 1) {
      questions.append(try question("claim.show", ["claim": .integer(number)]))
    }
    return questions
  }

  /// The lists.
  func lists(_ witness: Witness) throws -> [Question] {
    var questions = [
      try question("customer.list", [:]), try question("customer.list", ["sort": "-email"]),
      try question("customer.list", ["registered": "yes", "limit": 5, "offset": 2]),
      try question("customer.list", ["search": "a"]),
      try question("customer.list", ["search": "1 example", "sort": "customer"]),
      try question("order.list", [:]), try question("order.list", ["status": ["cancelled"]]),
      try question("claim.list", [:]), try question("claim.list", ["status": "pending"]),
      try question("claim.list", ["status": "expired"]),
    ]
    for number in 1...Int64(witness.people.count + 1) {
      questions.append(try question("order.list", ["customer": .integer(number)]))
      questions.append(try question("claim.list", ["customer": .integer(number)]))
    }
    return questions
  }

  /// The answers one by one, the shortest way.
  func answers(_ questions: [Question], at moment: Moment = Moment()) throws -> [String] {
    try questions.map { question in
      try Self.answer { try shop.ledger.answer(question.query, at: moment) }
    }
  }

  /// The answers from read models that took in the whole history.
  func answers(_ questions: [Question], fromAllUntil position: Int64) throws -> [String] {
    let all = WholeHistory(questions: questions)
    let answer = try shop.ledger.answer(all, at: Moment(recorded: .position(position)))
    guard case .list(_, _, let rows) = answer else { return [] }
    return rows
  }

  /// Compares answers, and points at the first few that differ.
  func expectSame(
    _ questions: [Question],
    _ left: [String],
    _ right: [String],
    _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(left.count == right.count, sourceLocation: sourceLocation)
    for (index, question) in questions.enumerated()
    where Array(left[index].utf8) != Array(right[index].utf8) {
      Issue.record(
        "\(what): \(question.text)\n  \(left[index])\n  \(right[index])",
        sourceLocation: sourceLocation
      )
    }
  }

  /// An answer or refusal as a text.
  fileprivate static func answer(_ body: () throws -> Answer) throws -> String {
    do {
      return try body().text
    } catch let refusal as Refusal {
      return "\(refusal.code.rawValue): \(refusal.message)"
    }
  }
}

/// Many questions at once about no one entity, so that the whole history is replayed for them.
private struct WholeHistory: Query {
  static var declaration: Declaration<WholeHistory> {
    preconditionFailure("This question is never read from outside.")
  }

  let questions: [Asker.Question]

  func answer(from context: QueryContext) throws -> Answer {
    let rows = try questions.map { question in
      try Asker.answer { try question.query.answer(from: context) }
    }
    return .list(plural: "answers", count: Int64(rows.count), rows: rows)
  }
}
