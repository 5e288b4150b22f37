import Daybook
import Model

/// Prints the rows of an answer as comma-separated values.
enum CSVAnswer {
  static func write(_ answer: Answer, of query: any Query, _ session: Session) throws {
    let rows = try rows(of: answer, member: type(of: query).rowsMember)
    // Rows that there are tell best which of their columns hold something.
    let columns = try CSVColumns(of: rows.isEmpty ? [query.emptyRow] : rows)
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

  /// The rows of a list, or of the member of a document that has some.
  static func rows(of answer: Answer, member: String?) throws -> [String] {
    switch answer {
    case .list(_, _, let rows): return rows
    case .document(let text):
      var rows: [String] = []
      let document = text.utf8Span.span
      try MemberScanner.scan(document) { key, value, kind in
        guard kind == .array, member?.utf8.elementsEqual(key.map { document[$0] }) == true else {
          return
        }
        let list = document.extracting(value)
        try MemberScanner.scanElements(list) { element, kind in
          guard kind == .object else { return }
          rows.append(String(decoding: element.map { list[$0] }, as: UTF8.self))
        }
      }
      return rows
    }
  }
}
