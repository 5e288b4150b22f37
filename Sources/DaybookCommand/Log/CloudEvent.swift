import Model

/// An event as CloudEvents 1.0 in JSON says it to other systems.
enum CloudEvent {
  static func members(_ event: Event, source: String) -> MemberText {
    var members = MemberText()
    members.add("specversion", "1.0")
    members.add("id", .string(String(event.position)))
    members.add("source", .string(source))
    members.add("type", .string("daybook.\(event.type).v\(event.version)"))
    // For a claim of several orders all of them.
    let subject = event.concerned.joined(separator: ",")
    if !subject.isEmpty { members.add("subject", .string(subject)) }
    members.add("time", .string(event.recordedAt.text))
    members.add("datacontenttype", "application/json")
    members.add("position", .integer(event.position))
    members.add("occurredat", .string(event.occurredAt.text))
    members.add("actor", .string(event.actor))
    members.add("channel", .string(event.channel.rawValue))
    // An attribute without a value is left out.
    if let reason = event.reason { members.add("reason", .string(reason)) }
    if let id = event.commandID { members.add("commandid", .string(id)) }
    if let id = event.correlationID { members.add("correlationid", .string(id)) }
    if let cause = event.causation { members.add("causation", .integer(cause)) }
    if event.isErased { members.add("erased", true) }
    members.add("data", .object(event.data))
    return members
  }

  /// The name of a ledger as a URI-reference (RFC 3986): what may not stand in one is escaped.
  static func source(of origin: String) -> String {
    var result = ""
    let head = origin.utf8.prefix { $0 != UInt8(ascii: ":") }
    // In front of a colon a scheme would be read, so it had better look like one.
    let isScheme =
      head.first.map(isLetter) == true
      && head.allSatisfy { isLetter($0) || isDigit($0) || "+-.".utf8.contains($0) }
    var isFirstSegment = true
    for byte in origin.utf8 {
      if byte == UInt8(ascii: "/") { isFirstSegment = false }
      let isColon = byte == UInt8(ascii: ":")
      if isAllowed(byte), !isColon || isScheme || !isFirstSegment {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || "-._~!$&'()*+,;=:@/?".utf8.contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
