import Daybook
import Model

/// A line of `apply`: a command to be given to the ledger, or what is wrong with it.
struct ApplyLine {
  let number: Int64
  let content: Result<Request, Refusal>

  init(_ number: Int64, _ line: LineReader.Line, in reader: LineReader, defaults: Provenance) {
    self.number = number
    content = Result { () throws(Refusal) in
      switch line {
      case .text(let range):
        return try Request(Self.object(range, in: reader), defaults: defaults)
      case .tooLong:
        throw Refusal(
          .fieldInvalid,
          "The line is longer than \(LineReader.greatestLength >> 20) MiB."
        )
      }
    }
  }

  private static func object(
    _ range: Range<Int>,
    in reader: LineReader
  ) throws(Refusal) -> JSONObject {
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

/// The results of some lines, as JSON Lines.
struct ApplyResults {
  private(set) var bytes: [UInt8] = []
  private(set) var done: Int64 = 0
  private(set) var failed: Int64 = 0

  mutating func add(_ number: Int64, _ outcome: Outcome) {
    var members = MemberText()
    members.add("line", .integer(number))
    members.add("ok", true)
    members.add(outcome)
    bytes += members.line
    done += 1
  }

  mutating func add(_ number: Int64, _ error: any Error) {
    var members = MemberText()
    members.add("line", .integer(number))
    members.add("ok", false)
    members.add("error", Failure(error).json)
    bytes += members.line
    failed += 1
  }
}
