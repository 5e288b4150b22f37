import Daybook

/// Something the program can be asked to do, of whichever kind: what the arguments, the help and
/// the dispatcher need to know of it.
struct Subcommand: Sendable {
  enum Kind: Sendable {
    case write(any Decision.Type)
    case query(any Query.Type)
    case other(any Command.Type)
  }

  let kind: Kind
  /// `customer.edit`, or one word such as `log`.
  let name: String

  /// As the fields: made when asked for.
  var summary: String {
    switch kind {
    case .write(let type): type.summary
    case .query(let type): type.summary
    case .other(let type): type.summary
    }
  }

  /// Made when asked for: only those of the subcommand that runs are.
  var fields: [FieldDescription] {
    switch kind {
    case .write(let type): type.fieldDescriptions
    case .query(let type): type.fieldDescriptions
    case .other(let type): type.fieldDescriptions
    }
  }

  /// `customer edit`, as people type it.
  var spelling: String { Self.spelling(name) }
  /// `customer`.
  var noun: String { name.split(separator: ".").first.map(String.init) ?? name }
  /// `edit`; nil for a subcommand of one word.
  var verb: String? {
    let words = name.split(separator: ".")
    return words.count == 2 ? String(words[1]) : nil
  }

  /// Whether a common option means something to it.
  func takes(_ option: FieldDescription) -> Bool {
    switch option.name {
    case "as_of": takesMoment
    case "effective": takesEffective
    case "csv": takesCSV
    default: true
    }
  }

  /// Whether it can be asked of an earlier point of history.
  private var takesMoment: Bool {
    switch kind {
    case .write: false
    case .query: true
    case .other(let type): type.takesMoment
    }
  }

  private var takesEffective: Bool {
    if case .other(let type) = kind { type.takesEffective } else { takesMoment }
  }

  /// Whether what it prints has rows.
  private var takesCSV: Bool {
    switch kind {
    case .write: false
    case .query(let type): verb == "list" || type.rowsMember != nil
    case .other(let type): type.takesCSV
    }
  }

  /// The fields that words without an option fill, one after the other: the subject first.
  var operands: [FieldDescription] {
    let fields = fields
    guard let first = fields.first else { return [] }
    if case .other(let type) = kind { return Array(fields.prefix(type.operandCount)) }
    switch first.kind {
    case .entity, .email: return [first]
    default: return first.isRequired ? [first] : []
    }
  }

  static func spelling(_ name: String) -> String {
    String(name.map { $0 == "." ? " " : $0 == "_" ? "-" : $0 })
  }
}

extension Subcommand {
  /// All that there is, in no order; every start of the program looks for one of them.
  private static let listed: [Subcommand] =
    Decisions.all.map { Subcommand(kind: .write($0.type), name: $0.name) }
    + Queries.all.map { Subcommand(kind: .query($0.type), name: $0.name) }
    + Commands.all.map { Subcommand(kind: .other($0.type), name: $0.name) }

  /// All that there is, sorted by name.
  static let all = listed.sorted { $0.name < $1.name }

  static func named(_ name: String) -> Subcommand? {
    listed.first { $0.name == name }
  }

  /// Whether a word is the noun of any.
  static func isNoun(_ word: String) -> Bool {
    listed.contains { $0.name.hasPrefix(word) && $0.noun == word }
  }

  /// The nouns, each once.
  static var nouns: [String] {
    all.reduce(into: []) { nouns, one in
      if nouns.last != one.noun { nouns.append(one.noun) }
    }
  }

  /// The subcommands of a noun.
  static func all(of noun: String) -> [Subcommand] {
    all.filter { $0.noun == noun }
  }
}
