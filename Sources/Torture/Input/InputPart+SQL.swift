import Daybook
import EventLog
import Foundation
import Model

extension InputPart {
  /// What no question begins with.
  private static let wordsThatWrite = [
    "ALTER", "ANALYZE", "ATTACH", "BEGIN", "COMMIT", "CREATE", "DELETE", "DETACH", "DROP", "INSERT",
    "REINDEX", "ROLLBACK", "SAVEPOINT", "UPDATE", "VACUUM",
  ]
  private static let limitSeconds = "0.05"
  /// Much more than that: on a busy machine a thread may have to wait, yet not for ever.
  private static let patience = Duration.seconds(30)
  private static let questionsPerCheck = 500

  /// SQL of all kinds, after which everything is as it was: in the ledger's folder, and `here`, where a name
  /// without a folder would lead.
  mutating func askInSQL(_ count: Int, _ here: WorkFolder, _ tally: inout Tally) throws {
    let world = try newWorld()
    _ = world.run(["customer", "register", "ada@example.com"])
    _ = world.run(["customer", "list"])
    let root = try world.ledger.log.tree().root
    try world.check()
    let files = try world.folder.names()
    for number in 0..<count {
      let sql = String(decoding: grammar.sql(), as: UTF8.self)
      let start = ContinuousClock.now
      let answer = world.run([
        "sql", "--json", "--limit-seconds", Self.limitSeconds, "--query", sql,
      ])
      let took = ContinuousClock.now - start
      try Problem.unless(took < Self.patience, "\(took) for \(sql)")
      let code = try world.code(of: answer)
      let codes = [
        nil, "sql_invalid", "sql_not_allowed", "query_too_long", "field_missing", "field_invalid",
      ]
      try Problem.unless(codes.contains(code), "\(answer.errors) to \(sql)")
      let word = sql.drop(while: \.isWhitespace).prefix(while: \.isLetter).uppercased()
      try Problem.unless(
        code != nil || !Self.wordsThatWrite.contains(word),
        "it was done: \(sql)"
      )
      tally.add(code == nil ? "questions in SQL answered" : "questions in SQL refused")
      let made = try FileManager.default.contentsOfDirectory(atPath: here.path)
      try Problem.unless(made.isEmpty, "\(sql) made \(made)")
      if number % Self.questionsPerCheck == 0 || number == count - 1 {
        try world.check()
        try Problem.unless(try world.ledger.log.tree().root == root, "SQL changed the log: \(sql)")
        let found = try world.folder.names()
        try Problem.unless(found == files, "SQL made files: \(found)")
      }
    }
  }
}
