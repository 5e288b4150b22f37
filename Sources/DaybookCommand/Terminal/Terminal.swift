package import Model

/// What surrounds the program: all that it reads from the world and tells it, in one value, so that
/// a test can bring a world of its own.
package struct Terminal {
  /// The variables of the environment that the program looks at.
  package var environment: [String: String]
  /// The number of the user who runs the program.
  package var userID: UInt32
  /// What time it is.
  package var clock: @Sendable () -> Instant
  /// Microseconds since some moment, which never go back.
  package var stopwatch: () -> Int64
  /// Lets other programs have their turn for some milliseconds.
  package var pause: (_ milliseconds: UInt32) -> Void
  package var input: any Input
  /// Results, and nothing else.
  package var output: Output
  /// Errors, warnings and progress.
  package var errors: Output
  /// From now on a first Ctrl-C does not end the program but is told by `isInterrupted`.
  package var catchInterrupts: () -> Void = {}
  /// Tells an error and ends the program with a status, whatever it is doing.
  package var endProgram: @Sendable (_ status: Int32, _ errors: [UInt8]) -> Void = { _, _ in }
  /// Whether the program has been told to stop.
  package var isInterrupted: () -> Bool = { false }

  package init(
    environment: [String: String],
    userID: UInt32,
    clock: @escaping @Sendable () -> Instant,
    stopwatch: @escaping () -> Int64,
    pause: @escaping (_ milliseconds: UInt32) -> Void,
    input: any Input,
    output: Output,
    errors: Output
  ) {
    self.environment = environment
    self.userID = userID
    self.clock = clock
    self.stopwatch = stopwatch
    self.pause = pause
    self.input = input
    self.output = output
    self.errors = errors
  }
}
