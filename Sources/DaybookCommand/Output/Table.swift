/// Rows in aligned columns.
///
/// The widths are those of the first rows; what comes later is written at once, so that a table of
/// millions of rows takes no memory.
struct Table {
  struct Column: Sendable {
    let heading: String
    let isRight: Bool
    /// Whether its texts may be cut where the terminal is narrow; what people copy, such as e-mails,
    /// should not be.
    let isFlexible: Bool

    init(_ heading: String, isRight: Bool = false, isFlexible: Bool = false) {
      self.heading = heading
      self.isRight = isRight
      self.isFlexible = isFlexible
    }
  }

  private let columns: [Column]
  private let style: Style
  private let output: Output
  private var widths: [Int]
  private var waiting: [[String]] = []
  private var isStarted = false
  /// Whether no row has been added.
  var isEmpty: Bool { !isStarted && waiting.isEmpty }
  private var waitingBytes = 0
  private static let rowsMeasured = 1000
  /// How much text waits for that at most, and how wide a column gets: what is wider sticks out.
  private static let bytesMeasured = 1 << 20
  private static let greatestWidth = 1000
  private static let leastCutWidth = 12

  init(_ columns: [Column], style: Style, output: Output) {
    self.columns = columns
    self.style = style
    self.output = output
    widths = columns.map { DisplayWidth.of($0.heading) }
  }

  mutating func add(_ row: [String]) throws(OutputError) {
    guard !isStarted else { return try write(row, nil) }
    for (index, cell) in row.enumerated() where index < widths.count {
      widths[index] = max(widths[index], min(DisplayWidth.of(cell), Self.greatestWidth))
      waitingBytes += cell.utf8.count
    }
    waiting.append(row)
    if waiting.count >= Self.rowsMeasured || waitingBytes >= Self.bytesMeasured { try start() }
  }

  /// Writes what is left; a table without rows is its headings.
  mutating func finish() throws(OutputError) {
    if !isStarted { try start() }
  }

  private mutating func start() throws(OutputError) {
    isStarted = true
    fit()
    try write(columns.map(\.heading), .heading)
    for row in waiting { try write(row, nil) }
    waiting = []
  }

  /// Makes the widest flexible column narrower until a row fits the terminal.
  private mutating func fit() {
    guard let available = output.width else { return }
    let flexible = columns.indices.filter { columns[$0].isFlexible }
    while widths.reduce(0, +) + 2 * (widths.count - 1) > available {
      let widest = flexible.max { widths[$0] < widths[$1] }
      guard let widest, widths[widest] > Self.leastCutWidth else { return }
      widths[widest] -= 1
    }
  }

  private func write(_ row: [String], _ role: Style.Role?) throws(OutputError) {
    var line = ""
    for (index, cell) in row.enumerated() where index < columns.count {
      let isLast = index == columns.count - 1
      let isCut = output.width != nil && columns[index].isFlexible
      let text = isCut ? DisplayWidth.cut(cell, to: widths[index]) : cell
      let padding = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(text)))
      let styled = role.map { style($0, text) } ?? text
      line += columns[index].isRight ? padding + styled : isLast ? styled : styled + padding
      if !isLast { line += "  " }
    }
    while line.utf8.last == UInt8(ascii: " ") { line.removeLast() }
    try output.line(line)
  }
}
