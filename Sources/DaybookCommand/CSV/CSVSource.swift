import Daybook
import Model

/// Commands as rows of CSV files.
struct CSVSource: ApplySource, Sendable {
  private var files: [CSVFile]
  private let defaults: Provenance
  private let fingerprint: @Sendable ([UInt8]) -> [UInt8]
  private let size: Int64?
  /// Which file is read.
  private var current = 0
  private var bytesRead: Int64 = 0
  /// The order that the next row may belong to.
  private var pending: CSVRecord?
  /// The line of a row that could not be read and may belong to the order behind it.
  private var brokenLine: Int64?

  /// Files whose rows take what they do not say from the defaults; the fingerprint is keyed, so that
  /// nobody can guess from it what it was made of.
  init(
    _ files: [CSVFile],
    defaults: Provenance,
    fingerprint: @escaping @Sendable ([UInt8]) -> [UInt8]
  ) {
    self.files = files
    self.defaults = defaults
    self.fingerprint = fingerprint
    var size: Int64? = 0
    for file in files { size = size.flatMap { sum in file.reader.input.size.map { sum + $0 } } }
    self.size = size
  }

  var isAtEnd: Bool { current == files.count }
  var isReady: Bool { isAtEnd || files[current].reader.input.isReady }

  var fraction: Double? {
    let read = bytesRead + (isAtEnd ? 0 : files[current].reader.bytesRead)
    return size.map { $0 > 0 ? Double(read) / Double($0) : 1 }
  }

  mutating func fill() throws {
    guard !isAtEnd else { return }
    try files[current].reader.fill()
  }

  mutating func next() -> ApplyLine? {
    while !isAtEnd {
      guard let row = files[current].next() else {
        guard files[current].reader.isAtEnd else { return nil }
        let last = pending.map(finish)
        pending = nil
        brokenLine = nil
        bytesRead += files[current].reader.bytesRead
        current += 1
        guard let last else { continue }
        return last
      }
      if let line = take(row) { return line }
    }
    return nil
  }
}

extension CSVSource {
  /// Takes a row in; what comes out is the order that ends with it, or what is wrong with the row.
  private mutating func take(_ row: CSVReader.Row) -> ApplyLine? {
    let file = files[current]
    let header = file.header
    switch row {
    case .broken(let problem, let line): return broken(problem, line)
    case .cells(let cells, let line):
      guard cells.count == header.names.count else {
        let count = cells.count == 1 ? "1 cell" : "\(cells.count) cells"
        return broken("The row has \(count), and the header \(header.names.count).", line)
      }
      let bytes = file.reader.lastRowBytes
      defer { brokenLine = nil }
      let relation = pending?.relation(to: cells, header) ?? .other
      if relation == .same {
        pending?.add(cells, line: line, bytes: bytes, header)
        return nil
      }
      var record = CSVRecord(cells, line: line, bytes: bytes, header)
      guard header.hasLines else { return finish(record) }
      if relation == .unclear, let first = pending?.line {
        let problem = Refusal(
          .fieldInvalid,
          "Lines \(first) and \(line) name one order by its number and not by its reference."
        )
        pending?.fail(problem)
        record.fail(problem)
      }
      if let brokenLine, record.key != nil { record.fail(Self.incomplete(brokenLine)) }
      let ended = pending
      pending = record
      return ended.map(finish)
    }
  }

  private mutating func broken(_ problem: String, _ line: Int64) -> ApplyLine {
    if files[current].header.hasLines {
      pending?.fail(Self.incomplete(line))
      brokenLine = line
    }
    let refusal = Refusal(.fieldInvalid, problem)
    return ApplyLine(file: files[current].name, number: line, content: .failure(refusal))
  }

  /// An order is not placed without the lines that it should have.
  private static func incomplete(_ line: Int64) -> Refusal {
    Refusal(.fieldInvalid, "Line \(line) cannot be read and may belong to this order.")
  }

  private func finish(_ record: CSVRecord) -> ApplyLine {
    let file = files[current]
    var derivation: ApplyLine.Derivation?
    let content = Result { () throws(Refusal) in
      var command = try record.command(file.header)
      if command["command_id"] == nil {
        derivation = record.key.map(ApplyLine.Derivation.key) ?? .content
        command["command_id"] = .string(id(of: command, record.key, file.header.kind))
      }
      return try Request(command, defaults: defaults)
    }
    return ApplyLine(
      file: file.name,
      number: record.line,
      rows: record.rows,
      size: record.bytes,
      content: content,
      derivation: derivation,
      mayHaveMoreRows: file.header.hasLines
    )
  }

  /// The same for the same row, so that it is imported once.
  ///
  /// It stands in the log for ever. What names the row is public and may go into a plain hash; what
  /// else it says may be personal and goes into a keyed one.
  private func id(of command: JSONObject, _ key: CSVKey?, _ kind: CSVKind) -> String {
    let site = command["site"] ?? .string(defaults.site?.text ?? "default")
    var bytes: [UInt8] = []
    if let key {
      var name: JSONObject = ["kind": .string(kind.rawValue), key.field: .string(key.value)]
      // References are unique among all sites, numbers are not.
      if key.field == "number" { name["site"] = site }
      name.appendCanonical(to: &bytes)
    } else {
      var content = command
      content["site"] = site
      content.appendCanonical(to: &bytes)
      bytes = fingerprint(bytes)
    }
    return "csv:\(SHA256.hash(bytes).hex)"
  }
}
