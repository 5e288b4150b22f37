/// Why a read model cannot be defined, filled or read.
package struct ProjectionError: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// No read model has that name.
    case unknownProjection
    /// No query has that name.
    case unknownQuery
    /// The SQL of a read model breaks a rule, such as touching the tables of another.
    case invalidDefinition
    /// A reaction failed on an event.
    case reactionFailed
    /// The file was damaged; it is made anew by the next catch-up.
    case damaged
    /// The file cannot be made or opened.
    case unreachable
  }

  package let code: Code
  /// A sentence for people that names the projection, the file and the event's position.
  package let message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { message }

  static let damaged = ProjectionError(
    .damaged,
    "The file of the read models is damaged: rebuild them."
  )
}
