import Daybook
import Model
import Seeded

extension Grammar {
  private static let words = [
    "SELECT", "FROM", "WHERE", "WITH RECURSIVE", "x(a) AS", "(", ")", ",", ";", "*", "1", "'a'",
    "?",
    ":a", "a", "customers", "customer_details", "orders", "profiles", "log.events", "log.personal",
    "log.ledger", "log.tags", "sqlite_schema", "pragma_table_list", "json_each('[1]')", "UNION ALL",
    "ORDER BY", "GROUP BY", "LIMIT", "-1", "JOIN", "ON", "AS", "NULL", "INSERT INTO", "UPDATE",
    "SET",
    "DELETE FROM", "VALUES", "CREATE TABLE", "DROP TABLE", "ATTACH", "'x.db'", "DETACH", "PRAGMA",
    "writable_schema", "journal_mode", "= OFF", "query_only", "VACUUM", "INTO", "BEGIN", "COMMIT",
    "ROLLBACK", "ANALYZE", "REINDEX", "EXPLAIN", "QUERY PLAN", "hex(zeroblob(99999999))",
    "load_extension('x')", "randomblob(1000000000)", "group_concat", "printf('%9999999d', 1)",
    "MATCH", "CASE", "END", "--", "/*", "key", "RETURNING", "ALTER TABLE", "RENAME TO", "SAVEPOINT",
  ]

  private static let questions = [
    "SELECT * FROM customer_details", "SELECT count(*) FROM log.events e JOIN log.tags t",
    "SELECT json_group_array(data) FROM log.personal", "SELECT key FROM log.ledger",
    "WITH RECURSIVE x(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM x) SELECT sum(a) FROM x",
    "SELECT group_concat(a, 'xxxxxxxxxx') FROM (WITH RECURSIVE x(a) AS (SELECT 1 UNION ALL "
      + "SELECT a + 1 FROM x LIMIT 100000) SELECT a FROM x)",
    "SELECT name, sql FROM sqlite_schema ORDER BY 1 DESC LIMIT 3", "SELECT 1 = 1.0, x'00', NULL",
    "SELECT * FROM orders WHERE email LIKE '%%%%%%%a%'",
  ]

  /// A statement, or what looks like one.
  mutating func sql() -> [UInt8] {
    if random.chance(percent: 40) {
      return mutated(Array(random.pick(Self.questions).utf8), with: Self.words)
    }
    let words = (0..<random.number(1...12)).map { _ in random.pick(Self.words) }
    return Array((["SELECT"] + words).dropFirst(random.number(0...1)).joined(separator: " ").utf8)
  }

  /// A table with a header of known columns, now and then with others.
  mutating func csv(rows: Int) -> [UInt8] {
    let separator = random.pick([",", ";", "\t"])
    var columns = random.pick([
      ["email", "first_name", "last_name", "phone", "reference", "company.name"],
      ["customer", "address.country_code", "address.postal_code", "address.locality", "reference"],
      ["number", "email", "currency", "sku", "title", "quantity", "unit_price", "reference"],
    ])
    if random.chance(percent: 10) { columns.append(text()) }
    columns.shuffle(using: &random)
    var lines = [columns.joined(separator: separator)]
    for _ in 0..<rows {
      let cells = columns.map { column in
        column.hasSuffix("email") ? "c\(random.number(1...80))@example.com" : cell()
      }
      lines.append(cells.joined(separator: separator))
    }
    let text = Array(lines.joined(separator: random.pick(["\n", "\r\n"])).utf8)
    return random.chance(percent: 30) ? mutated(text, with: ["\"", ",", ";", "\n"]) : text
  }

  private mutating func cell() -> String {
    let text = random.chance(percent: 50) ? "\(random.number(1...20))" : text()
    return random.chance(percent: 70)
      ? "\"" + text.split(separator: "\"").joined(separator: "\"\"") + "\"" : text
  }

  private static let others = [
    "apply", "log", "show", "stats", "verify", "checkpoint", "prove", "verify-proof", "export",
    "help",
    "import", "init", "backup", "sql", "csv", "replay", "projection list", "projection verify",
    "projection add", "projection remove", "projection rebuild", "address validate",
    "address describe", "address countries", "address format", "demo", "version", "customer",
  ]
  private static let common = [
    "--json", "--csv", "--as-of", "--effective", "--actor", "--channel", "--reason", "--site",
    "--command-id", "--occurred-at", "--unless-changed-since", "--limit", "--offset", "--help",
    "--color", "--no-progress", "--timeout", "--ledger", "--version", "--", "-h", "-", "--reverse",
    "--after", "--type", "--into", "--until", "--from", "--size", "--dry-run", "--atomic",
    "--batch",
  ]

  /// Words behind the program's name: mostly a command with options of its own.
  mutating func arguments() -> [String] {
    let name = random.pick(random.pick([Decisions.names, Queries.names, Self.others]))
    let fields =
      (Decisions.named(name)?.fieldDescriptions ?? Queries.named(name)?.fieldDescriptions ?? [])
      .map { "--" + $0.name.split(separator: "_").joined(separator: "-") }
    var words = name.split { $0 == "." || $0 == " " }.map(String.init)
    if random.chance(percent: 4) { words.shuffle(using: &random) }
    if random.chance(percent: 70) { words.append("\(random.number(1...20))") }
    for _ in 0..<random.number(0...4) {
      let option = random.pick(fields.isEmpty || random.chance(percent: 30) ? Self.common : fields)
      words.append(option + (random.chance(percent: 10) ? ".country-code" : ""))
      if random.chance(percent: 85) { words.append(argument()) }
    }
    if random.chance(percent: 5) { words.insert(argument(), at: random.number(0...words.count)) }
    return words
  }

  /// A value; none that is a path to elsewhere or holds what no argument can hold.
  private mutating func argument() -> String {
    let text = random.chance(percent: 20) ? json().canonicalText : text()
    return text.contains("\0") || text.contains("/") || text.contains("..") ? "x" : text
  }
}
