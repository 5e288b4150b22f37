import Model
import SQLite

/// Compares a table of two databases row by row in the order of its key.
struct TableComparison {
  private let projection: String
  private let table: String
  private let shape: TableShape
  private let live: Statement
  private let replayed: Statement

  init(
    projection: String,
    table: String,
    shape: TableShape,
    live: Connection,
    replayed: Connection
  ) throws {
    self.projection = projection
    self.table = table
    self.shape = shape
    self.live = try live.prepare(shape.statement, persistent: false)
    self.replayed = try replayed.prepare(shape.statement, persistent: false)
  }

  /// The first row that differs, or nil.
  func difference() throws -> Difference? {
    defer {
      live.reset()
      replayed.reset()
    }
    while true {
      switch (try live.step(), try replayed.step()) {
      case (false, false): return nil
      case (true, false): return missing(live, isLive: true)
      case (false, true): return missing(replayed, isLive: false)
      case (true, true):
        guard let column = try firstDifference() else { continue }
        return try difference(in: column)
      }
    }
  }

  private var keyCount: Int { max(1, shape.key.count) }

  private func firstDifference() throws -> Int? {
    for column in 0..<keyCount + shape.columns.count {
      let type = live.type(column)
      guard type == replayed.type(column) else { return column }
      let isSame =
        switch type {
        case .null: true
        case .integer: try live.integer(column) == replayed.integer(column)
        // Bits tell apart what numbers do not, and NaN is like itself.
        case .real: try live.real(column).bitPattern == replayed.real(column).bitPattern
        case .text, .blob:
          try live.withBytes(column) { one in
            try replayed.withBytes(column) { other in Self.isSame(one, other) }
          }
        }
      if !isSame { return column }
    }
    return nil
  }

  private static func isSame(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
    guard one.count == other.count else { return false }
    for index in one.indices where one[index] != other[index] { return false }
    return true
  }

  private func difference(in column: Int) throws -> Difference {
    guard column < keyCount else {
      let index = column - keyCount
      return Difference(
        projection: projection,
        table: table,
        key: key(of: live),
        field: shape.columns[index],
        live: Self.value(live, column),
        replayed: Self.value(replayed, column)
      )
    }
    // Keys differ: the lesser of the two has no partner.
    return try isLiveFirst(at: column)
      ? missing(live, isLive: true) : missing(replayed, isLive: false)
  }

  private func isLiveFirst(at column: Int) throws -> Bool {
    if live.type(column) == .integer, replayed.type(column) == .integer {
      return try live.integer(column) < replayed.integer(column)
    }
    let one = Self.value(live, column).string ?? ""
    let other = Self.value(replayed, column).string ?? ""
    return one.utf8.lexicographicallyPrecedes(other.utf8)
  }

  private func missing(_ statement: Statement, isLive: Bool) -> Difference {
    var row = JSONObject()
    for (index, name) in shape.columns.enumerated() {
      row[name] = Self.value(statement, keyCount + index)
    }
    return Difference(
      projection: projection,
      table: table,
      key: key(of: statement),
      field: nil,
      live: isLive ? .object(row) : .null,
      replayed: isLive ? .null : .object(row)
    )
  }

  private func key(of statement: Statement) -> JSON {
    var key = JSONObject()
    for (index, name) in (shape.key.isEmpty ? ["row"] : shape.key).enumerated() {
      key[name] = Self.value(statement, index)
    }
    return .object(key)
  }

  /// A value for people to read.
  private static func value(_ statement: Statement, _ column: Int) -> JSON {
    switch statement.type(column) {
    case .null: .null
    case .integer: (try? statement.integer(column)).map(JSON.integer) ?? .null
    case .text, .real, .blob:
      .string(String(decoding: (try? statement.bytes(column)) ?? [], as: UTF8.self))
    }
  }
}
