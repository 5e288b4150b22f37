import Daybook
import DaybookCommand
import Projections

extension Parsing {
  /// Rows are the same in whatever pieces they come, and when they are written again.
  static func csv(_ bytes: [UInt8]) throws {
    let rows = try self.rows(bytes, pieceSize: .max)
    try Problem.unless(
      try self.rows(bytes, pieceSize: 1) == rows,
      "rows change in pieces: \(String(decoding: bytes, as: UTF8.self))"
    )
    for case .cells(let cells, _) in rows {
      let line = CSV.line(cells)
      try Problem.unless(
        try self.rows(Array(line.utf8), pieceSize: .max) == [.cells(cells, line: 1)],
        "a row changes when it is written: \(line)"
      )
    }
  }

  private static func rows(_ bytes: [UInt8], pieceSize: Int) throws -> [CSVReader.Row] {
    var reader = CSVReader(BytesInput(bytes, pieceSize: pieceSize))
    var rows: [CSVReader.Row] = []
    while true {
      if let row = reader.next() {
        rows.append(row)
      } else if reader.isAtEnd {
        return rows
      } else {
        try reader.fill()
      }
    }
  }

  /// Statements stand in the script where they say, and each of them alone is one.
  static func sql(_ text: String) throws {
    let bytes = Array(text.utf8)
    var end = 0
    for statement in SQLScript(text).statements {
      let range = statement.offset..<statement.offset + statement.text.utf8.count
      try Problem.unless(
        range.lowerBound >= end && bytes[range].elementsEqual(statement.text.utf8),
        "a statement stands elsewhere: \(text)"
      )
      end = range.upperBound
      let offsets = statement.tokenOffsets
      try Problem.unless(
        offsets.first == range.lowerBound && offsets.allSatisfy(range.contains)
          && zip(offsets, offsets.dropFirst()).allSatisfy(<),
        "tokens stand elsewhere: \(text)"
      )
      let again = SQLScript(statement.text).statements
      try Problem.unless(
        again.count == 1 && again[0].text.utf8.elementsEqual(statement.text.utf8),
        "a statement changes: \(statement.text)"
      )
    }
  }

  /// Words are taken or refused, and nothing else.
  static func commandLine(_ words: [String]) throws {
    do {
      _ = try ArgumentReader.read(words)
    } catch is Refusal {
    } catch is CommandError {
    }
  }
}
