import Model

/// Cuts input into rows of cells, as RFC 4180 has them, without holding more than one row.
///
/// Lines end in CRLF or LF. A cell in quotes may hold anything; one without may hold no quote. What
/// breaks these rules breaks one row; only where nobody can tell any more what is inside quotes does
/// the reader end there.
package struct CSVReader {
  /// A row, or what is wrong with it.
  package enum Row: Equatable {
    /// An empty cell is nil, one that is empty in quotes an empty text.
    case cells([String?], line: Int64)
    case broken(String, line: Int64)
  }

  /// What rows may have.
  struct Limits {
    /// The bytes of a cell: 1 MiB.
    var cell = 1 << 20
    /// The bytes of a row: 16 MiB.
    var row = 16 << 20
    var columns = 1000
  }

  private enum State {
    case start, plain, quoted
    /// Behind a quote in a cell in quotes: its end, or the first of two that stand for one.
    case quote
    case carriageReturn
  }

  private static let quote = UInt8(ascii: "\"")
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  let input: any Input
  /// What stands between cells.
  var separator = UInt8(ascii: ",")
  private(set) var bytesRead: Int64 = 0
  /// The bytes of the row that came last.
  private(set) var lastRowBytes = 0
  /// Whether there is no more input.
  private(set) var isInputOver = false
  let limits: Limits

  private var buffer: [UInt8] = []
  private var position = 0
  private var state = State.start
  private var rowBytes = 0
  private var line: Int64 = 1
  private var rowLine: Int64 = 1
  private var quoteLine: Int64 = 1
  private var cell: [UInt8] = []
  private var isQuoted = false
  private var cells: [String?] = []
  private var problem: String?
  /// Whether the rest of the input is left alone.
  private var isLost = false

  package init(_ input: any Input) {
    self.init(input, limits: Limits())
  }

  init(_ input: any Input, limits: Limits) {
    self.input = input
    self.limits = limits
  }

  /// Whether there are no more rows to wait for.
  package var isAtEnd: Bool { isLost || isInputOver && position == buffer.count && !isInRow }

  private var isInRow: Bool { state != .start || !cells.isEmpty || problem != nil }

  /// The next row, if all of it has been read; the last one needs no end.
  package mutating func next() -> Row? {
    while !isLost, position < buffer.count {
      takeRun()
      if isLost { return row() }
      guard position < buffer.count else { break }
      let byte = buffer[position]
      position += 1
      if take(byte) || isLost { return row() }
    }
    guard isInputOver, !isLost, isInRow else { return nil }
    if state == .quoted {
      lose("The quote that opens in line \(quoteLine) is never closed")
    } else {
      endCell()
    }
    return row()
  }

  /// Waits for more input.
  package mutating func fill() throws {
    buffer.removeFirst(position)
    position = 0
    let before = buffer.count
    isInputOver = try !input.read(into: &buffer)
    bytesRead += Int64(buffer.count - before)
  }

  /// The bytes that are read and not taken yet.
  var waiting: ArraySlice<UInt8> { buffer[position...] }

  /// Steps over bytes that are waiting.
  mutating func skip(_ count: Int) {
    position = min(position + count, buffer.count)
  }
}

extension CSVReader {
  /// Takes bytes that mean nothing but themselves, as many as there are.
  private mutating func takeRun() {
    guard state != .quote, state != .carriageReturn else { return }
    let end = endOfRun
    guard end > position else { return }
    if state == .start { state = .plain }
    rowBytes += end - position
    if problem == nil { cell.append(contentsOf: buffer[position..<end]) }
    position = end
    checkLengths()
  }

  /// Where the next byte is that may mean something.
  private var endOfRun: Int {
    let bytes = buffer.span
    var end = position
    while end < bytes.count, bytes[end] >= 0x20, bytes[end] != Self.quote, bytes[end] != separator {
      end += 1
    }
    return end
  }

  /// Takes any byte.
  ///
  /// - Returns: Whether the row ends with it.
  private mutating func take(_ byte: UInt8) -> Bool {
    rowBytes += 1
    if byte == Self.newline { line += 1 }
    switch state {
    case .start where byte == Self.quote:
      isQuoted = true
      quoteLine = line
      state = .quoted
      return false
    case .start, .plain: return takePlain(byte)
    case .quoted:
      if byte == Self.quote { state = .quote } else { append(byte) }
      return false
    case .quote:
      if byte == Self.quote {
        state = .quoted
        append(byte)
        return false
      }
      if byte == separator || byte == Self.newline || byte == Self.carriageReturn {
        return takePlain(byte)
      }
      lose("Text follows the end of the cell whose quote opens in line \(quoteLine)")
      return true
    case .carriageReturn:
      if byte != Self.newline {
        fail("A carriage return stands alone; lines end in CRLF or LF.")
        state = .plain
      }
      return takePlain(byte)
    }
  }

  /// Takes a byte outside quotes.
  private mutating func takePlain(_ byte: UInt8) -> Bool {
    switch byte {
    case separator:
      endCell()
    case Self.newline:
      endCell()
      return true
    case Self.carriageReturn: state = .carriageReturn
    case Self.quote:
      state = .plain
      fail("A quote stands inside cell \(cells.count + 1), which does not begin with one.")
    default:
      state = .plain
      append(byte)
    }
    return false
  }

  private mutating func append(_ byte: UInt8) {
    if byte == 0 { fail("Cell \(cells.count + 1) holds the character U+0000.") }
    if problem == nil { cell.append(byte) }
    checkLengths()
  }

  private mutating func checkLengths() {
    guard cell.count > limits.cell || rowBytes > limits.row, problem == nil else { return }
    let what =
      cell.count > limits.cell
      ? "Cell \(cells.count + 1) is longer than \(Self.size(limits.cell))"
      : "The row is longer than \(Self.size(limits.row))"
    guard state == .quoted else { return fail(what + ".") }
    lose("\(what) (is the quote that opens in line \(quoteLine) ever closed?)")
  }
}

extension CSVReader {
  private mutating func endCell() {
    defer {
      state = .start
      isQuoted = false
      cell.removeAll(keepingCapacity: true)
    }
    guard problem == nil else { return }
    guard cells.count < limits.columns else {
      return fail("The row has more than \(limits.columns) cells.")
    }
    guard let text = String(validating: cell, as: UTF8.self) else {
      return fail("Cell \(cells.count + 1) is not UTF-8; save the file as UTF-8.")
    }
    cells.append(text.isEmpty && !isQuoted ? nil : text)
  }

  /// The row that has just ended.
  private mutating func row() -> Row {
    let row: Row = problem.map { .broken($0, line: rowLine) } ?? .cells(cells, line: rowLine)
    cells.removeAll(keepingCapacity: true)
    problem = nil
    state = .start
    lastRowBytes = rowBytes
    rowBytes = 0
    rowLine = line
    return row
  }

  /// Keeps the first thing that is wrong with a row, and nothing else of it.
  private mutating func fail(_ sentence: String) {
    guard problem == nil else { return }
    problem = sentence
    cells.removeAll()
    cell.removeAll()
  }

  /// Ends the reading, where nobody can tell any more what is inside quotes.
  private mutating func lose(_ beginning: String) {
    problem = beginning + ", so nothing from there on is read."
    isLost = true
    cells = []
    cell = []
  }

  private static func size(_ bytes: Int) -> String {
    bytes.isMultiple(of: 1 << 20) ? "\(bytes >> 20) MiB" : "\(bytes) bytes"
  }
}
