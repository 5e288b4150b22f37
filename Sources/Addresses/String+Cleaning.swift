extension String {
  /// The text as everything here reads it: without white space around it, and with a space for each
  /// line break.
  ///
  /// What is stored stays as it was typed.
  var cleaned: String {
    hasLineBreak ? withoutLineBreaks.trimmed : trimmed
  }

  /// The text without the white space around it, as Unicode defines white space.
  var trimmed: String {
    let scalars = unicodeScalars
    guard let first = scalars.first, let last = scalars.last,
      first.isWhiteSpace || last.isWhiteSpace
    else { return self }
    guard let start = scalars.firstIndex(where: { !$0.isWhiteSpace }),
      let end = scalars.lastIndex(where: { !$0.isWhiteSpace })
    else { return "" }
    return String(scalars[start...end])
  }

  /// Whether one of U+000A to U+000D, U+0085, U+2028 and U+2029 is in the text.
  private var hasLineBreak: Bool {
    let bytes = utf8Span.span
    for index in bytes.indices {
      switch bytes[index] {
      case 0x0A...0x0D:
        return true
      case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0x85:
        return true
      case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80:
        if bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9 { return true }
      default:
        break
      }
    }
    return false
  }

  private var withoutLineBreaks: String {
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in unicodeScalars {
      switch scalar {
      case "\n" where previous == "\r": break
      case "\n", "\u{B}", "\u{C}", "\r", "\u{85}", "\u{2028}", "\u{2029}": result.append(" ")
      default: result.append(scalar)
      }
      previous = scalar
    }
    return String(result)
  }
}

extension Unicode.Scalar {
  /// Whether Unicode counts the scalar as white space.
  ///
  /// Spelt out, as the property takes ten times as long to look up and every value is asked for.
  fileprivate var isWhiteSpace: Bool {
    switch value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }
}
