import Foundation

/// A process that this one started.
struct Child {
  /// How it ended.
  enum End: Equatable {
    case exited(Int32)
    /// By a signal.
    case killed(Int32)
  }

  private let process: pid_t

  /// Starts a program with its standard streams in files.
  init(
    _ program: String,
    _ arguments: [String],
    output: String,
    errors: String
  ) throws {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, flags, 0o600)
    let words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    // How sanitizers behave is the same for all processes.
    let sanitizers = ["ASAN_OPTIONS", "TSAN_OPTIONS"].compactMap { name in
      ProcessInfo.processInfo.environment[name].map { "\(name)=\($0)" }
    }
    let variables = ["DAYBOOK_ACTOR=torture", "PATH=/usr/bin:/bin"] + sanitizers
    let environment: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
    defer { for word in words + environment { free(word) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, program, &actions, nil, words, environment)
    guard code == 0 else { throw Problem("\(program): \(String(cString: strerror(code)))") }
    self.process = process
  }

  func kill() {
    Foundation.kill(process, SIGKILL)
  }

  func wait() throws -> End {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw Problem("waiting: \(String(cString: strerror(errno)))") }
    }
    let signal = status & 0x7f
    return signal == 0 ? .exited(status >> 8 & 0xff) : .killed(signal)
  }
}
