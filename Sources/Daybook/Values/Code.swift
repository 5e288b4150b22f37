package import Model

/// A name that the caller chose for a site, a group, a profile type …:
/// `[a-z0-9][a-z0-9._-]{0,63}`.
public struct Code: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The code.
  public let text: String

  /// A code that is checked when it is used.
  public init(_ text: String) {
    self.text = text
  }

  /// A code that is checked when it is used.
  public init(stringLiteral value: String) {
    text = value
  }

  /// - Throws: `field_invalid`.
  func check() throws(Refusal) {
    let isGood =
      (1...64).contains(text.utf8.count)
      && text.utf8.enumerated().allSatisfy { index, byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): index > 0
        default: false
        }
      }
    guard isGood else {
      throw .invalid(
        "must be a code: 1 to 64 of a-z, 0-9, dot, underscore and hyphen, a letter or digit first"
      )
    }
  }
}

extension Code: FieldValue {
  package static var fieldKind: FieldKind { .code }

  package init(field json: JSON) throws(Refusal) {
    guard let text = json.string else { throw .invalid("must be a text") }
    self.init(text)
    try check()
  }

  package var fieldJSON: JSON { .string(text) }
}
