import Model

/// One line of an export: an entry, and the personal part that belongs to it as long as nobody erased
/// it.
package struct ExportedEvent {
  let record: EventRecord
  /// The public fields.
  let data: JSONObject
  let personal: (salt: [UInt8], text: [UInt8], fields: JSONObject)?

  /// Writes a line with its end.
  static func line(_ entry: [UInt8], _ personal: (salt: [UInt8], text: [UInt8])?) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(entry.count + (personal?.text.count ?? 4) + 90)
    line.append(contentsOf: "{\"entry\":".utf8)
    line.append(contentsOf: entry)
    line.append(contentsOf: ",\"personal\":".utf8)
    if let personal {
      line.append(contentsOf: personal.text)
      line.append(contentsOf: ",\"salt\":\"".utf8)
      line.append(contentsOf: Base64.encode(personal.salt).utf8)
      line.append(contentsOf: "\"}\n".utf8)
    } else {
      line.append(contentsOf: "null,\"salt\":null}\n".utf8)
    }
    return line
  }

  /// Reads a line, given without its end: the canonical form of an entry and what it commits to.
  package init(parsing line: [UInt8]) throws(FormatError) {
    let json: JSON
    do {
      json = try JSON(parsing: line.span, greatestDepth: EventRecord.greatestDepth)
    } catch {
      throw FormatError(nil, "the line is damaged: \(error.message), at byte \(error.offset)")
    }
    guard let members = json.object, members.count == 3, let entry = members["entry"],
      let personal = members["personal"], let salt = members["salt"]
    else { throw FormatError(nil, "the line must have entry, personal and salt") }
    do throws(FormatError) {
      record = try EventRecord(entry)
    } catch {
      throw FormatError(nil, "the entry is wrong: \(error.message)")
    }
    data = entry["data"].object ?? [:]
    self.personal = try Self.personal(personal, salt, record.commitment)
    // Read again from what was understood: only then no byte of the line is left over.
    let again = Self.line(record.entry.bytes, self.personal.map { ($0.salt, $0.text) })
    guard again.dropLast().elementsEqual(line) else {
      throw FormatError(nil, "the line is not in canonical form (RFC 8785)")
    }
  }

  private static func personal(
    _ personal: JSON,
    _ salt: JSON,
    _ commitment: Digest?
  ) throws(FormatError) -> (salt: [UInt8], text: [UInt8], fields: JSONObject)? {
    if personal.isNull, salt.isNull { return nil }
    guard let commitment else {
      throw FormatError(nil, "there is a personal part, and the entry commits to none")
    }
    guard let fields = personal.object, !fields.isEmpty,
      let bytes = salt.string.flatMap(Base64.decode), bytes.count == 32
    else { throw FormatError(nil, "the personal part or its salt of 32 bytes is missing") }
    var text: [UInt8] = []
    fields.appendCanonical(to: &text)
    guard Commitment.hash(salt: bytes, personal: text) == commitment else {
      throw FormatError(nil, "the personal part is not the one that the entry commits to")
    }
    return (bytes, text, fields)
  }
}
