/// One thing in full: a title, then a name and a value a line.
struct Sheet {
  private var rows: [(name: String, value: String)] = []

  init() {}

  /// Adds a line; one without a value is left out.
  mutating func add(_ name: String, _ value: String) {
    if !value.isEmpty { rows.append((name, value)) }
  }

  var isEmpty: Bool { rows.isEmpty }

  /// The lines, values aligned.
  func lines(_ style: Style) -> [String] {
    let width = rows.map { DisplayWidth.of($0.name) }.max() ?? 0
    return rows.map { name, value in
      let padding = String(repeating: " ", count: width - DisplayWidth.of(name))
      return style(.faint, name) + padding + "  " + value
    }
  }
}
