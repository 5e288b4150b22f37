import Model

/// A column of a table of JSON objects.
struct TableColumn: Sendable {
  let column: Table.Column
  let text: @Sendable (JSON) -> String

  init(
    _ heading: String,
    isRight: Bool = false,
    isFlexible: Bool = false,
    _ text: @escaping @Sendable (JSON) -> String
  ) {
    column = Table.Column(heading, isRight: isRight, isFlexible: isFlexible)
    self.text = text
  }

  /// A column that shows a member as it is.
  init(_ heading: String, key: String, isRight: Bool = false, isFlexible: Bool = false) {
    self.init(heading, isRight: isRight, isFlexible: isFlexible) { Cell.text($0[key]) }
  }

  /// Columns for rows that have no layout of their own: their members, in the order they come in.
  static func generic(_ row: String) throws -> [TableColumn] {
    var columns: [TableColumn] = []
    let text = row.utf8Span.span
    try MemberScanner.scan(text) { key, _, kind in
      let name = String(decoding: MemberScanner.unescaped(text, key), as: UTF8.self)
      let heading = String(name.map { $0 == "_" ? " " : $0 })
      columns.append(TableColumn(heading, key: name, isRight: kind == .integer))
    }
    return columns
  }
}
