import Daybook

/// Fields as the options they are given by, each with its kind and what it means.
struct FieldList {
  private var rows: [(name: String, text: String)] = []

  init(_ fields: [FieldDescription], operands: [FieldDescription] = []) {
    let names = operands.map(\.name)
    for field in fields { add(field, prefix: "--", isOperand: names.contains(field.name)) }
  }

  var text: String { Help.aligned(rows) }
  var isEmpty: Bool { rows.isEmpty }

  private mutating func add(_ field: FieldDescription, prefix: String, isOperand: Bool) {
    let option = prefix + OptionValue.hyphenated(field.name)
    let mark = field.isRequired ? " (required)" : ""
    if case .object(let inner) = field.kind {
      rows.append((option + " JSON", field.help + mark + "; or in parts:"))
      for part in inner { add(part, prefix: "  " + option + ".", isOperand: false) }
      return
    }
    let kind = Self.placeholder(field.kind, name: field.name)
    let name = option + (kind.isEmpty ? "" : " \(kind)")
    let more = Self.more(field.kind, option: Self.trimmed(option))
    rows.append((isOperand ? "\(Self.operand(field)), \(name)" : name, field.help + mark + more))
  }

  /// `<customer>`, `<name>…`.
  static func operand(_ field: FieldDescription) -> String {
    if case .list = field.kind { return "<\(OptionValue.hyphenated(field.name))>…" }
    return "<\(OptionValue.hyphenated(field.name))>"
  }

  /// Texts of which there is more to say than that they are texts.
  private static let texts = [
    "as_of": "POSITION|TIME", "checkpoint": "FILE", "field": "FIELD", "file": "FILE",
    "from": "POSITION|TIME", "id": "ID", "into": "FILE", "ledger": "FILE",
    "limit_seconds": "SECONDS", "query": "SQL", "timeout": "SECONDS", "to": "POSITION|TIME",
    "until": "POSITION|TIME",
  ]

  /// What stands for a value of a kind.
  static func placeholder(_ kind: FieldKind, name: String) -> String {
    switch kind {
    case .text: texts[name] ?? "TEXT"
    case .email: "EMAIL"
    case .code: "CODE"
    case .integer: "NUMBER"
    case .boolean: ""
    case .time: "TIME"
    case .day: "DAY"
    case .entity(let kind): kind.uppercased()
    case .choice(let names):
      names.count <= 3 ? names.joined(separator: "|") : OptionValue.hyphenated(name).uppercased()
    case .object, .map: "JSON"
    case .list(let element): placeholder(element, name: name) + "…"
    }
  }

  private static func more(_ kind: FieldKind, option: String) -> String {
    switch kind {
    case .map: "; or \(option).KEY TEXT, where the value is a text"
    case .list(.object(let inner)):
      "; objects of " + inner.map { $0.name + ($0.isRequired ? "*" : "") }.joined(separator: ", ")
    case .choice(let names) where names.count > 3: "; one of " + names.joined(separator: ", ")
    case .list(.choice(let names)) where names.count > 3:
      "; may be repeated; of " + names.joined(separator: ", ")
    case .list: "; may be repeated"
    default: ""
    }
  }

  private static func trimmed(_ option: String) -> String {
    String(option.drop { $0 == " " })
  }
}
