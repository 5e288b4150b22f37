package import Model

/// How long a text may be, or a free object: 1 MiB of UTF-8.
private let greatestTextLength = 1 << 20

extension String: FieldValue {
  package static var fieldKind: FieldKind { .text }

  package init(field json: JSON) throws(Refusal) {
    guard let text = json.string else { throw .invalid("must be a text") }
    guard text.utf8.count <= greatestTextLength else {
      throw .invalid("is longer than 1 MiB")
    }
    self = text
  }

  package var fieldJSON: JSON { .string(self) }

  /// An empty text is no value: forms and CSV files leave fields empty.
  package static func isNothing(_ json: JSON) -> Bool {
    json.isNull || json.string?.isEmpty == true
  }
}

extension Int64: FieldValue {
  package static var fieldKind: FieldKind { .integer }

  package init(field json: JSON) throws(Refusal) {
    guard let number = json.integer else { throw .invalid("must be a whole number") }
    self = number
  }

  package var fieldJSON: JSON { .integer(self) }
}

extension Bool: FieldValue {
  package static var fieldKind: FieldKind { .boolean }

  package init(field json: JSON) throws(Refusal) {
    guard let value = json.boolean else { throw .invalid("must be true or false") }
    self = value
  }

  package var fieldJSON: JSON { .boolean(self) }
}

extension Instant: FieldValue {
  package static var fieldKind: FieldKind { .time }

  package init(field json: JSON) throws(Refusal) {
    guard let text = json.string, let instant = Instant(text) else {
      throw .invalid("must be a time such as 2026-03-01T12:00:00Z")
    }
    self = instant
  }

  package var fieldJSON: JSON { .string(text) }
}

extension EmailAddress: FieldValue {
  package static var fieldKind: FieldKind { .email }

  package init(field json: JSON) throws(Refusal) {
    guard let text = json.string else { throw .invalid("must be a text") }
    guard let email = EmailAddress(text) else {
      throw Refusal(
        .emailInvalid,
        "This is not an e-mail address: one @, no white space, a domain."
      )
    }
    self = email
  }

  package var fieldJSON: JSON { .string(text) }
}

extension Channel: Choice {}

extension JSONObject: FieldValue {
  package static var fieldKind: FieldKind { .map }

  package init(field json: JSON) throws(Refusal) {
    guard let object = json.object else { throw .invalid("must be an object") }
    guard json.textLength <= greatestTextLength else { throw .invalid("is longer than 1 MiB") }
    self = object
  }

  package var fieldJSON: JSON { .object(self) }
}

extension JSON {
  /// About how long the text is that it makes, whatever its numbers are.
  fileprivate var textLength: Int {
    switch self {
    case .string(let text): text.utf8.count + 2
    case .array(let elements): elements.reduce(2) { $0 + $1.textLength + 1 }
    case .object(let object): object.reduce(2) { $0 + $1.key.utf8.count + $1.value.textLength + 4 }
    case .null, .boolean, .integer: 4
    }
  }
}
