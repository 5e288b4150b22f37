/// Reads the pattern language of the table.
struct PostalPatternParser {
  /// A piece of a pattern.
  indirect enum Node {
    /// One character of a set; bit n stands for the symbol n.
    case symbol(UInt64)
    case sequence([Node])
    case alternatives([Node])
    case repeated(Node, least: Int, most: Int)
  }

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  private static let greatestDepth = 16
  private static let digits: UInt64 = 0x3FF

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The whole pattern; nil when it is not of the language.
  mutating func pattern() -> Node? {
    guard let node = alternatives(), position == bytes.count else { return nil }
    return node
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func takes(_ text: String) -> Bool {
    guard bytes[position...].starts(with: text.utf8) else { return false }
    position += text.utf8.count
    return true
  }

  private mutating func alternatives() -> Node? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.greatestDepth else { return nil }
    var choices: [Node] = []
    repeat {
      guard let choice = sequence() else { return nil }
      choices.append(choice)
    } while takes("|")
    return choices.count == 1 ? choices[0] : .alternatives(choices)
  }

  private mutating func sequence() -> Node? {
    var nodes: [Node] = []
    while let next, next != UInt8(ascii: "|"), next != UInt8(ascii: ")") {
      guard let node = piece() else { return nil }
      nodes.append(node)
    }
    return .sequence(nodes)
  }

  private mutating func piece() -> Node? {
    guard let node = atom() else { return nil }
    if takes("?") { return .repeated(node, least: 0, most: 1) }
    guard takes("{") else { return node }
    guard let least = number() else { return nil }
    var most = least
    if takes(",") {
      guard let number = number() else { return nil }
      most = number
    }
    guard takes("}"), least <= most else { return nil }
    return .repeated(node, least: least, most: most)
  }

  private mutating func atom() -> Node? {
    if takes("(?:") || takes("(") {
      guard let node = alternatives(), takes(")") else { return nil }
      return node
    }
    if takes("[") { return symbolClass() }
    return escape().map(Node.symbol)
  }

  /// What stands between brackets.
  private mutating func symbolClass() -> Node? {
    var set: UInt64 = 0
    while !takes("]") {
      guard let first = escape() else { return nil }
      set |= first
      // A hyphen before the bracket stands for itself.
      guard next == UInt8(ascii: "-"), position + 1 < bytes.count,
        bytes[position + 1] != UInt8(ascii: "]")
      else { continue }
      position += 1
      guard let last = escape(), first.nonzeroBitCount == 1, last.nonzeroBitCount == 1,
        first <= last
      else { return nil }
      // The bits from the one to the other.
      set |= (last - first) | last
    }
    return .symbol(set)
  }

  /// One character, `\d`, or a character after a backslash, as a set.
  private mutating func escape() -> UInt64? {
    if takes("\\d") { return Self.digits }
    let isEscaped = takes("\\")
    guard let byte = next, let symbol = PostalSymbol.of(ascii: byte) else { return nil }
    // The table escapes hyphens only; a letter after a backslash would mean something else.
    guard !isEscaped || byte == UInt8(ascii: "-") else { return nil }
    position += 1
    return 1 << UInt64(symbol)
  }

  private mutating func number() -> Int? {
    var digits = ""
    while let next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next), digits.count < 3 {
      digits.append(Character(Unicode.Scalar(next)))
      position += 1
    }
    return Int(digits)
  }
}
