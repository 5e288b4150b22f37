import Model

/// Reads the lines of a note (C2SP signed-note): UTF-8 without control characters, every line ended.
struct LineScanner {
  private let text: [UInt8]
  private var position = 0
  /// The line that was read last, from 1.
  private(set) var number = 0

  var isAtEnd: Bool { position == text.count }

  init(_ text: [UInt8], greatestLength: Int) throws(FormatError) {
    guard text.count <= greatestLength else {
      throw FormatError(nil, "it is longer than \(greatestLength >> 20) MiB")
    }
    guard (try? UTF8Span(validating: text.span)) != nil else {
      throw FormatError(nil, "it is not valid UTF-8")
    }
    self.text = text
  }

  /// The bytes of the next line, without its end.
  mutating func bytes(_ expected: String) throws(FormatError) -> [UInt8] {
    number += 1
    guard !isAtEnd else { throw problem("the text ends where \(expected) is expected") }
    guard let end = text[position...].firstIndex(of: UInt8(ascii: "\n")) else {
      throw problem("the line has no end")
    }
    defer { position = end + 1 }
    let line = Array(text[position..<end])
    guard line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw problem("the line holds a control character")
    }
    return line
  }

  mutating func line(_ expected: String) throws(FormatError) -> String {
    String(decoding: try bytes(expected), as: UTF8.self)
  }

  func problem(_ message: String) -> FormatError {
    FormatError(number, message)
  }
}

extension LineScanner {
  /// A number without sign or leading zeros.
  func number(_ text: some StringProtocol, _ name: String) throws(FormatError) -> Int64 {
    let digits = text.utf8
    guard digits.allSatisfy({ $0 &- 0x30 < 10 }), digits.first != 0x30 || digits.count == 1,
      let number = Int64(text)
    else { throw problem("the \(name) must be a number without leading zeros") }
    return number
  }

  /// 32 bytes in their one spelling.
  func digest(_ text: String, _ name: String) throws(FormatError) -> Digest {
    guard text.utf8.count == 44, let bytes = Base64.decode(text),
      let digest = Digest(bytes: bytes.span)
    else { throw problem("the \(name) must be 32 bytes in base64") }
    return digest
  }

  /// Hashes, a line each, up to an empty line.
  mutating func path() throws(FormatError) -> [Digest] {
    var path: [Digest] = []
    while true {
      let text = try line("a hash or an empty line")
      if text.isEmpty { return path }
      guard path.count < TreeProof.greatestCount else {
        throw problem("there are more hashes than any log needs")
      }
      path.append(try digest(text, "hash"))
    }
  }
}
