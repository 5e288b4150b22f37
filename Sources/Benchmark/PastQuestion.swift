import SQLite

/// What is asked about the past: a customer with fifty events, as of the middle of the log.
struct PastQuestion {
  let customer: Int64
  let position: Int64

  /// Chooses the customer who had as many events by then, or nearly so.
  init(ledger path: String) throws {
    let connection = try Connection(path: path, access: .readOnly)
    position = (try connection.integer("SELECT max(position) FROM events") ?? 0) / 2
    let customer = try connection.integer(
      """
      SELECT CAST(substr(tag, 10) AS INTEGER) FROM tags
      WHERE tag GLOB 'customer:*' AND position <= ?
      GROUP BY tag ORDER BY abs(count(*) - 50) LIMIT 1
      """,
      position
    )
    guard let customer else { throw Problem("the ledger has no customer") }
    self.customer = customer
  }
}
