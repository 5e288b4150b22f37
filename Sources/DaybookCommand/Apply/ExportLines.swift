import EventLog

/// The lines of an export, one at a time.
struct ExportLines {
  /// The longest line: 64 MiB, as an event may hold more than the command that it comes from.
  private static let greatestLength = 64 << 20

  private var reader: LineReader
  private var number: Int64 = 0

  init(_ input: any Input) {
    reader = LineReader(input, limit: Self.greatestLength)
  }

  /// The first line.
  ///
  /// - Throws: `ImportError`.
  mutating func header() throws -> ExportHeader {
    guard let line = try next() else { throw ImportError(1, "the export is empty") }
    return try ExportHeader(parsing: line)
  }

  /// The next line without its end, or nil behind the last one.
  ///
  /// - Throws: `ImportError`, or an error of the input.
  mutating func next() throws -> [UInt8]? {
    while true {
      if let line = reader.next() {
        number += 1
        switch line {
        case .text(let range): return reader.bytes(range)
        case .tooLong:
          throw ImportError(
            number,
            "the line is longer than \(Self.greatestLength >> 20) MiB"
          )
        }
      }
      guard !reader.isAtEnd else { return nil }
      try reader.fill()
    }
  }
}
