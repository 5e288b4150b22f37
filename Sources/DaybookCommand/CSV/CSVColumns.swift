import Daybook
import Model

/// The columns of JSON objects: their members in the order in which they come, those of an object
/// inside by dotted names.
///
/// An address or a company has all columns that it can have, in the order of its declared fields,
/// whatever the rows hold. Lists, and objects whose keys people choose, are a column of JSON text.
struct CSVColumns {
  private struct Column {
    let key: [UInt8]
    /// Whether a row has something here that is no object.
    var hasValues = false
    var inner: [Column] = []
    /// Where the value stands in a line; nil when only the members of objects do.
    var place: Int?

    var name: String { String(decoding: key, as: UTF8.self) }
  }

  private var columns: [Column] = []
  /// The names of the columns.
  private(set) var names: [String] = []

  /// Objects that always have the same members.
  private static let shapes = [
    "address": Address.fields.map(\.description.name),
    "company": Company.fields.map(\.description.name),
  ]
  /// Objects with keys of the shop's own.
  private static let maps: Set<String> = ["fields", "metadata"]

  /// The columns that some rows need.
  init(of rows: [String]) throws {
    for row in rows { try Self.add(row.utf8Span.span, to: &columns) }
    Self.number(&columns, prefix: "", &names)
  }

  /// The cells of one of the rows; nil where it has nothing, or null.
  func cells(of row: String) throws -> [String?] {
    var cells = [String?](repeating: nil, count: names.count)
    try Self.fill(&cells, row.utf8Span.span, columns)
    return cells
  }

  private static func add(_ text: Span<UInt8>, to columns: inout [Column]) throws {
    var next = 0
    try MemberScanner.scan(text) { key, value, kind in
      let index = index(of: text.extracting(key), in: columns, near: next) ?? columns.count
      if index == columns.count {
        columns.append(Column(key: key.map { text[$0] }))
      }
      next = index + 1
      let isMap = kind == .object && maps.contains(columns[index].name)
      switch kind {
      case .null: break
      case .object where !isMap:
        if columns[index].inner.isEmpty {
          let names = shapes[columns[index].name] ?? []
          columns[index].inner = names.map { Column(key: Array($0.utf8)) }
        }
        try add(text.extracting(value), to: &columns[index].inner)
      default: columns[index].hasValues = true
      }
    }
  }

  /// Rows mostly have the same members in the same order.
  private static func index(of key: Span<UInt8>, in columns: [Column], near hint: Int) -> Int? {
    if hint < columns.count, isSame(key, columns[hint].key) { return hint }
    return columns.firstIndex { isSame(key, $0.key) }
  }

  private static func isSame(_ left: Span<UInt8>, _ right: [UInt8]) -> Bool {
    left.count == right.count && right.indices.allSatisfy { left[$0] == right[$0] }
  }

  private static func number(_ columns: inout [Column], prefix: String, _ names: inout [String]) {
    for index in columns.indices {
      let name = prefix + columns[index].name
      if columns[index].hasValues || columns[index].inner.isEmpty {
        columns[index].place = names.count
        names.append(name)
      }
      number(&columns[index].inner, prefix: name + ".", &names)
    }
  }

  private static func fill(
    _ cells: inout [String?],
    _ text: Span<UInt8>,
    _ columns: [Column]
  ) throws {
    var next = 0
    try MemberScanner.scan(text) { key, value, kind in
      guard let index = index(of: text.extracting(key), in: columns, near: next) else { return }
      next = index + 1
      let column = columns[index]
      if kind == .object, !maps.contains(column.name) {
        try fill(&cells, text.extracting(value), column.inner)
      } else if let place = column.place, kind != .null {
        cells[place] = string(text, value, kind)
      }
    }
  }

  /// A text as it is, anything else as JSON writes it.
  private static func string(
    _ text: Span<UInt8>,
    _ value: Range<Int>,
    _ kind: MemberScanner.Kind
  ) -> String {
    if case .string = kind {
      return String(decoding: MemberScanner.unescaped(text, value), as: UTF8.self)
    }
    return String(decoding: value.map { text[$0] }, as: UTF8.self)
  }
}
