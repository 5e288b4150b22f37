import Daybook
import Model

/// How many lines came to what.
struct ApplyTally {
  var done: Int64 = 0
  /// Those that changed nothing: they say what is so already.
  var unchanged: Int64 = 0
  var failed: Int64 = 0
  /// Those that others took down with them.
  var rolledBack: Int64 = 0

  var total: Int64 { done + unchanged + failed + rolledBack }

  mutating func add(_ other: ApplyTally) {
    done += other.done
    unchanged += other.unchanged
    failed += other.failed
    rolledBack += other.rolledBack
  }
}

/// What is told of some lines.
struct ApplyResults {
  enum Form {
    /// A line of JSON for each of them.
    case json
    /// A line of text for each that failed or calls for a warning, on stderr.
    case text
  }

  private let form: Form
  private let isDryRun: Bool
  /// Where the log ended when the run began.
  private let start: Int64
  private(set) var output: [UInt8] = []
  private(set) var errors: [UInt8] = []
  private(set) var tally = ApplyTally()

  init(_ form: Form, isDryRun: Bool, since start: Int64) {
    self.form = form
    self.isDryRun = isDryRun
    self.start = start
  }

  mutating func add(_ line: ApplyLine, _ outcome: Outcome) {
    if outcome.isReplayed, line.mayHaveMoreRows, case .key(let key) = line.derivation,
      let position = outcome.positions.first, position > start
    {
      // It is not there from before: the order was placed without this row.
      let order = "The order with the \(key.field) \(Plain.text(key.value))"
      return add(
        line,
        Refusal(.fieldInvalid, "\(order) was placed already; all of its rows must stand together.")
      )
    }
    if outcome.positions.isEmpty || outcome.isReplayed {
      tally.unchanged += line.rows
    } else {
      tally.done += line.rows
    }
    guard form == .json else {
      guard !outcome.isReplayed else { return }
      for warning in outcome.warnings {
        tell("\(line.place): warning: \(Sentences.warning(warning))")
      }
      return
    }
    var members = beginning(line, isDone: true)
    members.add(outcome)
    output += members.line
  }

  mutating func add(_ line: ApplyLine, _ error: any Error) {
    let failure = Failure(error)
    let isRolledBack = failure.code == Refusal.Code.rolledBack.rawValue
    if isRolledBack { tally.rolledBack += line.rows } else { tally.failed += line.rows }
    guard form == .json else {
      // What took the others down is told once, in its own place.
      if isRolledBack || !(error is Refusal) { return }
      let problems = (failure.details["problems"]?.array ?? []).map(Sentences.warning)
      let list = problems.isEmpty ? "" : " (\(problems.joined(separator: ", ")))"
      return tell("\(line.place): \(failure.code): \(failure.message)\(list)")
    }
    var members = beginning(line, isDone: false)
    members.add("error", failure.json)
    output += members.line
  }

  private func beginning(_ line: ApplyLine, isDone: Bool) -> MemberText {
    var members = MemberText()
    if let file = line.file { members.add("file", .string(file)) }
    members.add("line", .integer(line.number))
    members.add("ok", .boolean(isDone))
    if isDryRun { members.add("dry_run", true) }
    return members
  }

  private mutating func tell(_ sentence: String) {
    errors.append(contentsOf: Plain.text(sentence).utf8)
    errors.append(UInt8(ascii: "\n"))
  }
}
