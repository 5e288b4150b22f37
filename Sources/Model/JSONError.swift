/// What is wrong with a JSON text, and where.
public struct JSONError: Error, Hashable, Sendable {
  /// The problem, as a clause without a full stop: "a fraction is not allowed".
  public let message: String
  /// The place of the problem, in bytes of UTF-8 from the start of the text.
  public let offset: Int

  package init(message: String, offset: Int) {
    self.message = message
    self.offset = offset
  }
}
