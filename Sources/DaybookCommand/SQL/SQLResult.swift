import Model

/// Writes the rows that SQL gives as they come, in one of three forms.
struct SQLResult {
  enum Form {
    case table
    case json
    case csv
  }

  private let form: Form
  private let names: [String]
  private let output: Output
  private var table: Table?
  private let style: Style
  private var count = 0

  init(_ form: Form, _ names: [String], style: Style, output: Output) {
    self.form = form
    self.names = form == .json ? Self.distinct(names) : names
    self.style = style
    self.output = output
  }

  mutating func add(_ row: [SQLValue]) throws(OutputError) {
    if count == 0 { try start(row) }
    count += 1
    switch form {
    case .table:
      try table?.add(row.map { Plain.text($0.plain ?? "") })
    case .csv:
      try output.write(CSV.line(row.map(\.plain)))
    case .json:
      var bytes = Array((count == 1 ? "[" : ",\n").utf8)
      for (index, value) in row.enumerated() {
        bytes.append(UInt8(ascii: index == 0 ? "{" : ","))
        JSON.appendCanonical(names[index], to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        value.appendJSON(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
      try output.write(bytes)
    }
  }

  mutating func finish() throws(OutputError) {
    if count == 0 { try start([]) }
    switch form {
    case .table: try table?.finish()
    case .csv: break
    case .json: try output.line(count == 0 ? "[]" : "]")
    }
  }

  private mutating func start(_ first: [SQLValue]) throws(OutputError) {
    switch form {
    case .json: break
    case .csv: try output.write(CSV.line(names))
    case .table:
      let columns = names.enumerated().map { index, name in
        Table.Column(Plain.text(name), isRight: index < first.count && first[index].isNumber)
      }
      table = Table(columns, style: style, output: output)
    }
  }

  /// A key stands once in a JSON object: of columns with one name, the second is `name:1`.
  private static func distinct(_ names: [String]) -> [String] {
    var distinct: [String] = []
    for name in names {
      var candidate = name
      var number = 0
      while distinct.contains(where: { $0.isSame(as: candidate) }) {
        number += 1
        candidate = "\(name):\(number)"
      }
      distinct.append(candidate)
    }
    return distinct
  }
}
