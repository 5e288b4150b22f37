extension JSON {
  /// The value as RFC 8785 (JCS) writes it: no white space, keys sorted, few escapes.
  public var canonicalText: String {
    var bytes: [UInt8] = []
    appendCanonical(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the value in UTF-8 as RFC 8785 (JCS) writes it.
  package func appendCanonical(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .boolean(true): bytes.append(contentsOf: "true".utf8)
    case .boolean(false): bytes.append(contentsOf: "false".utf8)
    case .integer(let value): Decimal.append(value, to: &bytes)
    case .string(let text): Self.appendCanonical(text, to: &bytes)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      var isFirst = true
      for element in elements {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        element.appendCanonical(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members): members.appendCanonical(to: &bytes)
    }
  }

  /// Appends a text in quotes.
  package static func appendCanonical(_ text: String, to bytes: inout [UInt8]) {
    appendCanonical(text.utf8Span.span, to: &bytes)
  }

  /// Appends a text, given in UTF-8, in quotes.
  package static func appendCanonical(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    text.withUnsafeBufferPointer { utf8 in
      var isPlain = true
      for byte in utf8 where byte < 0x20 || byte == 0x22 || byte == 0x5C { isPlain = false }
      if isPlain {
        bytes.append(contentsOf: utf8)
      } else {
        for byte in utf8 { appendEscaped(byte, to: &bytes) }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends a number.
  package static func appendCanonical(_ number: Int64, to bytes: inout [UInt8]) {
    Decimal.append(number, to: &bytes)
  }

  private static func appendEscaped(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case 0x08: bytes.append(contentsOf: #"\b"#.utf8)
    case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
    case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
    case 0x0C: bytes.append(contentsOf: #"\f"#.utf8)
    case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
    case 0x22: bytes.append(contentsOf: #"\""#.utf8)
    case 0x5C: bytes.append(contentsOf: #"\\"#.utf8)
    case 0..<0x20:
      bytes.append(contentsOf: #"\u00"#.utf8)
      Hexadecimal.append(byte, to: &bytes)
    default: bytes.append(byte)
    }
  }
}

extension JSONObject {
  /// Appends the object in UTF-8 as RFC 8785 (JCS) writes it.
  package func appendCanonical(to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    var isFirst = true
    for (key, value) in self {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      JSON.appendCanonical(key, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      value.appendCanonical(to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }
}
