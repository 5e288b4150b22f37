import Addresses
import EventLog
import Model

extension InputPart {
  private static let proof = """
    c2sp.org/tlog-proof@v1
    extra eyJhIjoxfQ==
    index 1
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

    example.com/shop
    2
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
    """

  /// Texts for everything that reads them; what is taken must mean the same when it is written again.
  static func parse(_ grammar: inout Grammar) throws {
    let value = grammar.json()
    var bytes = Array(value.canonicalText.utf8)
    if grammar.random.chance(percent: 80) { bytes = grammar.mutated(bytes) }
    try? MemberScanner.scan(bytes.span) { _, _, _ in }
    try? MemberScanner.scanElements(bytes.span) { _, _ in }
    if let read = try? JSON(parsing: bytes) {
      let again = try JSON(parsing: read.canonicalText)
      try Problem.unless(again == read, "JSON changes when it is written: \(read.canonicalText)")
    }
    let text = String(
      decoding: grammar.mutated(Array(grammar.text().utf8)),
      as: UTF8.self
    )
    if let email = EmailAddress(text) {
      try Problem.unless(EmailAddress(email.text) == email, "an e-mail changes: \(text)")
    }
    if let time = Instant(text) {
      try Problem.unless(Instant(time.text) == time, "a time changes: \(text)")
      _ = CalendarDuration(grammar.text())?.end(from: time)
    }
    _ = Instant(date: text)
    if let span = CalendarDuration(text) { _ = span.end(from: Instant(microseconds: 0)) }
    if let decoded = Base64.decode(text) {
      try Problem.unless(Base64.encode(decoded) == text, "base64 changes: \(text)")
    }
    if let decoded = Base64.decodeURL(text) {
      try Problem.unless(Base64.encodeURL(decoded) == text, "base64url changes: \(text)")
    }
    var address = value.object ?? [:]
    for name in ["country_code", "postal_code", "administrative_area"] {
      address[name] = .string(grammar.text())
    }
    _ = AddressRules.validate(address)
    _ = AddressRules.canonicalArea(of: address)
    let proof = grammar.mutated(Array(Self.proof.utf8))
    if let read = try? Proof(parsing: proof) {
      _ = read.holds
      try Problem.unless(
        try Proof(parsing: Array(read.text.utf8)) == read,
        "a proof changes: \(read.text)"
      )
    }
    _ = try? Checkpoint(parsing: Array(proof.suffix(proof.count / 2)))
  }
}
