/// A line of a table, cut at its tabs.
struct TableRow {
  private let cells: [String]

  init(_ line: Span<UInt8>) {
    var cells: [String] = []
    var start = 0
    for index in 0...line.count where index == line.count || line[index] == UInt8(ascii: "\t") {
      cells.append(String(utf8: line.extracting(start..<index)))
      start = index + 1
    }
    self.cells = cells
  }

  /// The text of a column; empty beyond the last.
  func text(_ column: Int) -> String {
    cells.indices.contains(column) ? cells[column] : ""
  }

  /// The text of a column, or nil where it is empty.
  func optional(_ column: Int) -> String? {
    let text = text(column)
    return text.isEmpty ? nil : text
  }

  /// The list in a column.
  func list(_ column: Int) -> [String] {
    text(column).split(separator: "~").map(String.init)
  }

  /// The parts whose letters stand in a column.
  func parts(_ column: Int) -> AddressParts {
    AddressParts(letters: text(column))
  }
}

extension String {
  /// The text that bytes of the table are.
  init(utf8 bytes: Span<UInt8>) {
    do {
      self = String(copying: try UTF8Span(validating: bytes))
    } catch {
      self = ""
    }
  }
}
