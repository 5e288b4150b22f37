import EventLog
import Model

/// An export in memory: its lines, without their ends.
struct ExportText: Equatable {
  var lines: [[UInt8]]

  init(of log: EventLog) throws {
    var bytes: [UInt8] = []
    _ = try log.export(to: { bytes += $0 })
    self.init(bytes)
  }

  /// Cuts bytes into lines as whoever reads a file does.
  init(_ bytes: [UInt8]) {
    lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map(Array.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
  }

  var bytes: [UInt8] { lines.flatMap { $0 + [UInt8(ascii: "\n")] } }

  /// What a line says.
  func json(_ line: Int) throws -> JSON {
    let bytes = lines[line - 1]
    return try JSON(parsing: bytes.span, greatestDepth: 80)
  }

  /// Changes what a line says, and writes it in canonical form.
  mutating func change(_ line: Int, _ body: (inout JSONObject) -> Void) throws {
    var object = try json(line).object ?? [:]
    body(&object)
    lines[line - 1] = Array(JSON.object(object).canonicalText.utf8)
  }

  /// Changes the entry of an event.
  mutating func change(entry position: Int, _ body: (inout JSONObject) -> Void) throws {
    try change(position + 1) { line in
      var entry = line["entry"]?.object ?? [:]
      body(&entry)
      line["entry"] = .object(entry)
    }
  }

  /// Gives each entry the commitment to its personal part, and the header the root and the size of
  /// the entries: what somebody would do who forges an export.
  mutating func seal() throws {
    var tree = HashTree()
    for line in lines.indices.dropFirst() {
      try change(line + 1) { object in
        guard var entry = object["entry"]?.object, let personal = object["personal"]?.object,
          let salt = object["salt"]?.string.flatMap(Base64.decode)
        else { return }
        let text = Array(JSON.object(personal).canonicalText.utf8)
        entry["commitment"] = .string(SHA256.hash(salt + text).base64)
        object["entry"] = .object(entry)
      }
      let entry = try json(line + 1)["entry"]
      tree.append(leaf: HashTree.leaf(Array(entry.canonicalText.utf8)))
    }
    try change(1) { header in
      header["root"] = .string(tree.root.base64)
      header["size"] = .integer(tree.size)
    }
  }

  /// Imports into a new ledger.
  func make(_ path: String, check: @escaping Importer.Check = { _ in nil }) throws {
    let header = try ExportHeader(parsing: lines.first ?? [])
    try EventLog.create(path: path, from: header, contracts: Story.contracts, check: check) {
      for line in lines.dropFirst() { try $0.take(line) }
    }
  }

  /// Imports into a ledger that is there.
  func fill(_ log: EventLog) throws {
    let header = try ExportHeader(parsing: lines.first ?? [])
    try log.fill(from: header, check: { _ in nil }) {
      for line in lines.dropFirst() { try $0.take(line) }
    }
  }
}
