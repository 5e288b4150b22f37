import Daybook
import Model

/// Prints the rows of an answer as comma-separated values.
enum CSVAnswer {
  static func write(_ answer: Answer, of query: any Query.Type, _ session: Session) throws {
    let rows = try rows(of: answer, query)
    // Without rows nothing says what columns there would be.
    guard !rows.isEmpty else { return }
    let columns = try CSVColumns(of: rows)
    try session.output.write(CSV.line(columns.names))
    var formulas: Int64 = 0
    for row in rows {
      let cells = try columns.cells(of: row)
      formulas += Int64(cells.count { $0.map(CSV.looksLikeFormula) == true })
      try session.output.write(CSV.line(cells))
    }
    guard formulas > 0 else { return }
    let cells = formulas == 1 ? "1 cell begins" : "\(Cell.count(formulas)) cells begin"
    session.warn(
      "\(cells) as a formula does and is written as it is: read the columns as text into a spreadsheet."
    )
  }

  private static func rows(of answer: Answer, _ query: any Query.Type) throws -> [String] {
    switch answer {
    case .list(_, _, let rows): return rows
    case .document(let text):
      let document = try JSON(parsing: text)
      let rows = query.rowsMember.flatMap { document[$0].array } ?? []
      return rows.map(\.canonicalText)
    }
  }
}
