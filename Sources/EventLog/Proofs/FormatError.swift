/// A text is not what its format wants it to be.
package struct FormatError: Error, Equatable, Sendable {
  /// The line, from 1; nil when it is the text as a whole.
  package let line: Int?
  /// What is wrong, as a clause without a full stop: "the size is no number".
  package let message: String

  init(_ line: Int?, _ message: String) {
    self.line = line
    self.message = message
  }
}
