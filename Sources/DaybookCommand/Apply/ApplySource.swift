import Daybook
import Model

/// Where an applier gets its commands from.
package protocol ApplySource {
  /// The next command, if all of it has been read.
  mutating func next() -> ApplyLine?
  /// Whether no command comes any more.
  var isAtEnd: Bool { get }
  /// Whether `fill` would return at once.
  var isReady: Bool { get }
  /// Waits for more input.
  mutating func fill() throws
  /// How much of the input has been read, from 0 to 1; nil when nobody knows where it ends.
  var fraction: Double? { get }
}

/// A command to be given to the ledger, or what is wrong with it.
package struct ApplyLine: Sendable {
  /// Where it stands, when there are several files.
  var file: String?
  let number: Int64
  /// How many rows of a file it takes.
  var rows: Int64 = 1
  /// How many bytes of input it takes.
  var size = 0
  let content: Result<Request, Refusal>
  /// By what its command id was made, when it brought none of its own.
  var derivation: Derivation?
  /// Whether rows elsewhere in the input may be parts of the same order.
  var mayHaveMoreRows = false

  enum Derivation: Sendable {
    case key(CSVKey)
    case content
  }

  /// Whether it asks for an erasure.
  var erases: Bool { (try? content.get())?.erases == true }

  /// `Line 2`, `orders.csv:2`.
  var place: String { file.map { "\($0):\(number)" } ?? "Line \(number)" }

  /// Gives what the line asks for to whoever performs it.
  ///
  /// - Throws: What is wrong with the line, a refusal, or an error of the log.
  func perform(by performer: (Request) throws -> Outcome) throws -> Outcome {
    do {
      return try performer(content.get())
    } catch let refusal as Refusal where refusal.code == .commandIDReused {
      throw explained(refusal)
    }
  }

  /// Nobody knows an id that was made of a row; what they know is the row.
  private func explained(_ refusal: Refusal) -> Refusal {
    let before: String
    switch derivation {
    case nil: return refusal
    case .content: before = "This row was imported before"
    case .key(let key):
      before = "A row with the \(key.field) \(Plain.text(key.value)) was imported before"
    }
    return Refusal(
      .commandIDReused,
      "\(before) with other content, for another site, or by another actor, channel or reason, and is left as it was; "
        + "change what is there with its own command, or give the row another reference.",
      details: refusal.facts
    )
  }
}
