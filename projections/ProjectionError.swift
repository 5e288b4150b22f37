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
  /// The read model whose SQL is at fault; nil when it is no one's.
  package let projection: String?
  /// Where in that SQL; nil when it concerns the read model as a whole.
  package let place: Place?

  /// A place in the files of a read model.
  package struct Place: Equatable, Sendable {
    package let file: String
    /// From 1; nil when it is the file as a whole.
    package let line: Int?
    /// The event at which it showed; nil when it shows without one.
    package let position: Int64?

    package init(_ file: String, line: Int? = nil, position: Int64? = nil) {
      self.file = file
      self.line = line
      self.position = position
    }

    /// `sales/on-order-placed.sql:7`.
    package func text(in projection: String) -> String {
      "\(projection)/\(file)" + (line.map { ":\($0)" } ?? "")
    }
  }

  package init(
    _ code: Code,
    _ message: String,
    of projection: String? = nil,
    at place: Place? = nil
  ) {
    self.code = code
    self.message = message
    self.projection = projection
    self.place = place
  }

  package var description: String { message }

  static let damaged = ProjectionError(
    .damaged,
    "The file of the read models is damaged: make it anew from the log with `daybook projection rebuild`."
  )
}
