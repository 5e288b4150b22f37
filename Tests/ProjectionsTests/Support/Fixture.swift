import Foundation
import Model
import Projections
import SQLite
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder that is gone with the test, and the path of read models in it.
final class Fixture {
  let folder: String
  var path: String { "\(folder)/ledger.projections.db" }

  init() throws {
    var template = Array("/tmp/daybook-projections-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure("no temporary folder") }
    folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    for name in files { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }

  /// The names of the files in the folder.
  var files: [String] {
    guard let listing = opendir(folder) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if ![".", ".."].contains(name) { names.append(name) }
    }
    return names.sorted()
  }

  /// Overwrites a part of a file, or makes it.
  func write(_ bytes: [UInt8], to path: String, at offset: Int = 0) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o644)
    guard descriptor >= 0 else { throw Failure("cannot open \(path)") }
    defer { close(descriptor) }
    guard pwrite(descriptor, bytes, bytes.count, off_t(offset)) == bytes.count else {
      throw Failure("cannot write to \(path)")
    }
  }

  /// Where some bytes stand in the file of the read models.
  func offsets(of text: String) throws -> [Int] {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let wanted = Array(text.utf8)
    return bytes.indices.filter { bytes[$0...].starts(with: wanted) }
  }

  /// The rights of a file, such as 0o600.
  func rights(of path: String) -> mode_t {
    var information = stat()
    stat(path, &information)
    return information.st_mode & 0o777
  }
}

struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

extension ReadModels {
  /// The rows of a query as JSON values.
  func values(_ query: String, _ parameters: [String: JSON] = [:]) throws -> [JSON] {
    try rows(query, parameters).map { try JSON(parsing: $0) }
  }

  /// The only row of a query.
  func value(_ query: String, _ parameters: [String: JSON] = [:]) throws -> JSON {
    let values = try values(query, parameters)
    try #require(values.count == 1)
    return values[0]
  }

  /// All rows of all tables and all words of all indexes, for comparing two read models.
  func contents() throws -> [String] {
    var tables: [String] = []
    try connection.query(
      """
      SELECT name, type FROM pragma_table_list
      WHERE schema = 'main' AND type IN ('table', 'virtual')
        AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
      ORDER BY name
      """
    ) { row in
      let name = try row.text(0)
      tables.append(try row.text(1) == "virtual" ? "\(name)_listed" : name)
    }
    var rows: [String] = []
    for table in tables {
      if table.hasSuffix("_listed") {
        try connection.execute(
          """
          CREATE VIRTUAL TABLE IF NOT EXISTS temp.\(table)
          USING fts5vocab('main', '\(table.dropLast(7))', 'instance')
          """
        )
      }
      var lines: [String] = []
      // How fast it was filled is another figure each time.
      let columns =
        table == "projections" ? "name, version, position, leaf, objects, problem" : "*"
      try connection.query("SELECT \(columns) FROM \"\(table)\"") { row in
        lines.append(
          try (0..<row.columnCount).map { column in
            switch row.type(column) {
            case .null: "NULL"
            case .integer: "\(try row.integer(column))"
            default: "'\(String(decoding: try row.bytes(column), as: UTF8.self))'"
            }
          }.joined(separator: ", ")
        )
      }
      rows += lines.sorted().map { "\(table): \($0)" }
    }
    return rows
  }
}

/// Read models in memory that have taken in a log.
func filled(_ log: FakeLog) throws -> ReadModels {
  let models = try ReadModels.temporary()
  try models.catchUp(with: log)
  return models
}
