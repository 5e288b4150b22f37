package import Model
import SQLite

/// What `verify` found: the size and root that the events really have, and everything that is
/// wrong.
package struct Verification: Sendable, Equatable {
  /// One thing that is wrong.
  ///
  /// No personal value stands in it.
  package struct Problem: Sendable, Equatable {
    /// Where in the log; nil when it concerns the file as a whole.
    package let position: Int64?
    /// A sentence.
    package let problem: String

    package init(position: Int64?, problem: String) {
      self.position = position
      self.problem = problem
    }
  }

  package var size: Int64 = 0
  package var root = HashTree().root
  package var problems: [Problem] = []

  /// More problems than this are counted, not listed.
  static let greatestCount = 10_000
  package private(set) var unlisted = 0

  package var isGood: Bool { problems.isEmpty }

  /// Takes in what somebody else found who knows what events mean.
  package mutating func add(_ problems: [Problem]) {
    for problem in problems { found(problem.position, problem.problem) }
  }

  mutating func putFirst(_ problems: [Problem]) {
    self.problems = problems + self.problems
  }

  mutating func found(_ position: Int64?, _ problem: String) {
    if problems.count < Self.greatestCount {
      problems.append(Problem(position: position, problem: problem))
    } else {
      unlisted += 1
    }
  }
}

extension EventLog {
  /// Recomputes everything that the log promises: no gap, every hash, every commitment, the tree,
  /// tags, look-ups, numbers and commands, and the file's own schema.
  ///
  /// `progress` is told now and then how many events are done, and of how many. Damage is what is
  /// returned; only a lock that was not to be had, or an interruption, is thrown.
  package func verify(
    progress: ((_ done: Int64, _ total: Int64) -> Void)? = nil
  ) throws -> Verification {
    var result = Verification()
    do {
      try readingTwice { other in
        try verifySchema(&result)
        var pages = Verification()
        defer { result.putFirst(pages.problems) }
        var scan = VerificationScan(self)
        var stored = StoredSums()
        defer { (result.size, result.root) = (scan.tree.size, scan.tree.root) }
        if let other {
          try scanByTwo(other, &scan, &stored, &pages, &result, progress)
        } else {
          try verifyPages(&pages)
          try scanAll(&scan, &result, progress)
          try stored.read(connection)
        }
        try verifyIndexes(scan, stored, &result)
        try verifyErasures(scan, &result)
      }
    } catch let error as SQLiteError where !error.isBusy && !error.isInterrupted {
      result.found(nil, "The file is damaged: SQLite says \(error.message).")
    }
    result.problems.sort { ($0.position ?? 0) < ($1.position ?? 0) }
    return result
  }

  /// Scans all events as one, and compares them with the head.
  func scanAll(
    _ scan: inout VerificationScan,
    _ result: inout Verification,
    _ progress: ((Int64, Int64) -> Void)?
  ) throws {
    let total = countedEvents
    try scan.run(&result) { progress?($0, total) }
    scan.endCommand()
    try verifyHead(scan, &result)
  }

  /// How many events the head counts; it is not trusted, and only says how far there is to go.
  var countedEvents: Int64 { (try? connection.integer(Statements.readHead)) ?? 0 }

  /// The file's tables and triggers are those that a new ledger has, to the letter.
  private func verifySchema(_ result: inout Verification) throws {
    let model = try Connection.inMemory()
    try model.execute(Statements.schema)
    let expected = try Self.schema(of: model)
    let found = try Self.schema(of: connection)
    for (name, sql) in expected where found[name] != sql {
      let verb = found[name] == nil ? "is missing" : "was changed"
      result.found(nil, "The \(name) of the ledger file \(verb).")
    }
    for name in found.keys where expected[name] == nil {
      result.found(nil, "The ledger file holds a foreign \(name).")
    }
  }

  /// The pages of a table are in an order in which each row is found.
  ///
  /// They may be in such disorder that reading the table from end to end shows every row, and looking
  /// for one does not find it. Only SQLite's own check sees that.
  func verifyPages(_ result: inout Verification) throws {
    for table in ["events", "personal"] {
      try connection.query("PRAGMA quick_check(\(table))") { row in
        let lines = try row.text(0).split(separator: "\n")
        for line in lines where line != "ok" && !line.hasPrefix("***") {
          result.found(nil, "The table \(table) is damaged: \(line).")
        }
      }
    }
  }

  private static func schema(of connection: Connection) throws -> [String: String] {
    var schema: [String: String] = [:]
    try connection.query(Statements.readSchema) { row in
      schema["\(try row.text(0)) \(try row.text(1))"] = try row.optionalText(3) ?? ""
    }
    return schema
  }

  func verifyHead(_ scan: VerificationScan, _ result: inout Verification) throws {
    let stored = try connection.first(Statements.readHead) { row in
      (size: try row.integer(0), root: try row.bytes(1), edge: try row.bytes(2))
    }
    guard let stored else { return result.found(nil, "The ledger has lost its head.") }
    if stored.size > scan.last {
      for offset in 1...min(stored.size - scan.last, 100) {
        result.found(scan.last + offset, "The event is missing: the log was cut.")
      }
    } else if stored.size < scan.last {
      result.found(stored.size + 1, "The log goes on beyond its recorded end.")
    }
    if stored.root != scan.tree.root.bytes || stored.edge != scan.tree.edgeBytes {
      result.found(nil, "The recorded root is not the root of the events.")
    }
  }
}
