import Addresses
import Daybook
import EventLog
import Model
import Seeded

/// Everything that reads what comes from outside; what is taken must mean the same when it is written
/// again.
enum Parsing {
  private static let checkpoint = """
    example.com/shop
    2
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

    """
  private static let proofs = [
    """
    c2sp.org/tlog-proof@v1
    extra eyJhIjoxfQ==
    index 1
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

    \(checkpoint)
    """,
    """
    daybook-consistency-proof@v1
    from 1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

    \(checkpoint)
    """,
    checkpoint,
  ]

  /// Texts that are mostly of the right form, among them changed lines of an export.
  static func parse(_ grammar: inout Grammar, export: [[UInt8]]) throws {
    let value = grammar.json()
    var bytes = Array(value.canonicalText.utf8)
    if grammar.random.chance(percent: 80) { bytes = grammar.mutated(bytes) }
    try json(bytes)
    let text = String(decoding: grammar.mutated(Array(grammar.text().utf8)), as: UTF8.self)
    try word(text)
    var address = value.object ?? [:]
    for name in ["country_code", "postal_code", "administrative_area"] {
      address[name] = .string(grammar.text())
    }
    Self.address(address)
    try proof(grammar.mutated(Array(grammar.random.pick(proofs).utf8)))
    Self.export(grammar.mutated(grammar.random.pick(export), with: Self.wordsOfExports))
    // These take their time to be made up.
    if grammar.random.chance(percent: 20) { try commandLine(grammar.arguments()) }
    if grammar.random.chance(percent: 20) { request(grammar.line()) }
    try canonical(bytes)
    try csv(grammar.csv(rows: 3))
    try sql(String(decoding: grammar.sql(), as: UTF8.self))
  }

  /// The same bytes for each of them.
  static func parse(_ bytes: [UInt8]) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    try json(bytes)
    try word(text)
    try proof(bytes)
    export(bytes)
    try canonical(bytes)
    try csv(bytes)
    try sql(text)
    try commandLine(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    if let object = try? JSON(parsing: bytes).object { address(object) }
    request(bytes)
  }

  /// What is put into exports.
  static let wordsOfExports = ["\n", "null", "\"\"", "0", ",", "}", "1"]

  private static func request(_ bytes: [UInt8]) {
    guard let object = try? JSON(parsing: bytes).object else { return }
    _ = try? Request(object, defaults: Provenance(actor: "torture"))
  }

  private static func json(_ bytes: [UInt8]) throws {
    try? MemberScanner.scan(bytes.span) { _, _, _ in }
    try? MemberScanner.scanElements(bytes.span) { _, _ in }
    guard let read = try? JSON(parsing: bytes) else { return }
    let again = try JSON(parsing: read.canonicalText)
    try Problem.unless(again == read, "JSON changes when it is written: \(read.canonicalText)")
  }

  private static func word(_ text: String) throws {
    if let email = EmailAddress(text) {
      try Problem.unless(EmailAddress(email.text) == email, "an e-mail changes: \(text)")
    }
    let span = CalendarDuration(text)
    if let time = Instant(text) {
      try Problem.unless(Instant(time.text) == time, "a time changes: \(text)")
    }
    if let day = Instant(date: text) { _ = CalendarDuration("P1Y")?.end(from: day) }
    _ = span?.end(from: Instant(microseconds: 0))
    if let decoded = Base64.decode(text) {
      try Problem.unless(Base64.encode(decoded) == text, "base64 changes: \(text)")
    }
    if let decoded = Base64.decodeURL(text) {
      try Problem.unless(Base64.encodeURL(decoded) == text, "base64url changes: \(text)")
    }
  }

  private static func address(_ address: JSONObject) {
    _ = AddressRules.validate(address)
    _ = AddressRules.canonicalArea(of: address)
  }

  private static func proof(_ bytes: [UInt8]) throws {
    if let read = try? Proof(parsing: bytes) {
      _ = read.holds
      try Problem.unless(
        try Proof(parsing: Array(read.text.utf8)) == read,
        "a proof changes: \(read.text)"
      )
    }
    if let read = try? Checkpoint(parsing: bytes) {
      try Problem.unless(
        try Checkpoint(parsing: Array(read.text.utf8)) == read,
        "a checkpoint changes: \(read.text)"
      )
    }
    _ = try? Checkpoint(parsing: Array(bytes.suffix(bytes.count / 2)))
  }

  private static func export(_ bytes: [UInt8]) {
    _ = try? ExportHeader(parsing: bytes)
    _ = try? ExportedEvent(parsing: bytes)
  }
}
