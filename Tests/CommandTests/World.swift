import DaybookCommand
import Foundation
import Model
import Synchronization

/// A world for the program: a folder of its own, a clock that moves a minute a command, captured
/// output.
final class World {
  let folder: URL
  var environment: [String: String]
  /// As if results went to a terminal so wide.
  var width: Int?
  let clock = FixedClock()
  /// Milliseconds that the program paused for.
  private(set) var pauses: [UInt32] = []
  /// Happens whenever the program pauses; is given what it has printed so far.
  var onPause: (String) -> Void = { _ in }
  /// As if somebody had pressed Ctrl-C.
  var isInterrupted = false
  /// As if nobody read the results any more.
  var isClosed = false
  /// What the stopwatch goes on by each time somebody looks.
  var stopwatchStep: Int64 = 0
  private var stopwatch: Int64 = 0

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "daybook-command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    environment = ["DAYBOOK_LEDGER": folder.appending(path: "ledger.db").path]
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  func path(_ name: String) -> String {
    folder.appending(path: name).path
  }

  /// What a command left behind.
  struct Result {
    var status: Int32
    var output: String
    var errors: String
    /// Both in the order in which they were written.
    var all: String

    var json: JSON? { try? JSON(parsing: output) }
    var lines: [String] {
      output.split(separator: "\n").map(String.init)
    }
    var error: String? { (try? JSON(parsing: errors))?["error"]["code"].string }
  }

  /// A terminal at which nothing is remembered and time stands still.
  func terminal(
    input: any Input,
    output: Output,
    errors: Output = Output { _ in }
  ) -> Terminal {
    Terminal(
      environment: environment,
      userID: 1,
      clock: { Instant(microseconds: 0) },
      stopwatch: { 0 },
      pause: { _ in },
      input: input,
      output: output,
      errors: errors
    )
  }

  /// Runs the program.
  @discardableResult
  func run(_ arguments: String..., input: String = "") -> Result {
    run(arguments, input: TextInput(input))
  }

  @discardableResult
  func run(_ arguments: [String], input: any Input = TextInput("")) -> Result {
    let told = Told()
    let output = Output(isTerminal: width != nil, width: width) { told.output($0) }
    output.isClosed = { self.isClosed }
    var terminal = Terminal(
      environment: environment,
      userID: 1000,
      clock: { [clock] in clock.now },
      stopwatch: {
        self.stopwatch += self.stopwatchStep
        return self.stopwatch
      },
      pause: {
        self.pauses.append($0)
        self.onPause(told.result(0).output)
      },
      input: input,
      output: output,
      errors: Output { told.errors($0) }
    )
    terminal.isInterrupted = { self.isInterrupted }
    let status = DaybookCommand.run(arguments: arguments, terminal: terminal)
    clock.advance()
    return told.result(status)
  }

  private final class Told {
    private var outputBytes: [UInt8] = []
    private var errorBytes: [UInt8] = []
    private var allBytes: [UInt8] = []

    func output(_ bytes: [UInt8]) {
      outputBytes += bytes
      allBytes += bytes
    }

    func errors(_ bytes: [UInt8]) {
      errorBytes += bytes
      allBytes += bytes
    }

    func result(_ status: Int32) -> Result {
      Result(
        status: status,
        output: String(decoding: outputBytes, as: UTF8.self),
        errors: String(decoding: errorBytes, as: UTF8.self),
        all: String(decoding: allBytes, as: UTF8.self)
      )
    }
  }
}

/// A clock that stands still until it is told to go on.
final class FixedClock: Sendable {
  private let time = Mutex(Instant(microseconds: 1_767_323_045_000_000))

  var now: Instant { time.withLock { $0 } }

  func advance() {
    time.withLock { $0.microseconds += 60_000_000 }
  }
}

/// Input from a text, in pieces of a size, which is always ready.
final class TextInput: Input {
  private let rest: Mutex<ArraySlice<UInt8>>
  private let pieceSize: Int

  convenience init(_ text: String, pieceSize: Int = 1 << 16) {
    self.init(Array(text.utf8), pieceSize: pieceSize)
  }

  init(_ bytes: [UInt8], pieceSize: Int) {
    rest = Mutex(bytes[...])
    self.pieceSize = pieceSize
  }

  var size: Int64? { nil }
  var isReady: Bool { true }

  func read(into buffer: inout [UInt8]) -> Bool {
    let piece = rest.withLock { rest in
      defer { rest = rest.dropFirst(pieceSize) }
      return rest.prefix(pieceSize)
    }
    buffer += piece
    return !piece.isEmpty
  }
}
