import Model
import SQLite

/// A value that SQL gave.
enum SQLValue {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  init(_ row: borrowing Row, _ column: Int) throws(SQLiteError) {
    switch row.type(column) {
    case .null: self = .null
    case .integer: self = .integer(try row.integer(column))
    case .real: self = .real(try row.real(column))
    // SQL can make text of bytes that are none; they are replaced, not refused.
    case .text: self = .text(String(decoding: try row.bytes(column), as: UTF8.self))
    case .blob: self = .blob(try row.bytes(column))
    }
  }

  /// For tables and CSV; nil for NULL.
  var plain: String? {
    switch self {
    case .null: nil
    case .integer(let value): String(value)
    case .real(let value): value.description
    case .text(let value): value
    case .blob(let value): Base64.encode(value)
    }
  }

  func appendJSON(to bytes: inout [UInt8]) {
    switch self {
    case .text(let value): JSON.appendCanonical(value, to: &bytes)
    case .blob(let value): JSON.appendCanonical(Base64.encode(value), to: &bytes)
    case .real(let value) where !value.isFinite: bytes.append(contentsOf: "null".utf8)
    case .null: bytes.append(contentsOf: "null".utf8)
    case .integer, .real: bytes.append(contentsOf: (plain ?? "null").utf8)
    }
  }

  var isNumber: Bool {
    switch self {
    case .integer, .real: true
    default: false
    }
  }
}
