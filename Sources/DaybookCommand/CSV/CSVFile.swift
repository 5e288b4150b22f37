import Daybook
import Model

/// A CSV file whose header has been understood and which has rows.
struct CSVFile {
  let name: String
  let header: CSVHeader
  var reader: CSVReader
  /// A row that was read to see whether there is one.
  private var first: CSVReader.Row?

  /// Reads the header and the first row.
  ///
  /// - Throws: `field_invalid` or `field_unknown`, with the file's name; `CommandError`.
  init(_ name: String, _ input: any Input, kind: CSVKind?) throws {
    self.name = name
    reader = CSVReader(input)
    do {
      guard try reader.readsBeginning() else {
        throw Refusal(.fieldInvalid, "The file is empty; a header and rows were expected.")
      }
      switch try reader.wait() {
      case .cells(let cells, _): header = try CSVHeader(cells, kind)
      case .broken(let problem, _): throw Refusal(.fieldInvalid, problem)
      case nil: throw Refusal(.fieldInvalid, "The file has no header.")
      }
      first = try reader.wait()
      while let row = first, Self.isBlank(row) { first = try reader.wait() }
      guard first != nil else {
        throw Refusal(.fieldInvalid, "The file has a header and no rows.")
      }
    } catch let refusal as Refusal {
      var details = refusal.details
      details["file"] = .string(name)
      details["line"] = 1
      throw Refusal(refusal.code, "\(Plain.text(name)):1: \(refusal.message)", details: details)
    }
  }

  /// The next row that says something, if all of it has been read.
  mutating func next() -> CSVReader.Row? {
    if let row = first {
      first = nil
      return row
    }
    while let row = reader.next() {
      if !Self.isBlank(row) { return row }
    }
    return nil
  }

  /// Spreadsheets end files with rows of empty cells.
  private static func isBlank(_ row: CSVReader.Row) -> Bool {
    guard case .cells(let cells, _) = row else { return false }
    return cells.allSatisfy { $0?.isEmpty ?? true }
  }
}

extension CSVReader {
  /// The next row, waiting for it; nil at the end.
  fileprivate mutating func wait() throws -> Row? {
    while true {
      if let row = next() { return row }
      if isAtEnd { return nil }
      try fill()
    }
  }

  /// Reads the first line, steps over a byte order mark, and finds out what separates cells.
  ///
  /// - Returns: False when there is nothing.
  fileprivate mutating func readsBeginning() throws -> Bool {
    while !isInputOver, !waiting.contains(0x0A), waiting.count <= limits.row { try fill() }
    if waiting.starts(with: [0xEF, 0xBB, 0xBF]) { skip(3) }
    if waiting.starts(with: [0xFE, 0xFF]) || waiting.starts(with: [0xFF, 0xFE]) {
      throw Refusal(.fieldInvalid, "The file is UTF-16; save it as UTF-8.")
    }
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in waiting {
      if byte == 0x0A, !isQuoted { break }
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted { counts[byte, default: 0] += 1 }
    }
    let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
    // Of several that stand equally often, the first.
    separator =
      separators.reversed().max { counts[$0, default: 0] < counts[$1, default: 0] }
      ?? separator
    return !waiting.isEmpty
  }
}
