import SQLite

/// The columns of a table and the order of its rows.
struct TableShape {
  let columns: [String]
  /// The columns of the primary key; none for a table without one, whose rows are told apart by their
  /// order: a copy keeps that, and gives them other numbers.
  let key: [String]
  /// Gives the key, then the columns, in the order of the key.
  let statement: String

  /// Takes a table as it is.
  init(_ table: String, _ connection: Connection) throws {
    var columns: [String] = []
    var key: [(place: Int64, name: String)] = []
    try connection.query("SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", table) { row in
      let name = try row.text(0)
      columns.append(name)
      let place = try row.integer(1)
      if place > 0 { key.append((place, name)) }
    }
    self.columns = columns
    self.key = key.sorted { $0.place < $1.place }.map(\.name)
    let order = (self.key.isEmpty ? ["rowid"] : self.key.map(Self.quoted)).joined(separator: ", ")
    let first = self.key.isEmpty ? "row_number() OVER (ORDER BY rowid)" : order
    let all = ([first] + columns.map(Self.quoted)).joined(separator: ", ")
    statement = "SELECT \(all) FROM \(Self.quoted(table)) ORDER BY \(order)"
  }

  /// Takes rows that are told apart by their key alone, from a statement that gives them in its
  /// order.
  init(key: [String], statement: String) {
    columns = []
    self.key = key
    self.statement = statement
  }

  /// A name as SQL takes it whatever it is.
  static func quoted(_ name: String) -> String {
    "\"\(name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
  }
}
