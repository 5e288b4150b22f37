/// Why a ledger file cannot be used as it is.
package struct LogError: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// No file at the path.
    case missing
    /// A file is in the way of a new ledger.
    case exists
    /// The file is something else.
    case notLedger
    /// The file has a format that this program does not know.
    case unknownFormat
    /// What the file holds contradicts itself.
    case damaged
    /// The operating system gave no random bytes.
    case noRandomness
    /// A file could not be made or opened.
    case unreachable
  }

  package let code: Code
  /// A sentence for people: what happened, what was expected.
  package let message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { message }
}
