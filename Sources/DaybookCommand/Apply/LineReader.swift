import Model

/// Cuts input into lines, without holding more than the longest line allowed.
struct LineReader: Sendable {
  /// A line of the input.
  enum Line: Equatable {
    /// Where its bytes are, until `fill` is called.
    case text(Range<Int>)
    /// Longer than allowed; its bytes are gone.
    case tooLong
  }

  /// The longest line: 16 MiB.
  static let greatestLength = 16 << 20

  let input: any Input
  private(set) var bytesRead: Int64 = 0
  private(set) var isAtEnd = false
  private var buffer: [UInt8] = []
  /// Where the next line begins.
  private var start = 0
  /// Up to where no end of line was found.
  private var searched = 0
  /// Inside a line that is too long.
  private var isSkipping = false
  private let limit: Int

  init(_ input: any Input, limit: Int = Self.greatestLength) {
    self.input = input
    self.limit = limit
  }

  /// The next line, if all of it has been read; the last one needs no end.
  mutating func next() -> Line? {
    if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
      return line(to: end, continuingAt: end + 1)
    }
    searched = buffer.count
    if searched - start > limit {
      isSkipping = true
      start = searched
    }
    guard isAtEnd, start < buffer.count || isSkipping else { return nil }
    return line(to: buffer.count, continuingAt: buffer.count)
  }

  private mutating func line(to end: Int, continuingAt following: Int) -> Line {
    let range = start..<end
    let isTooLong = isSkipping || range.count > limit
    start = following
    searched = following
    isSkipping = false
    return isTooLong ? .tooLong : .text(range)
  }

  /// Waits for more input.
  mutating func fill() throws {
    if start > 0 {
      buffer.removeFirst(start)
      searched -= start
      start = 0
    }
    let before = buffer.count
    isAtEnd = try !input.read(into: &buffer)
    bytesRead += Int64(buffer.count - before)
  }

  /// Whether the line holds nothing but white space.
  func isBlank(_ line: Range<Int>) -> Bool {
    buffer[line].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }

  func bytes(_ line: Range<Int>) -> [UInt8] {
    Array(buffer[line])
  }

  func json(_ line: Range<Int>) throws(JSONError) -> JSON {
    try JSON(parsing: buffer.span.extracting(line))
  }
}
