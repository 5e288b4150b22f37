import Model
import SQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Terminal {
  private static let variables = [
    "DAYBOOK_ACTOR", "DAYBOOK_LEDGER", "NO_COLOR", "TERM", "TMPDIR",
  ]

  /// The world that the program was started in.
  ///
  /// A reader that goes away, or a file that may not grow, is noticed when writing to it fails; the
  /// signals that would end the program are ignored.
  package static func system() -> Terminal {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    var environment: [String: String] = [:]
    for name in variables {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    var terminal = Terminal(
      environment: environment,
      userID: getuid(),
      clock: { Instant.now() },
      stopwatch: Connection.monotonicMicroseconds,
      pause: { usleep($0 * 1000) },
      input: FileInput(descriptor: STDIN_FILENO),
      output: output(STDOUT_FILENO),
      errors: output(STDERR_FILENO)
    )
    terminal.catchInterrupts = Interruption.catchSignals
    terminal.isInterrupted = { Interruption.hasCome }
    terminal.endProgram = { status, errors in
      try? write(errors, to: STDERR_FILENO)
      _exit(status)
    }
    return terminal
  }

  private static func output(_ descriptor: Int32) -> Output {
    let isTerminal = isatty(descriptor) == 1
    let output = Output(isTerminal: isTerminal, width: isTerminal ? width(descriptor) : nil) {
      (bytes) throws(OutputError) in
      try write(bytes, to: descriptor)
    }
    output.isClosed = { isClosed(descriptor) }
    return output
  }

  /// A pipe nobody reads from is in error, whether or not it is written to.
  private static func isClosed(_ descriptor: Int32) -> Bool {
    var state = pollfd(fd: descriptor, events: 0, revents: 0)
    return poll(&state, 1, 0) > 0 && Int32(state.revents) & (POLLERR | POLLHUP | POLLNVAL) != 0
  }

  private static func width(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Writes all bytes to a descriptor, however many at a time it takes.
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(OutputError) {
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        #if canImport(Glibc)
          Glibc.write(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
        #elseif canImport(Musl)
          Musl.write(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
        #else
          Darwin.write(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
        #endif
      }
      if count >= 0 {
        start += count
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno == EPIPE {
        throw .closed
      } else if errno != EINTR {
        throw .failed(String(cString: strerror(errno)))
      }
    }
  }
}
