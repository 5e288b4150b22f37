import Daybook
import Model

/// The header of a CSV file: what each of its columns means.
///
/// An error repeats of it only what is nearly the name of a column: where the header was forgotten, it is
/// what somebody's row says of them.
struct CSVHeader {
  private enum Use {
    /// Fills a field of the command.
    case field([String])
    /// Fills a field of a line of an order.
    case line([String])
    /// Chooses between an account and a guest.
    case account
    /// Says that something may be used, as all that is new may.
    case enabled
    /// Follows from other columns.
    case derived
  }

  let kind: CSVKind
  let names: [String]
  private let uses: [Use]
  private let fields: [FieldDescription]
  private let lineFields: [FieldDescription]

  /// Understands the names of columns; the kind is told by them when none is given.
  ///
  /// - Throws: `field_invalid` or `field_unknown`.
  init(_ cells: [String?], _ given: CSVKind?) throws(Refusal) {
    let names = try Self.names(cells)
    guard let kind = given ?? CSVKind.told(by: names) else {
      throw Refusal(
        .fieldInvalid,
        "The header does not tell what the rows are: customers have a column email, profiles "
          + "customer and address.country_code, orders currency. Say it with --kind."
      )
    }
    let fields = kind.fields
    let lineFields = kind.lineFields
    self.kind = kind
    self.names = names
    self.fields = fields
    self.lineFields = lineFields
    uses = try names.enumerated().map { (index, name) throws(Refusal) in
      try Self.use(of: name, index + 1, kind, fields, lineFields)
    }
    try checkPaths()
  }

  private static func names(_ cells: [String?]) throws(Refusal) -> [String] {
    var names: [String] = []
    for (index, cell) in cells.enumerated() {
      guard let name = cell, !name.isEmpty else {
        throw Refusal(.fieldInvalid, "Column \(index + 1) has no name.")
      }
      if let other = names.firstIndex(where: { $0.isSame(as: name) }) {
        throw Refusal(
          .fieldInvalid,
          "The columns \(other + 1) and \(index + 1) have the same name."
        )
      }
      names.append(name)
    }
    return names
  }

  private static func use(
    of name: String,
    _ column: Int,
    _ kind: CSVKind,
    _ fields: [FieldDescription],
    _ lineFields: [FieldDescription]
  ) throws(Refusal) -> Use {
    if kind == .customers, name == "has_account" { return .account }
    if kind != .orders, name == "enabled" { return .enabled }
    if kind.derived.contains(name) { return .derived }
    let path = (kind.renamed[name] ?? name).split(separator: ".", omittingEmptySubsequences: false)
      .map(String.init)
    if OptionValue.kind(of: path, among: fields) != nil { return .field(path) }
    if OptionValue.kind(of: path, among: lineFields) != nil { return .line(path) }
    let known = (fields + lineFields).flatMap(\.paths) + (kind == .customers ? ["has_account"] : [])
    guard let nearest = Spelling.nearest(to: name, among: known) else {
      let help = "daybook help \(Subcommand.spelling(kind.command(hasAccount: true)))"
      throw Refusal(
        .fieldUnknown,
        "The name of column \(column) is none for \(kind.rawValue); see `\(help)`."
      )
    }
    throw Refusal(
      .fieldUnknown,
      "There is no column \(Plain.quoted(name)) for \(kind.rawValue); did you mean \(nearest)?",
      details: ["field": .string(name)]
    )
  }

  /// Makes sure that no column says what another one says in parts.
  private func checkPaths() throws(Refusal) {
    var columns = JSONObject()
    for (name, use) in zip(names, uses) {
      guard let path = Self.path(use) else { continue }
      columns[path.joined(separator: ".")] = .string(name)
    }
    for (name, use) in zip(names, uses) {
      guard let path = Self.path(use) else { continue }
      for length in 1...path.count {
        let other = columns[path.prefix(length).joined(separator: ".")]?.string
        guard let other, !other.isSame(as: name) else { continue }
        throw Refusal(
          .fieldInvalid,
          "The columns \(Plain.quoted(other)) and \(Plain.quoted(name)) say the same.",
          details: ["field": .string(name)]
        )
      }
    }
  }

  /// Where the value goes, a line's being inside the field `lines`.
  private static func path(_ use: Use) -> [String]? {
    switch use {
    case .field(let path): path.map(OptionValue.underscored)
    case .line(let path): ["lines"] + path.map(OptionValue.underscored)
    default: nil
    }
  }
}

extension CSVHeader {
  /// Whether lines of orders have columns, so that an order may take several rows.
  var hasLines: Bool {
    uses.contains { if case .line = $0 { true } else { false } }
  }

  /// Whether a column says the same for all rows of an order.
  func isShared(_ column: Int) -> Bool {
    if case .field = uses[column] { true } else { false }
  }

  /// What a row names itself by: its reference, or else its number.
  func key(of cells: [String?]) -> CSVKey? {
    for name in CSVKey.fields {
      let column = names.firstIndex(of: name)
      if let column, let text = cells[column], !text.isEmpty {
        return CSVKey(field: name, value: text)
      }
    }
    return nil
  }

  /// The command that a row gives, without the lines of an order.
  ///
  /// - Throws: `field_invalid`.
  func command(of cells: [String?]) throws(Refusal) -> JSONObject {
    var command = JSONObject()
    var hasAccount = true
    for (index, cell) in cells.enumerated() {
      guard let text = cell, !text.isEmpty else { continue }
      switch uses[index] {
      case .field(let path):
        try OptionValue.set(path, to: text, in: &command, fields, nullClears: false)
      case .account: hasAccount = try Self.boolean(text, names[index])
      case .enabled:
        guard try Self.boolean(text, names[index]) else {
          throw .invalid(names[index], "must be true or empty: import first, then disable")
        }
      case .line, .derived: break
      }
    }
    command["command"] = .string(kind.command(hasAccount: hasAccount))
    return command
  }

  /// The line of an order that a row gives; nil when it gives none.
  ///
  /// - Throws: `field_invalid`.
  func line(of cells: [String?]) throws(Refusal) -> JSONObject? {
    var line = JSONObject()
    for (index, cell) in cells.enumerated() {
      guard let text = cell, !text.isEmpty, case .line(let path) = uses[index] else { continue }
      try OptionValue.set(path, to: text, in: &line, lineFields, nullClears: false)
    }
    return line.isEmpty ? nil : line
  }

  private static func boolean(_ text: String, _ name: String) throws(Refusal) -> Bool {
    var object = JSONObject()
    let field = FieldDescription(name, .boolean, help: "")
    try OptionValue.set([name], to: text, in: &object, [field])
    return object[name] == true
  }
}

/// What a row names itself by, unique among all of its kind.
struct CSVKey {
  static let fields = ["reference", "number"]

  /// One of them.
  let field: String
  let value: String

  func isSame(as other: CSVKey) -> Bool {
    field == other.field && value.isSame(as: other.value)
  }
}
