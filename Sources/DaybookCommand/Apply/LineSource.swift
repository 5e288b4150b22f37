package import Daybook
import Model

/// Commands as JSON Lines.
package struct LineSource: ApplySource, Sendable {
  private var reader: LineReader
  private let defaults: Provenance
  private var number: Int64 = 0

  package init(_ input: any Input, defaults: Provenance) {
    reader = LineReader(input)
    self.defaults = defaults
  }

  package var isAtEnd: Bool { reader.isAtEnd }
  package var isReady: Bool { reader.input.isReady }

  package var fraction: Double? {
    reader.input.size.map { $0 > 0 ? Double(reader.bytesRead) / Double($0) : 1 }
  }

  package mutating func fill() throws {
    try reader.fill()
  }

  package mutating func next() -> ApplyLine? {
    while let line = reader.next() {
      number += 1
      var size = 0
      if case .text(let range) = line {
        if reader.isBlank(range) { continue }
        size = range.count
      }
      return ApplyLine(
        number: number,
        size: size,
        content: Result { () throws(Refusal) in try request(line) }
      )
    }
    return nil
  }

  private func request(_ line: LineReader.Line) throws(Refusal) -> Request {
    switch line {
    case .text(let range): try Request(object(range), defaults: defaults)
    case .tooLong:
      throw Refusal(
        .fieldInvalid,
        "The line is longer than \(LineReader.greatestLength >> 20) MiB."
      )
    }
  }

  private func object(_ range: Range<Int>) throws(Refusal) -> JSONObject {
    let json: JSON
    do {
      json = try reader.json(range)
    } catch {
      throw Refusal(
        .fieldInvalid,
        "The line is not JSON as the ledger takes it: \(error.message), at byte \(error.offset).",
        details: ["offset": .integer(Int64(error.offset))]
      )
    }
    guard let object = json.object else {
      throw Refusal(.fieldInvalid, "The line is not a JSON object.")
    }
    return object
  }
}
