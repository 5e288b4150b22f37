/// An e-mail address in the one form in which it is stored, shown and compared.
///
/// White space of ASCII around it is cut off and A–Z are lowered; nothing else is folded. That is
/// coarser than RFC 5321, which lets a server tell `Ada@` from `ada@`, and finer than what some
/// servers do, to whom `a.da+shop@` is `ada@`.
public struct EmailAddress: Sendable, Hashable {
  /// The address in its one form.
  public let text: String

  /// Takes an address as a person typed it, or nil when it is malformed.
  ///
  /// Quoted local parts, comments and addresses with a number for a domain's name are refused:
  /// what is left is an unquoted local part, an `@`, and a domain of at least two labels.
  public init?(_ text: String) {
    let trimmed = text.utf8.drop(while: Self.isWhiteSpace)
    let end = trimmed.lastIndex { !Self.isWhiteSpace($0) }
    guard let end else { return nil }
    let address = String(Substring(trimmed[...end])).asciiLowercased
    guard address.utf8.count <= 254,
      let at = address.utf8.lastIndex(of: UInt8(ascii: "@")),
      Self.isLocalPart(address[..<at]),
      Self.isDomain(address[address.utf8.index(after: at)...])
    else { return nil }
    self.text = address
  }

  /// An address that was checked when it came in: one of an event, or a placeholder.
  package init(unchecked text: String) {
    self.text = text
  }

  /// Tells whether two addresses have the same bytes.
  public static func == (left: EmailAddress, right: EmailAddress) -> Bool {
    left.text.isSame(as: right.text)
  }

  private static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || 0x09...0x0D ~= byte
  }

  private static func isLocalPart(_ part: Substring) -> Bool {
    part.utf8.count <= 64
      && labels(of: part).allSatisfy { !$0.isEmpty }
      && part.unicodeScalars.allSatisfy(isLocalScalar)
  }

  private static func isLocalScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "<", ">", "(", ")", "[", "]", ",", ";", ":", "\\", "\"", "@", "\u{7F}": false
    case "\u{0}"..." ": false
    case "!"..."~": true
    default: !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
    }
  }

  private static func isDomain(_ part: Substring) -> Bool {
    let labels = labels(of: part)
    return part.utf8.count <= 255 && labels.count >= 2 && labels.allSatisfy(isLabel)
  }

  private static func isLabel(_ label: Substring) -> Bool {
    guard let first = label.utf8.first, let last = label.utf8.last else { return false }
    let hyphen = UInt8(ascii: "-")
    return first != hyphen && last != hyphen && label.unicodeScalars.allSatisfy(isLabelScalar)
  }

  private static func isLabelScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "0"..."9", "-": return true
    case "\u{0}"..."\u{7F}": return false
    default: break
    }
    switch scalar.properties.generalCategory {
    // Marks count as parts of letters: many scripts write their vowels with them.
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber:
      return true
    default:
      return false
    }
  }

  // By scalars, as a dot with a combining mark is another `Character`.
  /// The parts between dots.
  private static func labels(of part: Substring) -> [Substring] {
    part.unicodeScalars.split(separator: ".", omittingEmptySubsequences: false).map(Substring.init)
  }
}

extension EmailAddress: ExpressibleByStringLiteral {
  /// Takes an address written in code; one that is malformed is refused where it is used.
  public init(stringLiteral value: String) {
    self = EmailAddress(value) ?? EmailAddress(unchecked: value)
  }
}
