/// The compiled-in table: for each territory a line that begins with its code and, under it, a line
/// for each of its areas that begins with a tab.
enum TerritoryTable {
  /// Reads one territory.
  ///
  /// - Parameter letters: The two letters of its code, capitals.
  /// - Returns: The territory, or nil when it is not in the table.
  static func territory(letters: (UInt8, UInt8)) -> Territory? {
    let bytes = Tables.territories.utf8Span.span
    guard var line = block(of: letters, in: bytes) else { return nil }
    let row = TableRow(bytes.extracting(line))
    var areas: [TableRow] = []
    while line.upperBound + 1 < bytes.count, bytes[line.upperBound + 1] == UInt8(ascii: "\t") {
      line = self.line(from: line.upperBound + 1, in: bytes)
      areas.append(TableRow(bytes.extracting(line)))
    }
    return Territory(row, areas: areas)
  }

  /// The codes of all territories, in their order.
  static var codes: [String] {
    let bytes = Tables.territories.utf8Span.span
    var codes: [String] = []
    var start = 0
    while start < bytes.count {
      let line = self.line(from: start, in: bytes)
      if beginsBlock(start, in: bytes) {
        codes.append(String(utf8: bytes.extracting(start..<start + 2)))
      }
      start = line.upperBound + 1
    }
    return codes
  }

  /// The line that begins with a code, found by halving.
  private static func block(of code: (UInt8, UInt8), in bytes: Span<UInt8>) -> Range<Int>? {
    var lower = 0
    var upper = bytes.count
    while lower < upper {
      var start = lower + (upper - lower) / 2
      while start > lower, !beginsBlock(start, in: bytes) { start -= 1 }
      guard beginsBlock(start, in: bytes) else {
        // Only the head of the table has no code before it.
        lower = self.next(after: lower + (upper - lower) / 2, before: upper, in: bytes)
        continue
      }
      let found = (bytes[start], bytes[start + 1])
      if found == code { return line(from: start, in: bytes) }
      if found < code {
        lower = next(after: start + 1, before: upper, in: bytes)
      } else {
        upper = start
      }
    }
    return nil
  }

  /// Where the first block after a place begins.
  private static func next(after place: Int, before end: Int, in bytes: Span<UInt8>) -> Int {
    var place = place
    while place < end, !beginsBlock(place, in: bytes) { place += 1 }
    return place
  }

  /// Tells whether a line that begins with a capital letter begins at a place.
  private static func beginsBlock(_ place: Int, in bytes: Span<UInt8>) -> Bool {
    place + 1 < bytes.count && (place == 0 || bytes[place - 1] == UInt8(ascii: "\n"))
      && (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[place])
  }

  /// The line that begins at a place, without its end.
  private static func line(from start: Int, in bytes: Span<UInt8>) -> Range<Int> {
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    return start..<end
  }
}
