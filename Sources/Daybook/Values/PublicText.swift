package import Model

/// A text that stands in the hashed entry for ever: an actor, a reference, a number, a command id.
///
/// It must not hold a personal value, so an `@` is refused. It has 1 to 256 bytes of UTF-8 and no
/// control characters, and is compared byte by byte.
public struct PublicText: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The text as given.
  public let text: String

  /// A text that is checked when it is used.
  public init(_ text: String) {
    self.text = text
  }

  /// A text that is checked when it is used.
  public init(stringLiteral value: String) {
    text = value
  }

  /// How long such a text may be, in bytes of UTF-8.
  static let greatestLength = 256

  /// - Throws: `field_invalid`.
  func check() throws(Refusal) {
    guard !text.isEmpty else { throw .invalid("must not be empty") }
    guard text.utf8.count <= Self.greatestLength else {
      throw .invalid("is longer than \(Self.greatestLength) bytes")
    }
    guard !text.utf8.contains(UInt8(ascii: "@")) else {
      throw .invalid("must not hold an @: it stands in the log for ever, where no e-mail may stand")
    }
    guard !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) else {
      throw .invalid("must not hold control characters")
    }
  }

  /// Tells whether two texts have the same UTF-8 bytes.
  public static func == (left: PublicText, right: PublicText) -> Bool {
    left.text.isSame(as: right.text)
  }

  /// Feeds the text into a hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(JSON.string(text))
  }
}

extension PublicText: FieldValue {
  package static var fieldKind: FieldKind { .text }

  package init(field json: JSON) throws(Refusal) {
    guard let text = json.string else { throw .invalid("must be a text") }
    self.init(text)
    try check()
  }

  package var fieldJSON: JSON { .string(text) }

  /// An empty text is no value: forms and CSV files leave fields empty.
  package static func isNothing(_ json: JSON) -> Bool { String.isNothing(json) }
}
