/// The statements of an SQL text, told apart without compiling them.
package struct SQLScript {
  /// One statement without the semicolon behind it and the comments before it.
  package struct Statement {
    package let text: String
    /// The byte of the script at which it begins.
    package let offset: Int

    /// Told apart when asked for, as few queries ever are.
    var tokens: [Token] { located.map(\.token) }
    /// The bytes of the script at which its tokens begin.
    package var tokenOffsets: [Int] { located.map { offset + $0.offset } }

    /// Whether its first token is that word.
    func begins(with word: String) -> Bool {
      var scanner = Scanner(text)
      return scanner.token().isWord(word)
    }

    private var located: [(token: Token, offset: Int)] {
      var scanner = Scanner(text)
      return scanner.tokens()
    }
  }

  /// A word, a quoted name, a string, or a single other character; comments are left out.
  struct Token: Equatable {
    enum Kind { case word, quotedName, string, other }

    let kind: Kind
    /// Without the quotes.
    let text: String

    /// What may stand for a table or a column.
    var isName: Bool { kind == .word || kind == .quotedName }

    func isWord(_ word: String) -> Bool {
      kind == .word && text.utf8.count == word.utf8.count && text.uppercased() == word
    }
  }

  package let statements: [Statement]
  private let bytes: [UInt8]

  package init(_ text: String) {
    var scanner = Scanner(text)
    bytes = scanner.bytes
    var statements: [Statement] = []
    while let statement = scanner.statement() { statements.append(statement) }
    self.statements = statements
  }

  /// The line, from 1, on which a byte of the script stands.
  func line(at offset: Int) -> Int {
    1 + bytes.prefix(max(0, offset)).count { $0 == UInt8(ascii: "\n") }
  }

  private struct Scanner {
    let bytes: [UInt8]
    var position = 0

    init(_ text: String) {
      bytes = Array(text.utf8)
    }

    /// The next statement that is not empty; nil at the end.
    mutating func statement() -> Statement? {
      while true {
        skipBlank()
        let start = position
        while let byte = next, byte != UInt8(ascii: ";") {
          _ = piece()
          skipBlank()
        }
        let end = position
        guard next != nil || end > start else { return nil }
        position += 1
        if end > start { return Statement(text: text(start..<end), offset: start) }
      }
    }

    /// The tokens of the one statement that the text is.
    mutating func tokens() -> [(token: Token, offset: Int)] {
      var tokens: [(token: Token, offset: Int)] = []
      skipBlank()
      while next != nil {
        let offset = position
        tokens.append((token(), offset))
        skipBlank()
      }
      return tokens
    }

    mutating func token() -> Token {
      let (kind, range) = piece()
      return Token(kind: kind, text: text(range))
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlank() {
      while let byte = next {
        if byte <= UInt8(ascii: " ") {
          position += 1
        } else if isNext("-", "-") {
          skip(until: UInt8(ascii: "\n"))
        } else if isNext("/", "*") {
          position += 2
          while next != nil, !isNext("*", "/") { position += 1 }
          position = min(position + 2, bytes.count)
        } else {
          return
        }
      }
    }

    /// Steps behind the token that begins here, and says what it is and where its text lies.
    private mutating func piece() -> (Token.Kind, Range<Int>) {
      let start = position
      guard let byte = next else { return (.other, start..<start) }
      position += 1
      switch byte {
      case UInt8(ascii: "'"):
        skip(until: byte)
        return (.string, start + 1..<max(start + 1, position - 1))
      case UInt8(ascii: "\""), UInt8(ascii: "`"):
        skip(until: byte)
        return (.quotedName, start + 1..<max(start + 1, position - 1))
      case UInt8(ascii: "["):
        skip(until: UInt8(ascii: "]"))
        return (.quotedName, start + 1..<max(start + 1, position - 1))
      case _ where Self.isWord(byte):
        while let byte = next, Self.isWord(byte) { position += 1 }
        return (.word, start..<position)
      default:
        return (.other, start..<position)
      }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
        true
      default: false
      }
    }

    private func text(_ range: Range<Int>) -> String {
      String(decoding: bytes[range], as: UTF8.self)
    }

    private func isNext(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
      position + 1 < bytes.count && bytes[position] == UInt8(ascii: first)
        && bytes[position + 1] == UInt8(ascii: second)
    }

    /// Steps behind the next such byte, or to the end.
    private mutating func skip(until end: UInt8) {
      while let byte = next {
        position += 1
        if byte == end { return }
      }
    }
  }
}
